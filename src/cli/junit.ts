/** Results of samples as JUnit XML, for the test reports of build servers. */
import type { SampleResult } from './samples.ts';

export function junitReport(results: readonly SampleResult[]): string {
  const failures = results.filter(({ failure }) => failure !== undefined).length;
  const cases = results.map(({ sample, failure, seconds }) => {
    const name = `classname="${escapeXml(sample.channel)}" name="${escapeXml(sample.name)}"`;
    const body = failure === undefined ? '' : `<failure>${escapeXml(failure)}</failure>`;
    return `  <testcase ${name} time="${seconds.toFixed(3)}">${body}</testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="sampan" tests="${results.length}" failures="${failures}">`,
    ...cases,
    '</testsuite>\n',
  ].join('\n');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}
