/** The table of decisions, as little as it takes: what the gateway must answer to each unit. */
import type { SampleClaim } from './sample-claims.ts';

export type Intent = 'original' | 'replacement' | 'void';

export interface Submit {
  /** Tenant and facility. */
  readonly sender: string;
  readonly channel: string;
  readonly claims: readonly SampleClaim[];
  /** Idempotency-Key; undefined: none is sent. */
  readonly key: string | undefined;
  readonly intent: Intent | undefined;
  readonly allOrNothing: boolean;
  readonly ifMatch: number | undefined;
}

/** `201 2`: the status, and the version the answer names. */
export type Answer = string;

export interface Known {
  readonly version: number;
  readonly fingerprint: string;
  readonly amount: number;
  readonly channel: string;
  readonly voided: boolean;
  readonly past: readonly string[];
  readonly order: number;
}

interface Result {
  readonly answer: Answer;
  /** The claim as it is afterwards, if that has changed. */
  readonly next?: Known;
  /** The version answered with. */
  readonly told?: Known;
  readonly waits?: 'conflict' | 'early';
}

/** A unit that waits for a decision or for its original. */
export interface Waiting {
  readonly place: string;
  readonly ordinal: number;
  readonly name: string;
  readonly claim: SampleClaim;
  readonly channel: string;
  readonly intent: Intent;
  readonly against: number;
  readonly reason: 'conflict' | 'early';
  settled: 'replace' | 'discard' | 'arrived' | undefined;
}

const corrects = (channel: string) => channel === 'sample-correcting';

/** Rows of the table that were reached, to see that the sequences are worth their time. */
export const reached = new Set<string>();

const at = <T>(row: string, result: T): T => {
  reached.add(row);
  return result;
};

export function fingerprintOf({ number, amount, state }: SampleClaim, channel: string): string {
  return JSON.stringify([number, amount, state, channel === 'sample' ? '' : channel]);
}

interface Asked {
  readonly channel: string;
  readonly intent: Intent | undefined;
  readonly alone: boolean;
  readonly ifMatch: number | undefined;
  /** What was current when the request came. */
  readonly stored: Known | undefined;
}

function decideOne(known: Known | undefined, claim: SampleClaim, asked: Asked): Result {
  if (claim.state === 'rejected') return at('D16', { answer: '422' });
  if (claim.state === 'open') return at('open', { answer: '202' });
  if (asked.ifMatch !== undefined && asked.ifMatch !== known?.version) {
    return at('D13', { answer: '412' });
  }
  const said = asked.intent ?? claim.intent;
  const intent = said ?? 'original';
  const fingerprint = fingerprintOf(claim, asked.channel);
  const order = Number(claim.sequence?.[0] ?? known?.order ?? 0);
  const fresh = { fingerprint, amount: claim.amount ?? 0, channel: asked.channel, order };
  if (known === undefined) {
    if (intent !== 'original') {
      return asked.alone
        ? at('D8 alone', { answer: '422' })
        : at('D8', { answer: '202', waits: 'early' });
    }
    const next = { ...fresh, version: 1, voided: false, past: [] };
    return at('D1', { answer: '201 1', next, told: next });
  }
  const past = [known.fingerprint, ...known.past];
  const made = (voided: boolean, status: number): Result => {
    const next = { ...fresh, version: known.version + 1, voided, past };
    return { answer: `${status} ${next.version}`, next, told: next };
  };
  const tell = (status: number): Result => ({ answer: `${status} ${known.version}`, told: known });
  const stale = claim.sequence !== undefined && order < known.order;
  if (known.voided) {
    if (intent === 'void') return at('D10', tell(200));
    return intent === 'replacement' && corrects(asked.channel)
      ? at('D11 again', made(false, 201))
      : at('D11', tell(409));
  }
  if (intent === 'void') return stale ? at('D12', tell(409)) : at('D9', made(true, 200));
  const elsewhere = known === asked.stored && known.channel !== asked.channel;
  const newer = claim.sequence !== undefined && known.order !== 0 && order > known.order;
  // It was still so at that time: what came in between is older.
  const again = (): Result => {
    const next = { ...known, order: Math.max(known.order, order) };
    return next.order === known.order ? tell(200) : { ...tell(200), next };
  };
  if (known.fingerprint === fingerprint) return at('D5', again());
  if (elsewhere && known.amount === claim.amount) return at('D22', again());
  if (intent === 'original' && known.past.includes(fingerprint) && !newer) {
    return at('D21', tell(200));
  }
  if (stale) return at('D12', tell(409));
  const byRule = said === undefined && corrects(asked.channel) && known.channel === asked.channel;
  if (intent === 'replacement' || byRule) return at('D7', made(false, 201));
  return at('D6', { ...tell(409), waits: 'conflict' });
}

