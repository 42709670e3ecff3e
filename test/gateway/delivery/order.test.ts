/**
 * Random histories of the outbox over the real store: workers that die, results that come late,
 * doubts, releases. Whatever happens, a claim's versions leave in order, one at a time.
 */
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { openInMemory } from '../../../src/adapters/sqlite/in-memory.ts';
import type { LeasedDelivery } from '../../../src/gateway/ports/outbox.ts';
import { claimCommit, portsOn, settlement } from '../../adapters/sample-rows.ts';

const runner = openInMemory();
afterAll(async () => {
  await runner.close();
});

type State = 'ready' | 'sending' | 'delivered' | 'refused' | 'parked';

type Step =
  | { readonly do: 'version'; readonly claim: number }
  /** dies: its lease has run out when the next one looks. */
  | { readonly do: 'lease'; readonly limit: number; readonly dies: boolean }
  | { readonly do: 'settle'; readonly nth: number; readonly state: Exclude<State, 'sending'> }
  | { readonly do: 'release' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('version' as const), claim: fc.integer({ min: 0, max: 2 }) }),
  fc.record({
    ...{ do: fc.constant('lease' as const), limit: fc.integer({ min: 1, max: 3 }) },
    dies: fc.boolean(),
  }),
  fc.record({
    ...{ do: fc.constant('settle' as const), nth: fc.nat(5) },
    state: fc.constantFrom('delivered', 'delivered', 'refused', 'ready', 'parked'),
  }),
  fc.record({ do: fc.constant('release' as const) }),
);

interface Row {
  readonly claim: number;
  readonly version: number;
  state: State;
  attempt: number;
}

let run = 0;

/** What must be true of the outbox, and no more of it than that. */
class Model {
  readonly rows = new Map<string, Row>();
  /** Everything that was ever leased, dead or alive. */
  readonly held: LeasedDelivery[] = [];

  next(claim: number): number {
    return 1 + [...this.rows.values()].filter((row) => row.claim === claim).length;
  }

  row(payerKey: string): Row {
    const row = this.rows.get(payerKey);
    if (row === undefined) throw new Error(`nobody made ${payerKey}`);
    return row;
  }

  leased(delivery: LeasedDelivery): void {
    const row = this.row(delivery.payerKey);
    const earlier = [...this.rows.values()].filter(
      (other) => other.claim === row.claim && other.version < row.version,
    );
    expect(earlier.every(({ state }) => state === 'delivered' || state === 'refused')).toBe(true);
    expect(['ready', 'sending']).toContain(row.state);
    expect(delivery.attempt).toBe(row.attempt + 1);
    row.state = 'sending';
    row.attempt = delivery.attempt;
    this.held.push(delivery);
  }
}

it('sends the versions of a claim in order, one at a time, whatever dies meanwhile', async () => {
  const { store, outbox, replays } = portsOn(runner);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      run += 1;
      const [model, payer, made] = [new Model(), `p-${run}`, run];
      const dead = new Set<string>();
      for (const [at, each] of steps.entries()) {
        if (each.do === 'version') {
          const version = model.next(each.claim);
          const commit = claimCommit(`${made}-${each.claim}-${version}`);
          const payerKey = `k-${made}-${each.claim}-${version}`;
          const focusId = `c-${made}-${each.claim}`;
          const deliveries = commit.deliveries.map((row) => ({
            ...{ ...row, payer, payerKey, focusId, version },
          }));
          await store.commit({ ...commit, versions: [], resources: [], tokens: [], deliveries });
          model.rows.set(payerKey, { claim: each.claim, version, state: 'ready', attempt: 0 });
        } else if (each.do === 'lease') {
          const leaseMs = each.dies ? 0 : 60_000;
          const token = `${made}-${at}`;
          const leased = await outbox.lease({ payer, limit: each.limit, leaseMs, token });
          for (const key of dead) {
            const row = model.row(key);
            const again = leased.some(({ payerKey }) => payerKey === key);
            // The fifth that dies with it is the last: it waits for a person then.
            if (!again && row.state === 'sending') row.state = await stateOf(key);
          }
          dead.clear();
          for (const delivery of leased) {
            model.leased(delivery);
            if (each.dies) dead.add(delivery.payerKey);
          }
        } else if (each.do === 'settle') {
          const delivery = model.held[model.held.length - 1 - each.nth];
          if (delivery === undefined) continue;
          const { payerKey, attempt } = delivery;
          const row = model.row(payerKey);
          const current = row.state === 'sending' && row.attempt === attempt;
          const done = settlement({ payerKey, attempt, state: each.state });
          expect(await outbox.settle(done)).toBe(current);
          if (current) row.state = each.state;
          if (current) dead.delete(payerKey);
        } else {
          const parked = [...model.rows].filter(([, { state }]) => state === 'parked');
          const rows = parked.map(([payerKey]) => ({
            ...{ tenant: 'a', payerKey, state: 'parked' as const, location: '' },
          }));
          const event = { at: '', actor: '', action: 'release', outcome: '' };
          expect(await replays.release(rows, event)).toBe(rows.length);
          for (const [, row] of parked) row.state = 'ready';
        }
      }
    }),
    { numRuns: 120, endOnFailure: true },
  );

  async function stateOf(payerKey: string): Promise<State> {
    const [row] = await runner.all({
      ...{ sql: 'SELECT state FROM outbox WHERE payer_key = ?', values: [payerKey] },
    });
    return String(row?.state) as State;
  }
});
