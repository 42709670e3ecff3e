import { describe, expect, it } from 'vitest';
import { readPaths } from '../../src/cli/read-paths.ts';
import { findingLines, translateFiles } from './translated.ts';

function translateSample(name: string) {
  const path = `mappings/th/th-eclaim-16/samples/${name}/input`;
  return translateFiles(readPaths([path]).flatMap(({ files }) => files));
}

describe('the sample sets', () => {
  it('are the same claims, byte for byte, in UTF-8 with header and in TIS-620 without', () => {
    const [one, other] = ['good-utf8-header', 'good-tis620-noheader'].map((name) =>
      translateSample(name).units.map(({ bundle }) => JSON.stringify(bundle)),
    );
    expect(one).toHaveLength(3);
    expect(other).toEqual(one);
  });

  it('of the bad set give each fault at its cell, and nothing else', () => {
    const translation = translateSample('bad-utf8-header');
    expect([...findingLines(translation)].sort()).toEqual([
      'error SAMPAN-CELL-DOT ODX.txt 3 DIAG',
      'error SAMPAN-CELL-ERA OPD.txt 2 DATEOPD',
      'error SAMPAN-PROFILE-CODE CHA.txt 1 CHRGITEM',
      'error SAMPAN-PROFILE-CODE INS.txt 2 INSCL',
      'error TH-CHT-01 CHT.txt 1 TOTAL',
      'error TH-KEY-01 PAT.txt 4 HN',
      'error TH-KEY-05 ODX.txt 1 SEQ',
      'error TH-PAT-01 PAT.txt 1 PERSON_ID',
      'error TH-PAT-04 PAT.txt 1 PERSON_ID',
      'warning TH-INS-01 INS.txt 1 PERMITNO',
    ]);
    const accepted = translation.units.filter(({ state }) => state === 'acceptable');
    expect(accepted.map(({ key }) => key)).toEqual(['260106000003']);
  });

  it('of older layouts lose no amount', () => {
    const states = ['every-column', 'old-layouts-noheader', 'odd-headers'].map((name) =>
      translateSample(name).units.map(({ key, state }) => `${key} ${state}`),
    );
    const expected = ['260210000001 acceptable', '690000012 acceptable'];
    expect(states).toEqual([expected, expected, expected]);
  });
});
