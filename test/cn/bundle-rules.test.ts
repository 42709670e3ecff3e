/** Rules of the bundle: what a map must never make. */
import { describe, expect, it } from 'vitest';
import { profileModules } from '../../src/generated/profiles.js';
import { joinProfiles } from '../../src/profile/runtime/index.ts';
import { lines, visitCalls } from './journal.ts';
import { run } from './translated.ts';
import type { Visit } from './visit.ts';

const visit: Visit = {
  ...{ person: 'P1', visit: 'MD1', settlement: 'SL1', kind: 'visit' },
  lines: [
    { quantity: 10_000, price: 2_500, first: 0, level: '01', category: '09' },
    { quantity: 20_000, price: 1_280, first: 10, level: '02', category: '09' },
  ],
};

describe('rules of the bundle', () => {
  const profiles = joinProfiles(profileModules);
  const { units } = run(lines(visitCalls(visit)), 'cn-nhsa-journal');
  const text = JSON.stringify(units[0]?.bundle);
  const codes = (changed: string) =>
    profiles.validate(JSON.parse(changed)).map((finding) => finding.code);
  const withoutClaim = /"entry":\[(\{.*?"resourceType":"Claim".*?\}\}),(?=\{"fullUrl")/;

  it.each([
    ['CN-CLM-01', text.replace('"total":{"value":50.60', '"total":{"value":50.61')],
    ['CN-CLM-02', text.replace('"focal":true', '"focal":false')],
    ['CN-BDL-01', text.replace(withoutClaim, '"entry":[')],
  ])('%s', (code, changed) => {
    expect(changed).not.toBe(text);
    expect(codes(text)).not.toContain(code);
    expect(codes(changed)).toContain(code);
  });
});
