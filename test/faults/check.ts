/** The invariants, from outside: the history against the store's answers and the payer's ledger. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerEntry } from '../../src/cli/payer/ledger.ts';
import { CLAIMS_A_COPY } from '../bench/gateway-sets.ts';
import { PAYER } from './gateway.ts';
import { type Acknowledged, authorization, type Load } from './load.ts';

export interface Checked {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** Until everything acknowledged had reached the payer. */
  readonly drainedMs: number;
  readonly violations: readonly string[];
}

/** A backlog that does not move for so long will not drain by itself. */
const STILL_MS = 90_000;

interface Looked {
  readonly url: string;
  readonly payerUrl: string;
  readonly load: Load;
  /** Acknowledgements before this one were looked at before. */
  readonly from: number;
}

export async function check(looked: Looked): Promise<Checked> {
  const { load, from } = looked;
  const began = Date.now();
  const ledger = await drained(looked);
  const drainedMs = Date.now() - began;
  const lost = [
    ...(await lostSubmissions(looked)),
    ...(await phantomClaims(looked)),
    ...undelivered(load, ledger),
  ];
  const doubled = doubledEffects(ledger);
  return {
    acknowledged: load.acknowledged.length - from,
    ...{ lost: lost.length, doubled: doubled.length, drainedMs },
    violations: [...lost, ...doubled, ...disorder(ledger), ...load.violations],
  };
}

/** Versions the acknowledged sets have made: three claims, and two again by a correction. */
function versionsOf({ acknowledged, elsewhere }: Load): number {
  const made = acknowledged.map(({ answer }) => answer.match(/"201"/g)?.length ?? 0);
  return made.reduce((sum, count) => sum + count, elsewhere);
}

/** I14, I4: the backlog drains by itself. */
async function drained({ load, payerUrl }: Looked): Promise<readonly LedgerEntry[]> {
  const wanted = versionsOf(load);
  let moved = { at: Date.now(), length: 0 };
  for (;;) {
    const response = await fetch(`${payerUrl}/payers/${PAYER}/ledger`);
    const ledger = (await response.json()) as readonly LedgerEntry[];
    if (ledger.length >= wanted || Date.now() > moved.at + STILL_MS) return ledger;
    if (ledger.length > moved.length) moved = { at: Date.now(), length: ledger.length };
    await sleep(50);
  }
}

/** I1: every acknowledged submission is there with its units. */
async function lostSubmissions({ url, load, from }: Looked): Promise<readonly string[]> {
  const looked = load.acknowledged.slice(from).map(async ({ key, location }) => {
    const response = await fetch(`${url}${new URL(location, url).pathname}`, {
      headers: authorization,
    });
    const text = await response.text();
    const units = response.status === 200 ? JSON.parse(text).books?.in : undefined;
    return units === CLAIMS_A_COPY ? [] : [`${key}: ${location} ${response.status} has ${units}`];
  });
  return (await Promise.all(looked)).flat();
}

/** I2, I3: as many claims as were sent, not one more or less. */
async function phantomClaims({ url, load }: Looked): Promise<readonly string[]> {
  const response = await fetch(`${url}/fhir/Claim?_count=0`, { headers: authorization });
  const { total } = (await response.json()) as { readonly total: number };
  const wanted = load.marks * CLAIMS_A_COPY + load.elsewhere;
  return total === wanted ? [] : [`the store has ${total} claims, ${wanted} were acknowledged`];
}

function undelivered(load: Load, ledger: readonly LedgerEntry[]): readonly string[] {
  const wanted = versionsOf(load);
  return ledger.length === wanted ? [] : [`the payer has ${ledger.length} versions of ${wanted}`];
}

/** I5, I6: one key has one body and one effect; one version of a claim has one key. */
function doubledEffects(ledger: readonly LedgerEntry[]): readonly string[] {
  const keys = Map.groupBy(ledger, ({ claim, version }) => `${claim}/${version}`);
  return [
    ...ledger
      .filter(({ effects, bodySha256 }) => effects !== 1 || new Set(bodySha256).size !== 1)
      .map(({ payerKey }) => `${payerKey}: more than one effect or body`),
    ...[...keys].filter(([, entries]) => entries.length > 1).map(([name]) => `${name}: two keys`),
  ];
}

/** I7: the versions of a claim came in order; the ledger is in the order of first receipts. */
function disorder(ledger: readonly LedgerEntry[]): readonly string[] {
  const claims = Map.groupBy(ledger, ({ claim }) => claim);
  return [...claims].flatMap(([claim, entries]) => {
    const versions = entries.map(({ version }) => version);
    return versions.join() === versions.toSorted().join() ? [] : [`${claim}: ${versions.join()}`];
  });
}

/** Acknowledged after the store could no longer make anything durable. */
export function acknowledgedAfter(load: Load, at: number): readonly Acknowledged[] {
  return load.acknowledged.filter((each) => each.at > at);
}
