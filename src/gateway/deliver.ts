/** One attempt: the attempt is durable, then bytes leave, then what came of it is written. */
import { limits } from '../base/limits.ts';
import { retryDelayMs } from './backoff.ts';
import { openBody } from './bodies.ts';
import { controlNumber } from './control-number.ts';
import { type Asked, judge, judgeStatus, type Verdict } from './judge.ts';
import type { SendOutcome } from './lane.ts';
import { claimMessage, isClaim, type ReachedPayer, statusQuestion } from './payer-message.ts';
import type { AnswerCommit } from './ports/answers.ts';
import type { LeasedDelivery, Outbox, Settlement } from './ports/outbox.ts';
import type { Clock, Log } from './ports/services.ts';
import type { SendResult, Transport } from './ports/transport.ts';
import { answerParts } from './read-answer.ts';
import { type AnswerPorts, answerCommit } from './take-answer.ts';

export interface DeliveryPorts extends AnswerPorts {
  readonly outbox: Outbox;
  readonly transport: Transport;
}

/** What was tried, and what came of it. */
interface Attempted {
  readonly leased: LeasedDelivery;
  readonly result?: SendResult;
  readonly verdict: Exclude<Verdict, { kind: 'unknown' }>;
  readonly crashed?: boolean;
}

export async function deliver(
  ports: DeliveryPorts,
  payer: ReachedPayer,
  leased: LeasedDelivery,
): Promise<SendOutcome> {
  const attempted = await sendOrAsk(ports, payer, leased).catch((error: unknown) =>
    crashed(leased, error),
  );
  const settlement = await settlementOf(ports, attempted);
  const settled = await settlePatiently(ports, settlement);
  report(ports.log, attempted, { settled, state: settlement.state });
  const { verdict } = attempted;
  const answered = verdict.kind !== 'transient' && verdict.kind !== 'ambiguous';
  const { delayMs = 0 } = 'delayMs' in verdict ? verdict : {};
  // A fault of ours says nothing about the payer.
  return { answered: answered || attempted.crashed === true, restMs: delayMs };
}

/**
 * What came of a send is worth more than the wait: a store that is away or full is asked again
 * until the lease is about to end, as after that nobody may write the result.
 */
async function settlePatiently(
  { outbox, clock, log }: DeliveryPorts,
  settlement: Settlement,
): Promise<boolean> {
  const tries = Math.floor(limits.settlePatienceMs / limits.settlePauseMs);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await outbox.settle(settlement);
    } catch (error) {
      if (attempt > tries) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      if (attempt === 1) log.event('warn', 'result not written yet', { reason });
      await clock.sleep(limits.settlePauseMs);
    }
  }
}

/** After an attempt in doubt the payer is asked first, if it can tell. */
async function sendOrAsk(
  ports: DeliveryPorts,
  payer: ReachedPayer,
  leased: LeasedDelivery,
): Promise<Attempted> {
  const { uncertain } = leased;
  const stored = !isClaim(leased.location);
  const asked = { claimId: claimIdOf(leased), uncertain, stored };
  if (leased.uncertain) {
    const told = await ask(ports, payer, { leased, asked });
    if (told !== undefined) return told;
  }
  const { tenant, location } = leased;
  const body = await openBody(ports, { tenant, owner: location, kind: 'bundle' });
  if (body === undefined) throw new Error(`nothing kept under ${location}`);
  const number = await controlNumber(ports, leased);
  const result = await ports.transport.send(claimMessage(payer, leased, { body, number }));
  const verdict = judge(result, asked);
  if (verdict.kind === 'unknown') return crashed(leased, 'no verdict');
  // It is there already: what came of it then is told by whoever can tell.
  const told = isBareDuplicate(verdict) ? await ask(ports, payer, { leased, asked }) : undefined;
  return told !== undefined && 'answer' in told.verdict ? told : { leased, result, verdict };
}

function isBareDuplicate(verdict: Verdict): boolean {
  return verdict.kind === 'acknowledged' && verdict.reason === 'duplicate' && !verdict.answer;
}

interface Question {
  readonly leased: LeasedDelivery;
  readonly asked: Asked;
}

/** Undefined if the payer cannot tell, or says that it has no such message. */
async function ask(
  { transport }: DeliveryPorts,
  payer: ReachedPayer,
  { leased, asked }: Question,
): Promise<Attempted | undefined> {
  const question = statusQuestion(payer, leased.payerKey);
  if (question === undefined) return undefined;
  const result = await transport.send(question);
  const verdict = judgeStatus(result, asked);
  return verdict.kind === 'unknown' ? undefined : { leased, result, verdict };
}

