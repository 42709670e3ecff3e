import { expect, it } from 'vitest';
import { crashRun } from './crash-run.ts';

it('loses and doubles nothing when it is killed ten times in a stream of posts', async () => {
  const { acknowledged, refusals, repeated, stored, ledger } = await crashRun({
    ...{ kills: 10, senders: 6 },
  });
  const numbers = ledger.map(({ number }) => number).sort();
  console.log(`killed 10 times: ${acknowledged.length} acknowledged, ${repeated} sent again`);
  expect(acknowledged.length).toBeGreaterThan(50);
  expect(repeated).toBeGreaterThan(0);
  expect(refusals.filter((status) => status !== 503)).toEqual([]);
  expect(stored).toBe(acknowledged.length);
  expect(numbers).toEqual([...acknowledged].sort());
  expect(ledger.filter(({ effects }) => effects !== 1)).toEqual([]);
  const changed = ledger.filter(({ bodySha256 }) => new Set(bodySha256).size !== 1);
  expect(changed).toEqual([]);
}, 150_000);
