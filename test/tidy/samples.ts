/** What is said to provoke findings: tests, their cases, and the samples of all mappings. */
import { globSync, readFileSync } from 'node:fs';

const patterns = ['test/**/*.{ts,json,ndjson,txt}', 'mappings/**/samples/**/*.{json,ndjson}'];

let texts: readonly string[] | undefined;

/** True if a test or a sample names the code, whole or as a table of ends under one beginning. */
export function isProvoked(code: string): boolean {
  texts ??= globSync(patterns)
    .filter((path) => !path.startsWith('test/tidy'))
    .map((path) => readFileSync(path, 'utf8'));
  return texts.some((text) => mentions(text, code) || mentionsEnd(text, code));
}

export function mentions(text: string, code: string): boolean {
  return new RegExp(`(?<![A-Z0-9-])${code}(?![A-Za-z0-9-])`).test(text);
}

/** `'SAMPAN-JSON-'` once, and `DEPTH` in its table. */
function mentionsEnd(text: string, code: string): boolean {
  const [first, second, ...end] = code.split('-');
  if (end.length === 0) return false;
  return new RegExp(`${first}-${second}-(?![A-Z0-9])`).test(text) && mentions(text, end.join('-'));
}
