/** Whatever stands in a message, it is a finding or a claim, never a failure of ours. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Call, lines, stayCalls, visitCalls } from './journal.ts';
import { prescriptionCall } from './prescription.ts';
import { shanghaiCalls } from './shanghai.ts';
import { request, settlementList } from './synthetic.ts';
import { run } from './translated.ts';
import type { Visit } from './visit.ts';

const visit: Visit = {
  ...{ person: 'P1', visit: 'MD1', settlement: 'SL1', kind: 'visit' },
  lines: [{ quantity: 10_000, price: 2_500, first: 0, level: '01', category: '09' }],
};
const list = settlementList([{ code: '09', a: 2_500, b: 0, own: 0, other: 0 }]);
const journals: Readonly<Record<string, readonly unknown[]>> = {
  'cn-nhsa-journal': [
    ...visitCalls(visit),
    prescriptionCall(visit),
    ...stayCalls({ ...visit, kind: 'stay', visit: 'MD2', settlement: 'SL2' }),
  ],
  'cn-nhsa-4101': [request('4101', list)],
  'cn-sh-journal': shanghaiCalls({
    ...{ visit: 'JZ1', settlement: 'LS1', kind: 'online' },
    lines: [{ price: 2_560, quantity: 2, outside: 0 }],
  }),
};

/** Every member and item below a value, as paths. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([name, each]) => pathsIn(each, [...path, name]));
  return path.length === 0 ? below : [path, ...below];
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const changed = structuredClone(value) as Record<string, unknown>;
  let at = changed;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  if (by === undefined) delete at[last];
  else at[last] = by;
  return changed;
}

const odd = fc.oneof(
  fc.constantFrom(undefined, null, '', ' ', 0, -1, 1e21, true, [], {}, [[]], '9999-99-99', '１２'),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.oneof(fc.string(), fc.constant({}), fc.constant(null)), { maxLength: 3 }),
);

it.each(Object.entries(journals))('%s takes anything', (channel, messages) => {
  const places = messages.flatMap((message, index) =>
    pathsIn(message).map((path) => [index, path] as const),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), odd, ([index, path], value) => {
      const sent = messages.map((message, at) =>
        at === index ? replaced(message, path, value) : message,
      );
      const { units, findings } = run(lines(sent as readonly Call[]), channel);
      expect(Array.isArray(units) && Array.isArray(findings)).toBe(true);
      for (const unit of units) {
        const failed = unit.findings.some(({ severity }) => severity === 'error');
        expect(failed && unit.state === 'acceptable').toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});

it.each(['cn-nhsa-journal', 'cn-sh-journal'])('%s says so where nothing is a call', (channel) => {
  for (const text of ['[]', '{}', 'null', '[null,{}]', '1\n2', '{"request":1}']) {
    const { faulted, findings } = run(text, channel, 'H99999999999');
    expect([text, faulted, findings.map(({ code }) => code)]).toEqual([
      ...[text, true, ['SAMPAN-MESSAGE-NONE']],
    ]);
  }
  const failed = { request: {}, response: { infcode: '-1', xxfhm: 'E001' } };
  expect(run(JSON.stringify(failed), channel, 'H99999999999').faulted).toBe(false);
});
