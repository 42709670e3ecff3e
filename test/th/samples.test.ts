/** What the expected.json of a single sample cannot say. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPaths } from '../../src/cli/read-paths.ts';
import { findingLines, translateFiles } from './translated.ts';

function translateSample(name: string) {
  const path = `mappings/th/th-eclaim-16/samples/${name}/input`;
  return translateFiles(readPaths([path]).flatMap(({ files }) => files));
}

interface Expected {
  readonly acceptable: readonly string[];
  readonly findings: readonly {
    readonly file: string;
    readonly record: number;
    readonly field: string;
    readonly severity: string;
  }[];
}

const suites = process.env.SAMPAN_SUITES ?? '../shared';
const given = `${suites}/samples/th/eclaim-16/bad-utf8-header`;
const isGiven = existsSync(given);
if (!isGiven)
  console.log(`not run: the faulty 16-file set with its expectations, absent at ${given}`);

describe('the sample sets', () => {
  it('are the same claims, byte for byte, in UTF-8 with header and in TIS-620 without', () => {
    const [one, other] = ['good-utf8-header', 'good-tis620-noheader'].map((name) =>
      translateSample(name).units.map(({ bundle }) => JSON.stringify(bundle)),
    );
    expect(one).toHaveLength(3);
    expect(other).toEqual(one);
  });

  it.runIf(isGiven)('have a faulty one whose faults are found, each and no other', () => {
    const expected = JSON.parse(readFileSync(`${given}/EXPECTED.json`, 'utf8')) as Expected;
    const translation = translateSample('bad-utf8-header');
    const spots = findingLines(translation).map((line) => line.replace(/ [A-Z-]+\d* /, ' '));
    const wanted = expected.findings.map(({ severity, file, record, field }) => {
      return `${severity} ${file} ${record} ${field}`;
    });
    expect([...new Set(spots)].sort()).toEqual(wanted.sort());
    const accepted = translation.units.filter(({ state }) => state === 'acceptable');
    expect(accepted.map(({ key }) => key)).toEqual(expected.acceptable);
  });
});
