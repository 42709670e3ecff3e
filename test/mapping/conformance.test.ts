/** The public suite of maps, where it is at hand. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../scripts/conformance/mapping.ts';

const folder = `${process.env.SAMPAN_SUITES ?? '../shared'}/conformance`;
const isHere = existsSync(`${folder}/fml-matchbox`);
if (!isHere) console.log(`not run: fml-matchbox, ${folder} is absent`);

describe.runIf(isHere)('fml-matchbox', async () => {
  const reports = isHere ? await run(folder) : [];

  it.each(reports.map((report) => [report.suite, report] as const))('%s', (_, report) => {
    expect(report.cases).toBeGreaterThan(0);
    expect(report.disagreements).toEqual([]);
  });
});
