/** HL7's own cases, where they are on the machine. */

import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../../scripts/conformance/fhirpath.ts';

test('agrees with every FHIRPath case of HL7 for R4', async (context) => {
  const folder = resolve(process.env.SAMPAN_SUITES ?? '../shared', 'conformance');
  const [report] = await run(folder);
  if (report === undefined) {
    console.log(`not run: fhirpath-r4 is not in ${folder}`);
    context.skip();
    return;
  }
  expect(report.cases).toBeGreaterThan(0);
  expect(report.disagreements).toEqual([]);
});
