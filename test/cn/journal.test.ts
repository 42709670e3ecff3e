/** Journals: every line and amount arrives, every planted fault is found at line and JSON path. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, lines, stayCalls, undoCall, visitCalls } from './journal.ts';
import { prescriptionCall } from './prescription.ts';
import { amount, type Fields, request, settlementList } from './synthetic.ts';
import { amounts, type Money, type Resource, resourcesOf, run } from './translated.ts';
import { type Line, sharesOf, totalsOf, type Visit } from './visit.ts';

const channel = 'cn-nhsa-journal';

const line: fc.Arbitrary<Line> = fc.record({
  quantity: fc.integer({ min: 1, max: 99_999 }),
  price: fc.integer({ min: 0, max: 999_999 }),
  first: fc.constantFrom(0, 5, 10, 20),
  level: fc.constantFrom('01', '02', '03'),
  category: fc.integer({ min: 1, max: 14 }).map((code) => String(code).padStart(2, '0')),
});

const visits: fc.Arbitrary<readonly Visit[]> = fc
  .array(
    fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 8 }),
      benefit: fc.constantFrom(50, 80, 95),
      kind: fc.constantFrom<Visit['kind']>('visit', 'stay'),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((made) =>
    made.map((each, index) => ({
      ...each,
      person: `PN${index}`,
      visit: `MD${index}`,
      settlement: `SL${index}`,
    })),
  );

function callsOf(visit: Visit): readonly Call[] {
  return visit.kind === 'visit' ? visitCalls(visit) : stayCalls(visit);
}

/** The calls of all visits in any order: each has its time. */
function shuffled(all: readonly (readonly Call[])[], picks: readonly number[]): readonly Call[] {
  const rest = all.map((calls) => [...calls]);
  return picks.flatMap((pick) => {
    const waiting = rest.filter((calls) => calls.length > 0);
    return waiting[pick % Math.max(1, waiting.length)]?.shift() ?? [];
  });
}

interface Item {
  readonly net: Money;
  readonly unitPrice: Money;
  readonly quantity: { readonly value: string };
}

function typed(resources: readonly Resource[], type: string): readonly Resource[] {
  return resources.filter(({ resourceType }) => resourceType === type);
}

