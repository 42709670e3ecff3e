/**
 * From bytes to a durable decision: translate, look up, decide, commit. A commit that was
 * overtaken is decided again from what is stored by then; the answer leaves only after the commit.
 */

import { limits } from '../base/limits.ts';
import type { EarlierMessage } from '../channel/translation.ts';
import type { DecidedUnit } from './accept.ts';
import { answerBundle } from './answer.ts';
import { decideUnits } from './decide-units.ts';
import { commitOf, firstOrdinalOf, type Run } from './intake-commit.ts';
import { readJournal, turnsOf } from './journal.ts';
import { lookUp } from './lookup.ts';
import type { PreparedTranslation } from './ports/prepared.ts';
import type { Hint, Slice } from './ports/services.ts';
import type { Books } from './ports/states.ts';
import { bytesName, recall, remember } from './recall.ts';
import type {
  GatewayPorts,
  HashedRequest,
  KeptAnswer,
  Reception,
  SubmissionRequest,
} from './reception.ts';
import { createTurns, type Turns } from './turns.ts';

type Overtaken = () => Promise<Reception | undefined>;

/** The same answer without storing anything. */
export async function tryOut(ports: GatewayPorts, request: SubmissionRequest): Promise<Reception> {
  const prepared = await prepare(ports, request);
  const { translation } = prepared.looked;
  if (translation.faulted) return { kind: 'faulted', findings: translation.findings };
  const keyed = { request, requestHash: '' };
  const run = { id: ports.ids.submission(), keyed, ...prepared, resumed: false };
  const decided = await decideRun(ports, run);
  return { kind: 'tried', body: answerText(ports, run, decided) };
}

export async function intake(
  ports: GatewayPorts,
  keyed: HashedRequest,
  overtaken: Overtaken,
): Promise<Reception> {
  const name = bytesName(ports, keyed);
  const hint = await ports.dedupe.mark(name);
  const known = await answerKnown(ports, keyed, hint);
  if (known !== undefined) return known;
  const reception = await intakeUnknown(ports, keyed, overtaken);
  // Nobody waits for a hint to be written.
  void ports.dedupe.settle(name, reception.kind === 'answered');
  return reception;
}

/** Bytes that came before and change nothing; undefined if they must be read. */
async function answerKnown(
  ports: GatewayPorts,
  keyed: HashedRequest,
  hint: Hint,
): Promise<Reception | undefined> {
  const recalled = await recall(ports, keyed, { id: ports.ids.submission(), hint });
  if (recalled === undefined) return undefined;
  const answer = await settleOnce(ports, recalled.run, recalled.decided);
  return answer && { kind: 'answered', answer, replayed: false };
}

async function intakeUnknown(
  ports: GatewayPorts,
  keyed: HashedRequest,
  overtaken: Overtaken,
): Promise<Reception> {
  return await inTurn(ports, keyed.request, async (prepared) => {
    const { translation } = prepared.looked;
    if (translation.faulted) return { kind: 'faulted', findings: translation.findings };
    const id = ports.ids.submission();
    return await settleRun(ports, { id, keyed, ...prepared, resumed: false }, overtaken);
  });
}

/**
 * Works on a submission that was taken before; its faults are kept, as its sender has gone. A large
 * one is worked off in chunks, each with a commit of its own: after a crash it goes on behind the
 * last one that was written.
 */
export async function resume(
  ports: GatewayPorts,
  id: string,
  keyed: HashedRequest,
): Promise<Reception> {
  const { sender, allOrNothing } = keyed.request;
  for (;;) {
    const before = await settledSoFar(ports, sender.tenant, id);
    const { in: from } = before;
    const { unitsPerCommit: count, commitCharacters: characters } = limits;
    const slice = { key: id, from, count, characters };
    const prepared = await prepare(ports, keyed.request, allOrNothing ? undefined : slice);
    const { total, units } = prepared.looked.translation;
    const last = total === undefined || units.length === 0 || from + units.length >= total;
    const chunk = total === undefined ? {} : { chunk: { before, last } };
    const run = { id, keyed, ...prepared, ...chunk, resumed: true };
    const result = await settleRun(ports, run, async () => undefined);
    if (last || result.kind !== 'answered') return result;
  }
}

async function settledSoFar({ store }: GatewayPorts, tenant: string, id: string): Promise<Books> {
  const submission = await store.submission(tenant, id);
  if (submission === undefined) throw new Error(`no submission ${id}`);
  return JSON.parse(submission.books) as Books;
}

type Prepared = Pick<Run, 'looked' | 'journal'>;

