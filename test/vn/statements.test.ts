/** Statements of generated claims: every column the sum of its lines, every total to the dong. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactNumber, numberText } from '../../src/base/decimal.ts';
import { readExactJson } from '../../src/base/exact-json.ts';
import { foldStatement } from '../../src/channel/statement/compute.ts';
import { csvText, plain } from '../../src/channel/statement/csv.ts';
import type { StatementModule } from '../../src/channel/statement/definition.ts';
import { daysOf, periodOf, within } from '../../src/channel/statement/period.ts';
import { settlementText } from '../../src/channel/statement/reconciliation.ts';
import { jsonText, type StatementText, writeStatement } from '../../src/channel/statement/text.ts';
import type { Resource } from '../../src/channel/translation.ts';
import { writeSheet } from '../../src/cli/write-sheet.ts';
import { profileModules } from '../../src/generated/profiles.js';
import { statements } from '../../src/generated/statements.js';
import { joinProfiles } from '../../src/profile/runtime/index.ts';
import {
  claimXml,
  decimal,
  type Fields,
  type Line,
  medicine,
  service,
  sharesOf,
  supply,
  treatment,
} from './synthetic.ts';
import { run } from './translated.ts';

function named(id: string): StatementModule {
  const found = statements.find(({ definition }) => definition.id === id);
  if (found === undefined) throw new Error(`no statement ${id}`);
  return found;
}

const outpatients = named('vn-79a');
const inpatients = named('vn-80a');

const line: fc.Arbitrary<Line> = fc.record({
  quantity: fc.integer({ min: 1, max: 99_999 }),
  price: fc.integer({ min: 0, max: 9_999_999 }),
  insured: fc.constantFrom(0, 50, 100),
  benefit: fc.constantFrom(80, 100),
});

const stay: Fields = {
  MA_LOAI_KCB: '03',
  NGAY_VAO_NOI_TRU: '202511030900',
  LY_DO_VNT: 'Theo dõi',
  SO_NGAY_DTRI: '1',
};

interface Claim {
  readonly medicines: readonly Line[];
  readonly services: readonly Line[];
  readonly supplies: readonly Line[];
  readonly more: Fields;
}

const claim: fc.Arbitrary<Claim> = fc.record({
  medicines: fc.array(line, { maxLength: 3 }),
  services: fc.array(line, { minLength: 1, maxLength: 3 }),
  supplies: fc.array(line, { maxLength: 2 }),
  more: fc.constantFrom<Fields>({}, stay, { THANG_QT: '9' }),
});

function bundlesOf(claims: readonly Claim[]): readonly Resource[] {
  const made = claims.map(({ medicines, services, supplies, more }, index) => {
    const others = [
      ...services.map((each, at) => service(each, at + 1)),
      ...supplies.map((each, at) => supply(each, services.length + at + 1)),
    ];
    const drugs = medicines.map((each, at) => medicine(each, at + 1));
    return treatment(drugs, others, { MA_LK: `LK${index}`, ...more });
  });
  return run(claimXml(made, 'inline')).units.map(({ bundle, state, findings }) => {
    if (state !== 'acceptable') throw new Error(JSON.stringify(findings));
    return readExactJson(JSON.stringify(bundle)) as Resource;
  });
}

function statementOf(module: StatementModule, bundles: readonly Resource[], period: string) {
  const fold = foldOf(module, period);
  const rows = bundles.map((bundle) => fold.take(bundle)).filter((row) => row !== undefined);
  return { rows, ...fold.end() };
}

type Statement = ReturnType<typeof statementOf>;

function foldOf(module: StatementModule, period: string) {
  const span = periodOf(period);
  if (span === undefined) throw new Error(period);
  return foldStatement(module, within(span));
}

async function written(text: StatementText, bundles: readonly Resource[], period: string) {
  async function* claims() {
    yield* bundles;
  }
  let all = '';
  for await (const piece of writeStatement(foldOf(outpatients, period), text, claims())) {
    all += piece;
  }
  return all;
}

const columnOf = ({ definition }: StatementModule, id: string) =>
  definition.columns.findIndex((column) => column.id === id);

function total(module: StatementModule, { totals }: Statement, id: string): number {
  const cell = totals[columnOf(module, id)] ?? '';
  return Number(typeof cell === 'string' ? cell : numberText(cell));
}

const sum = (lines: readonly Line[], share: 'insured' | 'fund'): number =>
  Number(
    decimal(
      lines.reduce((all, each) => all + sharesOf(each)[share], 0n),
      2,
    ),
  );

describe('statements', () => {
  it('sum to the dong, claim by claim and in all', () => {
    fc.assert(
      fc.property(fc.array(claim, { minLength: 1, maxLength: 5 }), (claims) => {
        const bundles = bundlesOf(claims);
        for (const module of [outpatients, inpatients]) {
          const own = claims.filter(
            ({ more }) =>
              more.THANG_QT === undefined && (more === stay) === (module === inpatients),
          );
          const made = statementOf(module, bundles, '2025-Q4');
          expect(made.rows).toHaveLength(own.length);
          expect(made.imbalances).toEqual([]);
          const all = own.flatMap(({ medicines, services, supplies }) => [
            ...medicines,
            ...services,
            ...supplies,
          ]);
          const sums = (pick: (one: Claim) => readonly Line[]) => sum(own.flatMap(pick), 'insured');
          expect(total(module, made, 'T_TONGCHI')).toBe(sum(all, 'insured'));
          expect(total(module, made, 'T_THUOC')).toBe(sums((one) => one.medicines));
          expect(total(module, made, 'T_KHAM')).toBe(sums((one) => one.services));
          expect(total(module, made, 'T_VTYT')).toBe(sums((one) => one.supplies));
          expect(total(module, made, 'T_BHTT')).toBe(sum(all, 'fund'));
          expect(Number(numberText(made.claimed))).toBe(sum(all, 'fund'));
        }
      }),
      { numRuns: 15 },
    );
  });

  const plainLine: Line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };
  const two = () =>
    bundlesOf([
      { medicines: [plainLine], services: [plainLine], supplies: [], more: {} },
      { medicines: [], services: [plainLine], supplies: [], more: {} },
    ]);

  it('carries what the columns say of patient, card and treatment', () => {
    const made = statementOf(outpatients, two(), '2025-11');
    const cell = (id: string) => made.rows[0]?.cells[columnOf(outpatients, id)];
    expect(
      ['STT', 'MA_LK', 'MA_BN', 'NGAY_SINH', 'GIOI_TINH', 'MA_THE', 'MA_DKBD', 'GT_THE_DEN'].map(
        cell,
      ),
    ).toEqual(['1', 'LK0', 'BN0001', '19800315', '1', 'DN4010000000001', '01999', '20251231']);
    expect(
      [
        'MA_BENH',
        'NGAY_VAO',
        'SO_NGAY_DTRI',
        'KET_QUA_DTRI',
        'NAM_QT',
        'THANG_QT',
        'MA_LOAIKCB',
      ].map(cell),
    ).toEqual(['J20.9;I10', '202511030800', '0', '2', '2025', '11', '01']);
  });

  it('tells a claim whose lines are not its total', () => {
    const [bundle] = two();
    const text = JSON.stringify(bundle).replace('"value":49382.72', '"value":49382.73');
    const made = statementOf(outpatients, [readExactJson(text) as Resource], '2025-Q4');
    expect(made.imbalances.map(({ claim: number, total: of }) => [number, of])).toEqual([
      ['LK0', 'T_TONGCHI'],
      ['LK0', 'T_TONGCHI'],
    ]);
  });

  it('is CSV with a total in the last row, and no formula', async () => {
    const text = await written(csvText(outpatients.definition), two(), '2025');
    const rows = text.split('\r\n');
    expect(rows).toHaveLength(5);
    expect(rows[0]).toContain('STT,MA_LK,MA_BN');
    expect(rows[3]).toContain('74074.08');
    expect(['=1+1', '+1', '-1', '@x', 'x'].map(plain)).toEqual(["'=1+1", "'+1", "'-1", "'@x", 'x']);
  });

  it('is JSON with what stands below the rows behind them', async () => {
    const { rows, totals, claimed, imbalances } = statementOf(outpatients, two(), '2025-Q4');
    const text = await written(jsonText, two(), '2025-Q4');
    expect(text).toBe(JSON.stringify({ rows, totals, claimed, imbalances }));
    expect(JSON.parse(await written(jsonText, [], '2025-Q4')).rows).toEqual([]);
  });

  const settlement = {
    ...{ period: { from: '2025-10', to: '2025-12' }, label: '2025-Q4' },
    ...{ facility: '01999', created: '2026-01-05T08:00:00+07:00' },
  };
  const advance = { amount: exactNumber('50000.00'), paid: '2025-10-01' };

  it.each([
    ['with claims', 2, {}, 2],
    ['with claims and an advance', 2, { advance }, 3],
    ['with an advance alone', 0, { advance }, 1],
    ['with nothing', 0, {}, undefined],
  ])('is a settlement as JSON, %s', async (_, count, more, lines) => {
    const form = settlementText(outpatients.definition, { ...settlement, ...more });
    const bundle = JSON.parse(await written(form, two().slice(0, count), '2025-Q4'));
    expect(bundle.entry[0].resource.detail?.length).toBe(lines);
    expect(bundle.entry).toHaveLength('advance' in more ? 2 : 1);
  });

  it('is a settlement less what was paid in advance, valid FHIR', async () => {
    const form = settlementText(outpatients.definition, { ...settlement, advance });
    const text = await written(form, two(), '2025-Q4');
    const bundle = readExactJson(text) as Resource;
    expect(text).toContain('"paymentAmount":{"value":9259.27,"currency":"VND"}');
    expect(text).toContain('"amount":{"value":-50000.00,"currency":"VND"}');
    const profiles = joinProfiles(profileModules);
    for (const { resource } of bundle.entry as readonly { resource: Resource }[]) {
      const found = profiles.validate(resource, { advice: false });
      expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('is a spreadsheet', async () => {
    const made = statementOf(outpatients, two(), '2025-Q4');
    const path = join(mkdtempSync(join(tmpdir(), 'statement-')), 's.xlsx');
    writeFileSync(path, '');
    await writeSheet(outpatients.definition, made, path);
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
  });

  it('knows months, quarters and years', () => {
    expect(periodOf('2025-Q4')).toEqual({ from: '2025-10', to: '2025-12' });
    expect(periodOf('2024-02')).toEqual({ from: '2024-02', to: '2024-02' });
    expect(daysOf({ from: '2024-01', to: '2024-02' })).toEqual({
      start: '2024-01-01',
      end: '2024-02-29',
    });
    expect(['2025-Q5', '2025-13', 'x', ''].map(periodOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
