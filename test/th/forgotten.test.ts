import { describe, expect, it } from 'vitest';
import { readPaths } from '../../src/cli/read-paths.ts';
import { findingLines, translateFiles } from './translated.ts';

const sample = 'mappings/th/th-eclaim-16/samples/every-column/input';
const files = readPaths([sample]).flatMap((path) => path.files);

/** The sample with the lines of one file changed; the first line is the header. */
function changed(name: string, change: (line: string, index: number) => readonly string[]) {
  return files.map((file) => {
    if (file.name !== name) return file;
    const lines = new TextDecoder().decode(file.bytes).split('\n');
    return { ...file, bytes: new TextEncoder().encode(lines.flatMap(change).join('\n')) };
  });
}

const without = (at: number) => (line: string, index: number) => (index === at ? [] : [line]);
const replaced = (at: number, from: string, to: string) => (line: string, index: number) => [
  index === at ? line.replace(from, to) : line,
];

/** One slip of an export, and all that is said of it. */
const cases = [
  {
    name: 'a visit without its INS row',
    file: 'INS.txt',
    change: without(1),
    said: ['TH-KEY-04 OPD.txt'],
  },
  {
    name: 'a stay without its INS row',
    file: 'INS.txt',
    change: without(2),
    said: ['TH-KEY-04 IPD.txt'],
  },
  {
    name: 'a patient without PAT row',
    file: 'PAT.txt',
    change: without(1),
    said: ['TH-KEY-09 OPD.txt'],
  },
  {
    name: 'a visit without SEQ',
    file: 'OPD.txt',
    change: replaced(1, '260210000001', ''),
    said: ['SAMPAN-UNIT-KEY OPD.txt'],
  },
  {
    name: 'a stay without AN',
    file: 'IPD.txt',
    change: replaced(1, '690000012', ''),
    said: ['SAMPAN-UNIT-KEY IPD.txt'],
  },
  {
    name: 'a stay under an AN that nothing else has',
    file: 'IPD.txt',
    change: replaced(1, '690000012', '690000099'),
    said: ['TH-KEY-06 IPD.txt'],
  },
  {
    name: 'a diagnosis of an AN that nothing else has',
    file: 'IDX.txt',
    change: (line: string, index: number) => (index === 0 ? [line, '690009999|N10|2|'] : [line]),
    said: ['TH-KEY-06 IDX.txt'],
  },
  {
    name: 'a visit under a SEQ that nothing else has',
    file: 'OPD.txt',
    change: replaced(1, '260210000001', '260210000009'),
    said: ['TH-KEY-05 OPD.txt'],
  },
  {
    name: 'a visit under an HN that nothing else has',
    file: 'OPD.txt',
    change: replaced(1, '0000011', '0000099'),
    said: ['TH-KEY-04 OPD.txt'],
  },
  {
    name: 'a right under a SEQ that nothing else has',
    file: 'INS.txt',
    change: replaced(1, '260210000001', '260210000009'),
    said: ['TH-KEY-07 INS.txt'],
  },
  {
    name: 'a right under an HN that nothing else has',
    file: 'INS.txt',
    change: replaced(1, '0000011', '0000099'),
    said: ['TH-KEY-07 INS.txt'],
  },
  {
    name: 'a right without its SEQ',
    file: 'INS.txt',
    change: replaced(1, '260210000001', ''),
    said: ['SAMPAN-UNIT-KEY INS.txt'],
  },
  {
    name: 'charges under a SEQ that nothing else has',
    file: 'CHT.txt',
    change: replaced(1, '260210000001', '260210000009'),
    said: ['TH-KEY-05 CHT.txt'],
  },
  {
    name: 'an OPD file without rows',
    file: 'OPD.txt',
    change: without(1),
    said: ['TH-SET-05 OPD.txt'],
  },
  {
    name: 'a delimiter in the name of a patient',
    file: 'PAT.txt',
    change: replaced(1, 'สมมติ', 'สม|มติ'),
    said: ['SAMPAN-ROW-LONG PAT.txt'],
  },
  {
    name: 'a delimiter in a row of INS',
    file: 'INS.txt',
    change: replaced(1, 'D-001', 'D|001'),
    said: ['SAMPAN-ROW-LONG INS.txt'],
  },
  {
    name: 'a delimiter in the complaint of a visit',
    file: 'OPD.txt',
    change: replaced(1, 'ปวด', '|'),
    said: ['SAMPAN-ROW-LONG OPD.txt'],
  },
  {
    name: 'a delimiter in the number of a bill',
    file: 'CHT.txt',
    change: replaced(1, 'INV', 'I|NV'),
    said: ['SAMPAN-ROW-LONG CHT.txt'],
  },
  {
    name: 'an item without code',
    file: 'ADP.txt',
    change: replaced(1, '55020', ''),
    said: ['SAMPAN-PROFILE-REQUIRED ADP.txt'],
  },
  {
    name: 'a quantity below zero',
    file: 'ADP.txt',
    change: replaced(1, '55020|1', '55020|-1'),
    said: ['TH-AMT-01 ADP.txt'],
  },
  {
    name: 'a procedure that ends before it starts',
    file: 'IOP.txt',
    change: replaced(1, '20260211|1130', '20260212|1130'),
    said: ['TH-IOP-01 IOP.txt'],
  },
];

describe('a patient admitted twice on a day', () => {
  it('is told at the second admission', () => {
    const again = (line: string, index: number) =>
      index === 1 ? [line, line.replace('690000012', '690000013')] : [line];
    const lines = findingLines(translateFiles(changed('IPD.txt', again)));
    expect(lines).toContain('warning TH-NHSO-179 IPD.txt 2 DATEADM');
  });
});

describe('one slip gives one finding', () => {
  it.each(cases)('$name', ({ file, change, said }) => {
    const lines = findingLines(translateFiles(changed(file, change)));
    const errors = lines.filter((line) => line.startsWith('error'));
    const spots = errors.map((line) => line.split(' ').slice(1, 3).join(' '));
    expect(spots.sort()).toEqual(said);
  });
});