async function prepare(
  ports: GatewayPorts,
  request: SubmissionRequest,
  slice?: Slice,
): Promise<Prepared> {
  const first = await translate(ports, request, { earlier: [], ...(slice && { slice }) });
  return await prepareFurther(ports, request, { first, ...(slice && { slice }) });
}

const turns = new WeakMap<GatewayPorts['store'], Turns>();

/** Of submissions that tell of the same visit one is worked on after the other. */
async function inTurn<T>(
  ports: GatewayPorts,
  request: SubmissionRequest,
  work: (prepared: Prepared) => Promise<T>,
): Promise<T> {
  const first = await translate(ports, request, { earlier: [] });
  const go = async () => await work(await prepareFurther(ports, request, { first }));
  if (first.journal === undefined || first.faulted) return await go();
  const taken = turns.get(ports.store) ?? createTurns();
  turns.set(ports.store, taken);
  const keys = turnsOf(first.journal).map((key) => `${request.sender.tenant}|${key}`);
  return await taken.take(keys, go);
}

interface Translated {
  readonly first: PreparedTranslation;
  readonly slice?: Slice;
}

/**
 * Translated and looked up. A journal is translated again with the messages of earlier submissions
 * that tell of the same visits, if there are any, and always as a whole.
 */
async function prepareFurther(
  ports: GatewayPorts,
  request: SubmissionRequest,
  { first, slice }: Translated,
): Promise<Prepared> {
  const { tenant } = request.sender;
  const journal =
    first.journal && !first.faulted ? await readJournal(ports, tenant, first.journal) : undefined;
  const alone = journal === undefined || (journal.earlier.length === 0 && slice === undefined);
  const translation = alone ? first : await translate(ports, request, { earlier: journal.earlier });
  const looked = await lookUp(ports, { tenant, channel: request.channel }, translation);
  return { looked, ...(journal && { journal }) };
}

interface Part {
  readonly earlier: readonly EarlierMessage[];
  readonly slice?: Slice;
}

async function translate(
  { translator, clock }: GatewayPorts,
  { channel, files, stored, charset, sender, visit }: SubmissionRequest,
  { earlier, slice }: Part,
): Promise<PreparedTranslation> {
  const { facility, tenant } = sender;
  const submission = {
    ...{ channel, files, facility, received: new Date(clock.now()).toISOString() },
    ...(charset !== undefined && { charset }),
    ...(visit !== undefined && { visit }),
    ...(earlier.length > 0 && { earlier }),
  };
  return await translator.translate({
    ...{ tenant, submission },
    ...(stored && { stored }),
    ...(slice && { slice }),
  });
}

async function settleRun(
  ports: GatewayPorts,
  given: Run,
  overtaken: Overtaken,
): Promise<Reception> {
  let run = given;
  const tries = run.journal ? limits.journalTries : limits.commitTries;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const answer = await settleOnce(ports, run, await decideRun(ports, run));
    if (answer !== undefined) return { kind: 'answered', answer, replayed: false };
    const stored = await overtaken();
    if (stored !== undefined) return stored;
    if (run.journal) run = { ...run, ...(await prepare(ports, run.keyed.request)) };
  }
  return { kind: 'busy' };
}

/** Undefined if the commit was overtaken. */
async function settleOnce(
  ports: GatewayPorts,
  run: Run,
  decided: readonly DecidedUnit[],
): Promise<KeptAnswer | undefined> {
  // Who sent what is worked on now has gone: nobody reads an answer.
  const body = run.resumed ? '' : answerText(ports, run, decided);
  const answer: KeptAnswer = { status: 200, submission: run.id, body };
  const remembered = remember(ports, run);
  const whole = { ...run, ...(remembered && { remembered }) };
  const result = await ports.store.commit(await commitOf(ports, whole, { decided, answer }));
  if (result === 'lost') return undefined;
  ports.wake();
  return answer;
}

function decideRun(ports: GatewayPorts, run: Run): Promise<readonly DecidedUnit[]> {
  const { request } = run.keyed;
  const { channel, allOrNothing, intent, conditions } = request;
  return decideUnits(ports, {
    ...{ tenant: request.sender.tenant, submission: run.id, channel, allOrNothing },
    units: run.looked.translation.units,
    firstOrdinal: firstOrdinalOf(run),
    ...(intent && { intent }),
    ...(conditions && { conditions }),
  });
}

function answerText(ports: GatewayPorts, run: Run, decided: readonly DecidedUnit[]): string {
  const { findings } = run.looked.translation;
  const render = ports.renderIn(run.keyed.request.language);
  return JSON.stringify(answerBundle(findings, decided, render));
}
