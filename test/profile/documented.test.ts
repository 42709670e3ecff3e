/** The table of finding codes in docs/validation.md says what the engine says. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULES } from '../../src/profile/runtime/rules.ts';

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

it('docs/validation.md lists every finding with its severity, issue code and words', () => {
  const texts = JSON.parse(read('src/base/findings/en.json')) as Record<
    string,
    { readonly expected: string; readonly found: string }
  >;
  const page = read('docs/validation.md');
  const rows = Object.entries(RULES).map(([code, { severity, issue }]) => {
    const { expected = '', found = '' } = texts[code] ?? {};
    const short = code.replace('SAMPAN-PROFILE-', '…-');
    return `| ${short} | ${severity} | ${issue} | ${expected} | ${found} |`;
  });
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});
