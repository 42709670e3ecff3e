/** Shanghai's own interface: the same target, amounts and places. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, lines } from './journal.ts';
import {
  refundCall,
  registrationCall,
  type ShLine,
  type ShVisit,
  shanghaiCalls,
  totalsOf,
} from './shanghai.ts';
import { amount } from './synthetic.ts';
import { type Money, resourcesOf, run } from './translated.ts';

const channel = 'cn-sh-journal';
const line: fc.Arbitrary<ShLine> = fc.record({
  price: fc.integer({ min: 100, max: 999_999 }),
  quantity: fc.integer({ min: 1, max: 99 }),
  outside: fc.integer({ min: 0, max: 99 }),
});
const plain: ShVisit = {
  ...{ visit: 'JZ1', settlement: 'LS1', kind: 'visit' },
  lines: [
    { price: 2_560, quantity: 2, outside: 0 },
    { price: 8_000, quantity: 1, outside: 1_000 },
  ],
};

function classOf(visit: ShVisit): unknown {
  const resources = resourcesOf(run(lines(shanghaiCalls(visit)), channel));
  const encounter = resources.find(({ resourceType }) => resourceType === 'Encounter');
  return (encounter?.class as { readonly code: string } | undefined)?.code;
}

describe("Shanghai's journal", () => {
  it('carries every line with its amounts', () => {
    const kinds = fc.constantFrom<ShVisit['kind']>('visit', 'stay', 'online');
    const some = fc.array(line, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(some, kinds, (made, kind) => {
        const visit: ShVisit = { ...plain, kind, lines: made };
        const result = run(lines(shanghaiCalls(visit)), channel);
        expect(result.units.map(({ state }) => state)).toEqual(['acceptable']);
        expect(result.units.flatMap(({ findings }) => findings)).toEqual([]);
        const [claim] = resourcesOf(result);
        expect((claim?.total as Money | undefined)?.value).toBe(amount(totalsOf(visit).total));
        const items = claim?.item as readonly { readonly net: Money }[];
        expect(items.map(({ net }) => net.value)).toEqual(
          made.map(({ price, quantity }) => amount(price * quantity)),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('tells Internet visits, stays and visits apart', () => {
    const kinds = ['online', 'stay', 'visit'] as const;
    expect(kinds.map((kind) => classOf({ ...plain, kind }))).toEqual(['VR', 'IMP', 'AMB']);
  });

  it('makes a registration a claim, and takes back what was refunded', () => {
    const one = run(lines([registrationCall(plain)]), channel);
    expect(one.units.map(({ state }) => state)).toEqual(['acceptable']);
    const none = run(lines([...shanghaiCalls(plain), refundCall(plain)]), channel);
    expect(none.units[0]?.state).toBe('not-claimed');
  });

  it.each([
    ['CN-SH-01', 5, 'request.xxnr.jsksrq', '2026/03/10'],
    ['CN-SH-02', 5, 'request.jgdm', '12'],
    ['CN-SH-03', 0, 'response.xxnr.sfzh', '310101198003150011'],
    ['CN-SH-04', 3, 'request.xxnr.mxxms[0].mxxmdj', '1.00'],
    ['CN-SH-05', 5, 'request.jyqd', '20'],
    ['CN-SH-06', 5, 'request.xxnr.ybjsfwfyze', '1.00'],
    ['SAMPAN-PROFILE-CODE', 5, 'request.xxnr.cardtype', '9'],
    ['SAMPAN-PROFILE-REQUIRED', 3, 'request.xxnr.mxxms[1].mxxmbm', ''],
  ] as const)('%s in call %i at %s', (code, at, path, value) => {
    const calls = structuredClone(shanghaiCalls(plain)) as Call[];
    let record = calls[at] as unknown as Record<string, unknown>;
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
    for (const step of steps.slice(0, -1)) record = record[step] as Record<string, unknown>;
    record[steps.at(-1) ?? ''] = value;
    const sent = path === 'request.jgdm' ? calls.map((each) => withCode(each, value)) : calls;
    const { units, findings } = run(lines(sent), channel);
    const all = [...findings, ...units.flatMap((unit) => unit.findings)];
    const own = all.filter((finding) => finding.code === code);
    expect(all.map((finding) => finding.code)).toContain(code);
    expect(own[0]?.places[0]?.line).toBe(at + 1);
  });
});

function withCode(call: Call, jgdm: string): Call {
  return { ...call, request: { ...call.request, jgdm } };
}