function crashed(leased: LeasedDelivery, error: unknown): Attempted {
  const reason = `fault: ${error instanceof Error ? error.message : String(error)}`;
  return { leased, verdict: { kind: 'transient', reason, delayMs: 0 }, crashed: true };
}

function claimIdOf({ location }: LeasedDelivery): string {
  return location.split('/')[1] ?? '';
}

async function settlementOf(ports: DeliveryPorts, attempted: Attempted): Promise<Settlement> {
  const { vault, clock, ids, notify } = ports;
  const { leased, result, verdict, crashed: fault = false } = attempted;
  const answer = await replyCommit(ports, attempted);
  const { tenant, payerKey, attempt } = leased;
  const state = stateAfter(verdict, leased, fault);
  const wait = 'delayMs' in verdict ? verdict.delayMs : 0;
  const reply = result?.kind === 'response' ? result.body : undefined;
  const place = { tenant, owner: `delivery/${payerKey}`, kind: 'reply', part: 0 } as const;
  return {
    ...{ tenant, payerKey, attempt, state, result: `${verdict.kind}: ${verdict.reason}` },
    ...(result?.kind === 'response' && { status: result.status }),
    ...{ uncertain: verdict.kind === 'ambiguous', crashed: fault },
    delayMs: Math.max(wait, retryDelayMs(attempt, ids.fraction())),
    ...(reply !== undefined && {
      reply: await vault.seal(place, new TextEncoder().encode(reply)),
    }),
    ...(answer && { answer }),
    ...{ notify, event: eventOf(leased, state, clock) },
  };
}

/** The payer has decided in its reply: then that is taken with the attempt, or not at all. */
async function replyCommit(
  ports: DeliveryPorts,
  { leased, verdict }: Attempted,
): Promise<AnswerCommit | undefined> {
  const resource = 'answer' in verdict ? verdict.answer : undefined;
  const [part] = resource === undefined ? [] : answerParts(resource);
  // Queued says no more than that it has arrived.
  if (resource === undefined || part === undefined || part.state === 'queued') return undefined;
  const { tenant, payer } = leased;
  const version = { tenant, focusId: claimIdOf(leased), version: versionOf(leased) };
  return await answerCommit(
    ports,
    { payer, kind: 'ClaimResponse', resource },
    { tenant, matched: [{ part, version }] },
  );
}

function versionOf({ location }: LeasedDelivery): number {
  return Number(location.split('/')[3]);
}

function eventOf({ location }: LeasedDelivery, outcome: string, clock: Clock): Settlement['event'] {
  const at = new Date(clock.now()).toISOString();
  return { at, actor: 'forwarder', action: 'deliver', entity: location, outcome };
}

function stateAfter(
  verdict: Attempted['verdict'],
  leased: LeasedDelivery,
  fault: boolean,
): Settlement['state'] {
  if (verdict.kind === 'acknowledged') return 'delivered';
  if (verdict.kind === 'refused') return 'refused';
  if (verdict.kind === 'held') return 'parked';
  // Never deleted: after the horizon, or when it fails by itself, a person looks at it.
  const poison = fault && leased.crashes + 1 >= limits.crashTries;
  return poison || leased.ageMs > limits.retryHorizonMs ? 'parked' : 'ready';
}

/** Ends an attempt at a shutdown; its bytes may have left, so it stays in doubt. */
export async function handBack(ports: DeliveryPorts, leased: LeasedDelivery): Promise<void> {
  const { tenant, payerKey, attempt } = leased;
  await ports.outbox.settle({
    ...{ tenant, payerKey, attempt, state: 'ready', result: 'ambiguous: handed back' },
    ...{ uncertain: true, delayMs: 0, notify: [], event: eventOf(leased, 'ready', ports.clock) },
  });
}

interface Reported {
  readonly settled: boolean;
  readonly state: Settlement['state'];
}

/** What waits for a person, or contradicts what we know, is an alarm. */
function report(log: Log, { leased, verdict }: Attempted, { settled, state }: Reported): void {
  const alarm = state === 'parked' || verdict.reason.endsWith('-alarm');
  const failed = verdict.kind === 'transient' || verdict.kind === 'ambiguous';
  log.event(alarm ? 'error' : failed ? 'warn' : 'debug', 'delivery attempted', {
    ...{ payer: leased.payer, location: leased.location, attempt: leased.attempt },
    ...{ verdict: verdict.kind, reason: verdict.reason, state, settled },
  });
}
