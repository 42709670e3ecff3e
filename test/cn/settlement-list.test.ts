/** Settlement lists: every amount arrives, and every planted fault is found at its JSON path. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amount,
  type Category,
  categoryRow,
  type Fields,
  institution,
  request,
  resident,
  settlementList,
} from './synthetic.ts';
import { amounts, type Money, resourcesOf, run } from './translated.ts';

const channel = 'cn-nhsa-4101';
const hundredths = fc.integer({ min: 0, max: 99_999_999 });
const categories: fc.Arbitrary<readonly Category[]> = fc.uniqueArray(
  fc.record({
    code: fc.integer({ min: 1, max: 14 }).map((code) => String(code).padStart(2, '0')),
    a: hundredths,
    b: hundredths,
    own: hundredths,
    other: hundredths,
  }),
  { minLength: 1, maxLength: 14, selector: ({ code }) => code },
);

function send(input: Fields, infno = '4101'): string {
  return JSON.stringify(request(infno, input), null, 1);
}

interface Item {
  readonly net: Money;
  readonly category: { readonly coding: readonly { readonly code: string }[] };
}

describe('settlement lists', () => {
  it('carry every category with its amounts', () => {
    fc.assert(
      fc.property(categories, (sent) => {
        const result = run(send(settlementList(sent)), channel);
        expect(result.units.map(({ state }) => state)).toEqual(['acceptable']);
        const [claim] = resourcesOf(result);
        const items = claim?.item as readonly Item[];
        expect(items).toHaveLength(sent.length);
        for (const [index, category] of sent.entries()) {
          const item = items[index] as Item;
          expect(item.category.coding[0]?.code).toBe(category.code);
          expect(item.net.value).toBe(categoryRow(category).amt);
          expect(amounts(item, 'own-pay-full')).toEqual([amount(category.own)]);
        }
        const total = sent.reduce((sum, { a, b, own, other }) => sum + a + b + own + other, 0);
        expect(Number((claim?.total as Money | undefined)?.value)).toBe(Number(amount(total)));
        const own = amount(sent.reduce((sum, each) => sum + each.own, 0));
        expect(amounts(claim, 'patient-own')).toEqual([own]);
      }),
      { numRuns: 40 },
    );
  });

  it('without amounts are open', () => {
    const { setlinfo, diseinfo } = settlementList([plain]) as unknown as Record<string, Fields>;
    const { mdtrt_id, setl_id, adm_time, dscg_time } = setlinfo as Fields;
    const short = { psn_no: 'PN0001', mdtrt_id, setl_id, adm_time, dscg_time } as Fields;
    const input = { setlinfo: short, diseinfo } as unknown as Fields;
    const result = run(send(input, '4101A'), channel);
    expect(result.units.map(({ state }) => state)).toEqual(['open']);
  });

  it('come one by one, as an array, and in lines', () => {
    const two = ['SL0001', 'SL0002'].map((setl_id) =>
      request('4101', settlementList([plain], { setl_id })),
    );
    const lines = two.map((each) => JSON.stringify(each)).join('\n');
    const forms = [lines, JSON.stringify(two)].map((text) =>
      run(text, channel).units.map(({ bundle }) => JSON.stringify(bundle)),
    );
    expect(forms[0]).toHaveLength(2);
    expect(forms[1]).toEqual(forms[0]);
  });
});

const plain: Category = { code: '09', a: 10_000, b: 5_000, own: 2_500, other: 0 };

type Fault = readonly [code: string, node: string, field: string, value: Fields[string]];

const faults: readonly Fault[] = [
  ['SAMPAN-PROFILE-REQUIRED', 'setlinfo', 'medcasno', ''],
  ['SAMPAN-PROFILE-REQUIRED', 'diseinfo[0]', 'diag_code', null],
  ['SAMPAN-CELL-DATE', 'setlinfo', 'brdy', '1980-13-15'],
  ['SAMPAN-CELL-TIME', 'setlinfo', 'adm_time', '2026-03-01 25:00:00'],
  ['SAMPAN-CELL-NUMBER', 'iteminfo[0]', 'amt', '1,000.00'],
  ['SAMPAN-CELL-LENGTH', 'setlinfo', 'poscode', '2000000'],
  ['SAMPAN-PROFILE-CODE', 'setlinfo', 'gend', '5'],
  ['SAMPAN-PROFILE-CODE', 'iteminfo[0]', 'med_chrgitm', '77'],
  ['SAMPAN-PROFILE-CODE', 'setlinfo', 'dscg_way', '8'],
  ['SAMPAN-JSON-FIELD-UNKNOWN', 'setlinfo', 'certnumber', '1'],
  ['CN-FORM-01', 'iteminfo[0]', 'amt', '175.001'],
  ['CN-ID-04', 'setlinfo', 'certno', '310101198003150011'],
  ['CN-ID-05', 'setlinfo', 'gend', '2'],
  ['CN-ID-06', 'setlinfo', 'brdy', '1980-03-16'],
  ['CN-SET-01', 'setlinfo', 'fixmedins_code', 'H31010500001'],
  ['CN-AMT-10', 'iteminfo[0]', 'amt', '999.00'],
  ['CN-AMT-11', 'setlinfo', 'psn_selfpay', '7.00'],
  ['CN-LIST-01', 'setlinfo', 'dscg_time', '2026-02-28 10:00:00'],
  ['CN-LIST-02', 'setlinfo', 'setl_end_date', '2026-02-28'],
  ['CN-LIST-03', 'setlinfo', 'age', null],
  ['CN-LIST-04', 'setlinfo', 'brdy', '2026-03-15'],
  ['CN-LIST-05', 'setlinfo', 'vent_used_dura', '2.5h'],
  ['CN-LIST-06', 'icuinfo[0]', 'scs_cutd_exit_time', '2026-03-02 11:00:00'],
  ['CN-LIST-07', 'setlinfo', 'act_ipt_days', 9],
  ['CN-LIST-08', 'oprninfo[0]', 'oprn_oprt_date', '2026-04-02'],
  ['CN-LIST-09', 'oprninfo[0]', 'oprn_oprt_date', ''],
  ['CN-LIST-10', 'setlinfo', 'diag_code_cnt', 3],
  ['CN-LIST-11', 'setlinfo', 'oprn_oprt_code_cnt', 3],
  ['CN-LIST-12', 'diseinfo[0]', 'maindiag_flag', '0'],
];

/** The list with one field set; null takes it away. */
function planted(node: string, field: string, value: Fields[string]): Fields {
  const input = structuredClone(settlementList([plain])) as Record<string, unknown>;
  const [, name = '', at] = /^(\w+)(?:\[(\d+)\])?$/.exec(node) ?? [];
  const list = input[name] as Record<string, unknown>[];
  const record = at === undefined ? (input[name] as Record<string, unknown>) : list[Number(at)];
  if (record === undefined) throw new Error(`no ${node}`);
  if (value === null) delete record[field];
  else record[field] = value;
  return input as Fields;
}

