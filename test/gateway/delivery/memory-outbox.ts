/** The outbox's contract in memory, on a virtual clock: for tests of what moves it. */
import type { LeasedDelivery, Outbox, Settlement } from '../../../src/gateway/ports/outbox.ts';
import type { VirtualClock } from './virtual-clock.ts';

interface Entry {
  readonly payer: string;
  readonly payerKey: string;
  readonly createdMs: number;
  state: Settlement['state'] | 'sending';
  attempt: number;
  dueMs: number;
  uncertain: boolean;
  crashes: number;
  readonly results: string[];
}

export interface MemoryOutbox extends Pick<Outbox, 'lease' | 'settle'> {
  add(payer: string, ...payerKeys: readonly string[]): void;
  entry(payerKey: string): Entry;
}

export function memoryOutbox(clock: VirtualClock): MemoryOutbox {
  const entries = new Map<string, Entry>();
  const entry = (payerKey: string): Entry => {
    const found = entries.get(payerKey);
    if (found === undefined) throw new Error(`no delivery ${payerKey}`);
    return found;
  };
  return {
    entry,
    add: (payer, ...payerKeys) => {
      const createdMs = clock.now();
      for (const payerKey of payerKeys) {
        entries.set(payerKey, {
          ...{ payer, payerKey, createdMs, state: 'ready', attempt: 0, dueMs: createdMs },
          ...{ uncertain: false, crashes: 0, results: [] },
        });
      }
    },
    lease: async ({ payer, limit }) =>
      [...entries.values()]
        .filter((each) => each.payer === payer && each.state === 'ready')
        .filter(({ dueMs }) => dueMs <= clock.now())
        .slice(0, limit)
        .map((each): LeasedDelivery => {
          each.state = 'sending';
          each.attempt += 1;
          const { payerKey, attempt, uncertain, crashes, createdMs } = each;
          return {
            ...{ tenant: 't', payerKey, payer, location: `Claim/${payerKey}/_history/1` },
            ...{ intent: 'original', replaces: '', attempt, uncertain, crashes },
            ageMs: clock.now() - createdMs,
          };
        }),
    settle: async (settlement) => {
      const found = entry(settlement.payerKey);
      if (found.state !== 'sending' || found.attempt !== settlement.attempt) return false;
      found.state = settlement.state;
      found.dueMs = clock.now() + settlement.delayMs;
      found.uncertain ||= settlement.uncertain === true;
      found.crashes = settlement.crashed ? found.crashes + 1 : 0;
      found.results.push(settlement.result);
      return true;
    },
  };
}
