/** What a payer says of a claim is led back to the cells of the files that were sent. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { locatePlaces, type PlaceQuestion } from '../../src/channel/locate.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import { loadChannel, loadPayerCodes, loadProfiles } from '../../src/cli/catalogue.ts';
import { payerCodes } from '../../src/gateway/payer-codes.ts';
import { remarkFinding, remarksOf } from '../../src/gateway/payer-findings.ts';
import type { ProfileSet } from '../../src/profile/runtime/index.ts';

const CHANNEL = 'th-eclaim-16';
const folder = `mappings/th/${CHANNEL}/samples/good-utf8-header/input`;
const files = readdirSync(folder).map((name) => ({
  ...{ name, bytes: new Uint8Array(readFileSync(join(folder, name))) },
}));

let channel: ChannelModule;
let profiles: ProfileSet;
beforeAll(async () => {
  [channel, profiles] = await Promise.all([loadChannel(CHANNEL), loadProfiles()]);
});

function spots(question: Omit<PlaceQuestion, 'unit'>, unit = 1): readonly string[] {
  const submission = { channel: CHANNEL, files };
  const options = { tenant: 't', identityKey: new Uint8Array(32), profiles };
  const [places = []] = locatePlaces(channel, submission, options, [{ unit, ...question }]);
  return places.map(({ file, line, field = '' }) => `${file}:${line} ${field}`.trim());
}

const item = (nth: number) => `Bundle.entry[0].resource.item[${nth}]`;

it.each<[string, Omit<PlaceQuestion, 'unit'>, readonly RegExp[]]>([
  ['a cell', { cells: ['INS.PERMITNO'] }, [/^INS\.txt:2 PERMITNO$/]],
  [
    'the first cell that is there',
    { cells: ['IDX.DIAG', 'ODX.DIAG'] },
    [/^ODX\.txt:2 DIAG$/, /^ODX\.txt:3 DIAG$/],
  ],
  ['nothing that is known', { cells: [] }, [/^OPD\.txt:2$/]],
  ['a cell of no part', { cells: ['XXX.YYY'] }, [/^OPD\.txt:2$/]],
])('of %s', (_name, question, expected) => {
  const found = spots(question);
  expect(found).toHaveLength(expected.length);
  expected.forEach((pattern, at) => {
    expect(found[at]).toMatch(pattern);
  });
});

it('of an item: the cells it was made of, and of a code those in its own rows', () => {
  const made = spots({ element: item(1), cells: [] });
  expect(made.length).toBeGreaterThan(0);
  const charge = made.find((spot) => spot.startsWith('CHA.txt')) ?? '';
  const [row = ''] = charge.split(' ');
  expect(spots({ element: item(1), cells: ['CHA.AMOUNT'] })).toEqual([`${row} AMOUNT`]);
  expect(spots({ cells: ['CHA.AMOUNT'] }).length).toBeGreaterThan(1);
});

it('of a unit that is not there: nowhere', () => {
  expect(spots({ cells: ['INS.PERMITNO'] }, 99)).toEqual([]);
});

it('with the official words of the code, in the language they are in', async () => {
  const find = payerCodes(await loadPayerCodes());
  const answer = {
    resourceType: 'ClaimResponse',
    error: [
      { code: { coding: [{ code: '305' }] }, itemSequence: 2 },
      { code: { coding: [{ code: 'unheard-of', display: 'what the payer says' }] } },
      { code: { text: 'only words' } },
    ],
  };
  const source = { payer: 'nhso', answer, unit: 1, key: 'x', sequences: [1, 2, 3] };
  const remarks = remarksOf(find, source);
  expect(remarks.map(({ question, expression }) => [question.cells[0], expression])).toEqual([
    ['INS.PERMITNO', 'Claim.item[1]'],
    [undefined, undefined],
    [undefined, undefined],
  ]);
  const view = { payer: 'nhso', state: 'rejected', language: 'vi', places: [] } as const;
  const findings = remarks.map((remark) => remarkFinding(remark, view));
  expect(findings.map(({ severity, said, params }) => [severity, said?.code, params])).toEqual([
    [
      ...['error', 'C305'],
      expect.objectContaining({ explanation: expect.stringContaining('Approve Code') }),
    ],
    [
      ...['error', 'unheard-of'],
      { payer: 'nhso', code: 'unheard-of', explanation: 'what the payer says', guide: '' },
    ],
    ['error', undefined, { payer: 'nhso', code: '', explanation: 'only words', guide: '' }],
  ]);
  expect(remarksOf(find, { ...source, payer: 'vss' })[0]?.known).toBeUndefined();
});

it('names every one of the 1,069 codes of the scheme', async () => {
  const [table] = await loadPayerCodes();
  const find = payerCodes(await loadPayerCodes());
  const codes = Object.keys(table?.codes ?? {});
  expect(codes.length).toBe(1_069);
  expect(codes.filter((code) => find('nhso', { code }) === undefined)).toEqual([]);
});
