/** Each fence of the shared SQL, taken away: a case of the contract fails. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { SqlRunner, Statement } from '../../src/adapters/sql/statement.ts';
import { openInMemory } from '../../src/adapters/sqlite/in-memory.ts';
import { FENCES, type Fence } from './fences.ts';
import { portsOn } from './sample-rows.ts';
import { contractCases } from './store-contract.ts';

/** A store in memory whose statements are without one fence. */
function storeWithout(missing: Fence | undefined) {
  const inner = openInMemory();
  let met = 0;
  const less = ({ sql, ...rest }: Statement): Statement => {
    const text = sql.replace(/\s+/g, ' ');
    if (missing === undefined || !text.includes(missing.has)) return { ...rest, sql };
    met += 1;
    return { ...rest, sql: text.replaceAll(missing.has, missing.without) };
  };
  const runner: SqlRunner = {
    ...inner,
    batch: (statements, tenants) => inner.batch(statements.map(less), tenants),
    all: (asked) => inner.all(less(asked)),
  };
  return { opened: { ...portsOn(runner), close: inner.close }, met: () => met };
}

/** Runs the case that sees the fence; true if it passed. */
async function passes({ seenBy }: Fence, missing: Fence | undefined): Promise<boolean> {
  const store = storeWithout(missing);
  const run = contractCases(() => store.opened).get(seenBy);
  if (run === undefined) throw new Error(`the contract has no case “${seenBy}”`);
  const passed = await run().then(
    () => true,
    () => false,
  );
  await store.opened.close();
  if (missing !== undefined && store.met() === 0) throw new Error('no statement has this fence');
  return passed;
}

it.each(FENCES)('$name: $seenBy', async (fence) => {
  expect(await passes(fence, undefined)).toBe(true);
  expect(await passes(fence, fence)).toBe(false);
});

it('is told of every guard of the shared SQL', () => {
  const folder = new URL('../../src/adapters/sql/', import.meta.url);
  const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const guards = texts.join('\n').replace(/\s+/g, ' ').split('`INSERT INTO guard ').slice(1);
  const unknown = guards
    .map((each) => each.split('`')[0] ?? '')
    .map((each) => each.replace(/\$\{integer\((\d)\)\}/g, 'CAST(e.value ->> $1 AS INTEGER)'))
    .filter((each) => !FENCES.some(({ has }) => each.includes(has)));
  expect(guards.length).toBeGreaterThan(5);
  expect(unknown).toEqual([]);
});