describe('journals', () => {
  it('carry every line with its amounts, however visits are interleaved', () => {
    fc.assert(
      fc.property(visits, fc.infiniteStream(fc.nat()), (made, stream) => {
        const all = made.map(callsOf);
        const count = all.reduce((sum, calls) => sum + calls.length, 0);
        const result = run(lines(shuffled(all, [...stream.take(count)])), channel);
        expect(result.units.map(({ state }) => state)).toEqual(made.map(() => 'acceptable'));
        expect(result.units.flatMap(({ findings }) => findings)).toEqual([]);
        for (const index of made.keys()) {
          const resources = resourcesOf(result, index);
          const [claim] = resources;
          const numbers = claim?.identifier as readonly { readonly value: string }[] | undefined;
          const number = numbers?.[0]?.value;
          const visit = made.find(({ settlement }) => settlement === number);
          if (visit === undefined) throw new Error(`no settlement ${number}`);
          const totals = totalsOf(visit);
          expect((claim?.total as Money | undefined)?.value).toBe(amount(totals.charge));
          expect(amounts(claim, 'fund')).toEqual([amount(totals.fund)]);
          expect(amounts(claim, 'patient')).toEqual([amount(totals.patient)]);
          const items = claim?.item as readonly Item[];
          expect(items).toHaveLength(visit.lines.length);
          for (const [at, sent] of visit.lines.entries()) {
            const item = items[at] as Item;
            const { charge, first, insured, own } = sharesOf(sent);
            expect(item.net.value).toBe(amount(charge));
            expect(amounts(item, 'insured')).toEqual([amount(insured)]);
            expect(amounts(item, 'own-pay-first')).toEqual([amount(first)]);
            expect(amounts(item, 'own-pay-full')).toEqual([amount(own)]);
          }
          const [settled] = typed(resources, 'ClaimResponse');
          const paid = settled?.adjudication as readonly { readonly amount: Money }[];
          expect(paid.map((each) => each.amount.value)).toEqual([
            amount(totals.fund),
            amount(totals.account),
          ]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('give one claim with its list, whichever channel brings it', () => {
    const key = run(lines(stayCalls(stay)), channel).units[0]?.businessKey;
    const list = settlementList([{ code: '09', a: 100, b: 0, own: 0, other: 0 }]);
    const message = request('4101', list);
    const own = run(JSON.stringify(message), 'cn-nhsa-4101').units[0]?.businessKey;
    expect(own).toEqual(key);
  });

  it('take a list into the claim it completes', () => {
    const total = Number(totalsOf(stay).charge);
    const list = settlementList([{ code: '09', a: total, b: 0, own: 0, other: 0 }]);
    const sent = { request: request('4101', list), response: { infcode: 0, output: {} } } as Call;
    const result = run(lines([...stayCalls(stay), sent]), channel);
    expect(result.units.map(({ state }) => state)).toEqual(['acceptable']);
    const resources = resourcesOf(result);
    expect(typed(resources, 'Procedure')).toHaveLength(1);
    expect(resources[0]?.item).toHaveLength(stay.lines.length);
    const mains = typed(resources, 'Condition').filter(({ category }) =>
      JSON.stringify(category).includes('discharge'),
    );
    expect(mains).toHaveLength(2);
  });

  it('tell a consultation on the Internet by its prescription', () => {
    const online = prescriptionCall(plain, { bizTypeCode: '02', authNo: 'A1' });
    const result = run(lines([...visitCalls(plain), online]), channel);
    const [encounter] = typed(resourcesOf(result), 'Encounter');
    expect((encounter?.class as { readonly code: string } | undefined)?.code).toBe('VR');
    expect(typed(resourcesOf(result), 'MedicationRequest')).toHaveLength(1);
  });

  it('settle under an insurance that no read of the person named', () => {
    const unread = visitCalls(plain).slice(1);
    const other = planted(visitCalls(plain), '2207', `${asked}insutype`, '320');
    const coverages = [unread, other].map((calls) => {
      const result = run(lines(calls), channel);
      expect(result.units.map(({ state }) => state)).toEqual(['acceptable']);
      const resources = resourcesOf(result);
      const insurance = resources[0]?.insurance as readonly { readonly focal: boolean }[];
      expect(insurance.map(({ focal }) => focal)[0]).toBe(true);
      return typed(resources, 'Coverage').length;
    });
    expect(coverages).toEqual([1, 3]);
  });

  it('wait for a line that says no batch', () => {
    const calls = planted(visitCalls(plain), '2204', `${fee}chrg_bchno`, '');
    expect(run(lines(calls), channel).units.map(({ state }) => state)).toEqual(['open', 'open']);
  });

  it('leave a settlement that was taken back without a claim', () => {
    const calls = [...visitCalls(plain), undoCall(plain, '2026-03-10 09:00:00')];
    const result = run(lines(calls), channel);
    expect(result.units.map(({ state }) => state)).toEqual(['not-claimed', 'open']);
  });
});

const two: readonly Line[] = [
  { quantity: 20_000, price: 1_280, first: 10, level: '02', category: '09' },
  { quantity: 10_000, price: 8_000, first: 0, level: '01', category: '03' },
];
const plain: Visit = {
  person: 'P1',
  visit: 'MD0001',
  settlement: 'SL0001',
  lines: two,
  kind: 'visit',
};
const stay: Visit = { ...plain, kind: 'stay' };

type Fault = readonly [code: string, call: string, path: string, value: unknown, at?: string];

const fee = 'request.input.feedetail[1].';
const result = 'response.output.result[0].';
const asked = 'request.input.data.';
const settled = 'response.output.setlinfo.';
const stayed = 'request.input.mdtrtinfo.';
const left = 'request.input.dscginfo.';

const visitFaults: readonly Fault[] = [
  ['SAMPAN-PROFILE-REQUIRED', '2204', `${fee}bilg_dr_codg`, ''],
  ['SAMPAN-CELL-NUMBER', '2204', `${fee}pric`, '八十'],
  ['SAMPAN-CELL-LENGTH', '2204', `${fee}feedetl_sn`, 'F'.repeat(31)],
  ['SAMPAN-CELL-DATE', '2204', `${fee}fee_ocur_time`, '2026-02-30 08:00:00'],
  ['SAMPAN-PROFILE-CODE', '2207', `${asked}insutype`, '999'],
  ['SAMPAN-PROFILE-CODE', '2204', `${fee}rx_circ_flag`, '7'],
  ['SAMPAN-JSON-FIELD-UNKNOWN', '2204', `${fee}price`, '1'],
  ['CN-FORM-02', '2204', `${fee}cnt`, '1.00001'],
  ['CN-FORM-03', '2204', `${fee}pric`, '80.0000001'],
  ['CN-AMT-01', '2204', `${fee}pric`, '81.00', `${fee}det_item_fee_sumamt`],
  [
    'CN-AMT-02',
    '2204',
    `${result}det_item_fee_sumamt`,
    '1.00',
    'request.input.feedetail[0].det_item_fee_sumamt',
  ],
  ['CN-AMT-03', '2204', `${result}inscp_scp_amt`, '1.00', `${result}det_item_fee_sumamt`],
  ['CN-AMT-04', '2204', `${result}selfpay_prop`, '0.5', `${result}preselfpay_amt`],
  ['CN-FEE-02', '2204', `${fee}etip_flag`, '1', `${fee}etip_hosp_code`],
  ['CN-CODE-01', '2207', `${settled}med_type`, '77'],
  ['CN-CODE-02', '2207', 'response.output.setldetail[0].fund_pay_type', '3101'],
  ['CN-CODE-03', '2207', `${settled}naty`, '汉'],
  ['CN-FEE-06', '2204', `${fee}rx_circ_flag`, ''],
  ['CN-FEE-07', '2204', `${fee}hosp_appr_flag`, ''],
  ['CN-SETL-05', '2207', `${asked}inscp_scp_amt`, ''],
  ['CN-SETL-06', '2207', `${settled}setl_time`, '2026-03-01 08:00:00'],
  ['CN-FEE-04', '2204', `${fee}feedetl_sn`, 'F1'],
  ['CN-AMT-05', '2207', `${settled}inscp_scp_amt`, '1.00', `${settled}medfee_sumamt`],
  ['CN-AMT-06', '2207', `${settled}hosp_part_amt`, '1.00', `${settled}medfee_sumamt`],
  ['CN-AMT-07', '2207', `${settled}psn_cash_pay`, '1.00', `${settled}psn_part_amt`],
  ['CN-AMT-08', '2207', `${settled}maf_pay`, '1.00', `${settled}fund_pay_sumamt`],
  ['CN-AMT-09', '2207', `${asked}medfee_sumamt`, '1.00'],
  ['CN-ID-01', '2207', `${settled}certno`, '310101198003150011'],
  ['CN-ID-02', '2207', `${settled}gend`, '2'],
  ['CN-ID-03', '2207', `${settled}brdy`, '1980-03-16'],
  ['CN-SETL-01', '2207', `${asked}mdtrt_cert_no`, ''],
  ['CN-SETL-03', '2207', `${asked}med_type`, '', `${asked}chrg_bchno`],
  ['CN-SETL-04', '2207', `${settled}mdtrt_id`, 'MD9'],
  ['CN-SETL-07', '2207', `${settled}psn_no`, 'P9'],
  ['CN-DX-01', '2203A', 'request.input.diseinfo[0].diag_code', '20J'],
  ['CN-DX-03', '2203A', 'request.input.diseinfo', [], `${stayed}mdtrt_id`],
];

const stayFaults: readonly Fault[] = [
  ['CN-FEE-01', '2301', `${fee}med_type`, '', `${fee}chrg_bchno`],
  ['CN-FEE-03', '2301', 'request.input.feedetail[1].cnt', '-1.0000', `${fee}init_feedetl_sn`],
  ['CN-FEE-05', '2301', `${fee}fee_ocur_time`, '2026-02-20 08:00:00'],
  ['CN-SETL-02', '2304', `${asked}mid_setl_flag`, ''],
  ['CN-STAY-01', '2402', `${left}dscg_way`, '5', `${left}die_date`],
  ['CN-STAY-02', '2402', `${left}endtime`, '2026-02-01 10:00:00'],
  ['CN-DX-02', '2402', 'request.input.diseinfo[0].maindiag_flag', '0'],
  ['SAMPAN-PROFILE-CODE', '2402', `${left}dscg_way`, '7'],
  ['SAMPAN-PROFILE-REQUIRED', '2401', `${stayed}adm_bed`, ''],
];

/** Sets the member on a path of the first call of a kind. */
function planted(
  calls: readonly Call[],
  kind: string,
  path: string,
  value: unknown,
): readonly Call[] {
  const changed = structuredClone(calls) as Call[];
  const call = changed.find((each) => each.request.infno === kind);
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  let at = call as unknown as Record<string, unknown>;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  at[last] = value;
  return changed;
}

function expectFound([code, kind, path, value, at]: Fault, sent: readonly Call[]): void {
  const calls = planted(sent, kind, path, value);
  const { findings, units } = run(lines(calls), channel);
  const all = [...findings, ...units.flatMap((unit) => unit.findings)];
  const own = all.filter((finding) => finding.code === code);
  expect(all.map((finding) => finding.code)).toContain(code);
  const places = own.flatMap((finding) => finding.places);
  const place = places.find(({ field }) => field === `$.${at ?? path}`);
  expect(places.map(({ field }) => field)).toContain(`$.${at ?? path}`);
  expect(place?.line).toBe(calls.findIndex((each) => each.request.infno === kind) + 1);
}

function cases(faults: readonly Fault[]): readonly (readonly [string, Fault])[] {
  return faults.map((fault) => [`${fault[0]} in ${fault[1]} at ${fault[2]}`, fault]);
}

describe('faults of a visit', () => {
  it.each(cases(visitFaults))('%s', (_name, fault) => expectFound(fault, visitCalls(plain)));
});

describe('faults of a stay', () => {
  it.each(cases(stayFaults))('%s', (_name, fault) => expectFound(fault, stayCalls(stay)));
});

describe('faults of a list and of a prescription', () => {
  it('CN-AMT-12 where categories are not the total', () => {
    const list = settlementList([{ code: '09', a: 100, b: 0, own: 0, other: 0 }]);
    const sent = { request: request('4101', list), response: { infcode: 0, output: {} } } as Call;
    const { units } = run(lines([...stayCalls(stay), sent]), channel);
    const own = units.flatMap(({ findings }) =>
      findings.filter(({ code }) => code === 'CN-AMT-12'),
    );
    expect(own.map(({ places }) => places[0]?.field)).toEqual(['$.request.input.iteminfo[0].amt']);
  });

  it.each([
    ['CN-RX-01', { bizTypeCode: '02' }, '$.request.input.authNo'],
    ['CN-RX-02', { valiEndTime: '2026-03-01 00:00:00' }, '$.request.input.valiEndTime'],
  ] as const)('%s', (code, more: Fields, field) => {
    const { units } = run(lines([...visitCalls(plain), prescriptionCall(plain, more)]), channel);
    const own = units.flatMap(({ findings }) => findings.filter((each) => each.code === code));
    expect(own.flatMap(({ places }) => places.map((place) => place.field))).toContain(field);
  });
});
