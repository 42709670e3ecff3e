/** The page about FHIRPath names every function, and its example gives what it says. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../../src/fhir/fhirpath/functions/table.ts';
import { sampan, splitCommand } from '../../cli/sampan.ts';

const page = readFileSync('docs/fhirpath.md', 'utf8');

test('lists the functions of the table, and those of later FHIRPath apart', () => {
  const section = page.slice(page.indexOf('## Functions'), page.indexOf('Not there:'));
  const [early = '', later = ''] = section.split('Later than N1');
  const named = (text: string) =>
    [...text.matchAll(/`([a-zA-Z]+)`/g)].map(([, name]) => name).sort();
  const rows = Object.entries(FUNCTIONS);
  const names = (of: boolean) => rows.filter(([, row]) => (row.later === true) === of);
  expect(named(early)).toEqual(
    names(false)
      .map(([name]) => name)
      .sort(),
  );
  expect(named(later)).toEqual(
    names(true)
      .map(([name]) => name)
      .sort(),
  );
});

test('the example runs', async () => {
  const line = /npx sampan (.*)/.exec(page)?.[1] ?? '';
  const expected = /```json\n(.*)\n```/.exec(page)?.[1];
  expect((await sampan(splitCommand(line))).stdout.trim()).toBe(expected);
});