export class DecisionModel {
  readonly claims = new Map<string, Known>();
  readonly waiting: Waiting[] = [];
  last: Submit | undefined;
  readonly #keys = new Map<
    string,
    { readonly effect: string; readonly answer: readonly Answer[] }
  >();

  /** `request 422` stands for the answer to the whole request. */
  submit(submit: Submit, place: string): readonly Answer[] {
    const { sender, channel, key, claims, intent, allOrNothing } = submit;
    this.last = submit;
    const effect = JSON.stringify([sender, claims, intent, allOrNothing]);
    // Two of the senders are of one tenant.
    const keyName = `${sender === 'two' ? 'b' : 'a'} ${channel} ${key}`;
    const known = key === undefined ? undefined : this.#keys.get(keyName);
    if (known) {
      return known.effect === effect ? at('D2', known.answer) : at('D4', ['request 422']);
    }
    const after = new Map(this.claims);
    const results = claims.map((claim) => {
      const name = `${sender} ${claim.number}`;
      const asked = { ...submit, alone: claims.length === 1, stored: this.claims.get(name) };
      const result = decideOne(after.get(name), claim, asked);
      if (result.next) after.set(name, result.next);
      return result;
    });
    const answer = this.#settle(submit, place, results, after);
    if (key !== undefined) this.#keys.set(keyName, { effect, answer });
    return answer;
  }

  #settle(
    { sender, channel, claims, intent, allOrNothing }: Submit,
    place: string,
    results: readonly Result[],
    after: ReadonlyMap<string, Known>,
  ): readonly Answer[] {
    const stored = new Set(this.claims.values());
    const failed = results.some(({ answer }) => /^4/.test(answer));
    if (allOrNothing && failed) reached.add('D17');
    const withheld = ({ told, waits }: Result) =>
      allOrNothing && failed && ((told && !stored.has(told)) || waits === 'early');
    if (!(allOrNothing && failed)) {
      for (const [name, known] of after) this.claims.set(name, known);
    }
    results.forEach((result, at) => {
      const claim = claims[at];
      if (result.waits === undefined || withheld(result) || claim === undefined) return;
      this.waiting.push({
        ...{ place, ordinal: at + 1, name: `${sender} ${claim.number}`, claim, channel },
        intent: result.waits === 'early' ? (intent ?? claim.intent ?? 'original') : 'replacement',
        ...{ against: result.told?.version ?? 0, reason: result.waits, settled: undefined },
      });
    });
    return results.map((result) => (withheld(result) ? '422' : result.answer));
  }

  /** What the original of was waited for; in the order they came. */
  arrived(): readonly Waiting[] {
    const due = this.waiting.filter(
      ({ reason, settled, name }) => reason === 'early' && !settled && this.claims.has(name),
    );
    for (const waiting of due) {
      this.#decide(waiting);
      waiting.settled = 'arrived';
    }
    return due;
  }

  #decide({ name, claim, channel, intent }: Waiting): Result {
    const stored = this.claims.get(name);
    const asked = { channel, intent, alone: true, ifMatch: undefined, stored };
    const result = decideOne(stored, claim, asked);
    if (result.next) this.claims.set(name, result.next);
    return result;
  }

  release(waiting: Waiting, decision: 'replace' | 'discard'): Answer {
    if (waiting.settled) return waiting.settled === decision ? '200' : '409';
    if (decision === 'discard') {
      waiting.settled = 'discard';
      return '200';
    }
    const known = this.claims.get(waiting.name);
    if (waiting.reason === 'early' || known === undefined) return '409';
    const asked = { ...waiting, alone: true, ifMatch: undefined, stored: known };
    const result = decideOne(known, waiting.claim, asked);
    if (result.next && known.version !== waiting.against) return '409';
    if (result.next) this.claims.set(waiting.name, result.next);
    if (!/^4/.test(result.answer)) waiting.settled = 'replace';
    return result.answer.slice(0, 3);
  }
}