describe('faults', () => {
  it.each(faults)('%s at %s.%s', (code, node, field, value) => {
    const text = send(planted(node, field, value));
    const { findings, units } = run(text, channel);
    const own = [...findings, ...units.flatMap((unit) => unit.findings)].filter(
      (finding) => finding.code === code,
    );
    expect(own.length).toBeGreaterThan(0);
    const places = own.flatMap((finding) => finding.places);
    const path = `$.input.${node}.${field}`;
    expect(places.map((place) => place.field)).toContain(path);
    const place = places.find((each) => each.field === path);
    const key = `"${field}": `;
    const lines = text.split('\n');
    if (value !== null) expect(lines[(place?.line ?? 0) - 1]).toContain(key);
  });

  it('CN-SET-02 without a list', () => {
    const { findings } = run(JSON.stringify(request('4101', {})), channel);
    expect(findings.map(({ code }) => code)).toContain('CN-SET-02');
  });

  it('CN-SET-03 for a list sent twice', () => {
    const two = [plain, plain].map((each) => request('4101', settlementList([each])));
    const { findings, units } = run(JSON.stringify(two), channel);
    const all = [...findings, ...units.flatMap((unit) => unit.findings)];
    expect(all.map(({ code }) => code)).toContain('CN-SET-03');
  });

  it('CN-ORG-01 for a code of no institution', () => {
    const input = settlementList([plain], { fixmedins_code: 'X31010500001' });
    const message = { ...request('4101', input), fixmedins_code: 'X31010500001' };
    const { units } = run(JSON.stringify(message), channel);
    const own = units.flatMap(({ findings }) =>
      findings.filter(({ code }) => code === 'CN-ORG-01'),
    );
    expect(own.map(({ places }) => places[0]?.field)).toContain('$.fixmedins_code');
  });

  it('another person and another institution are no fault', () => {
    const woman = { certno: resident('31010119900101002'), gend: '2', brdy: '1990-01-01', age: 36 };
    const { units } = run(send(settlementList([plain], woman)), channel, institution);
    expect(units.map(({ state }) => state)).toEqual(['acceptable']);
  });
});
