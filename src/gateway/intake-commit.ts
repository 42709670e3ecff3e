/** What a decided submission writes, all in one commit. */
import { limits } from '../base/limits.ts';
import { type DecidedUnit, makesVersion } from './accept.ts';
import { type PlainBody, sealBodies, textBody } from './bodies.ts';
import { candidateBody } from './candidate.ts';
import { type JournalState, type JournalWrites, journalWrites } from './journal.ts';
import type { KeptFindings, Remembered } from './kept-findings.ts';
import type { LookedUp, LookupAnswer } from './lookup.ts';
import { madeVersions } from './made-versions.ts';
import type { Commit } from './ports/commit.ts';
import { addBooks, type Books, booksOf } from './ports/states.ts';
import {
  byteCountOf,
  effectHash,
  type GatewayPorts,
  type HashedRequest,
  type KeptAnswer,
  routeOf,
} from './reception.ts';
import { requestBody } from './request-body.ts';
import { versionLocation } from './version-id.ts';
import { type MadeVersion, parkedReason, rowsOf } from './version-rows.ts';

/** A submission on its way through the decisions. */
export interface Run {
  readonly id: string;
  readonly keyed: HashedRequest;
  readonly looked: LookedUp;
  /** What was known of the visits that a journal's messages tell of. */
  readonly journal?: JournalState;
  /** True if it was taken before and is worked on now. */
  readonly resumed: boolean;
  /** Present if only some of the units are settled by this commit. */
  readonly chunk?: Chunk;
  /** What to know when the same bytes come again. */
  readonly remembered?: Remembered;
}

/** Some of a large submission's units, after those that were settled before. */
export interface Chunk {
  /** What the units before came to. */
  readonly before: Books;
  readonly last: boolean;
}

/** Position of the run's first unit in its submission, from 1. */
export function firstOrdinalOf({ chunk }: Run): number {
  return (chunk?.before.in ?? 0) + 1;
}

/** Owner of the findings of a chunk; those of the first are the submission's. */
export function chunkOwner(submission: string, firstOrdinal: number): string {
  return firstOrdinal === 1 ? submission : `${submission}/from/${firstOrdinal}`;
}

interface Settled {
  readonly decided: readonly DecidedUnit[];
  readonly answer: KeptAnswer;
}

export async function commitOf(ports: GatewayPorts, run: Run, settled: Settled): Promise<Commit> {
  const { request, requestHash } = run.keyed;
  const { tenant } = request.sender;
  const nowMs = ports.clock.now();
  const { mac, registry } = ports;
  const { decided } = settled;
  const made = await madeVersions(ports, tenant, decided);
  const rows = rowsOf(decided, made, {
    ...{ tenant, submission: run.id, channel: request.channel, mac, nowMs },
    payerNamed: registry.payer,
    countsOf: ports.countsOf,
  });
  const key = transportKeyRow(run, nowMs);
  const conditions = conditionHashes(ports, run, made);
  const kept = messagesToKeep(run, decided);
  return {
    tenant,
    submission: {
      id: run.id,
      channel: request.channel,
      sender: request.sender.id,
      receivedAt: new Date(nowMs).toISOString(),
      requestHash,
      byteCount: byteCountOf(request),
      state: stateOf(run),
      books: JSON.stringify(booksAfter(run, decided)),
      resumed: run.resumed,
    },
    ...(key && { transportKey: key }),
    ...(conditions && { conditions }),
    ...rows,
    ...(kept && { journal: kept.journal }),
    bodies: await sealBodies(ports.vault, tenant, [
      ...plainBodies(run, settled, made),
      ...(kept?.bodies ?? []),
    ]),
    events: events(run, decided, nowMs),
  };
}

function booksAfter({ chunk }: Run, decided: readonly DecidedUnit[]): Books {
  const books = booksOf(decided.map(({ outcome }) => outcome));
  return chunk === undefined ? books : addBooks(chunk.before, books);
}

function stateOf({ looked, chunk }: Run): Commit['submission']['state'] {
  if (looked.translation.faulted) return 'failed';
  return chunk?.last === false ? 'received' : 'done';
}

/** Where all was to be stored or nothing, nothing is kept of a submission that failed. */
function messagesToKeep(
  { id, journal, keyed, looked }: Run,
  decided: readonly DecidedUnit[],
): JournalWrites | undefined {
  if (journal === undefined) return undefined;
  const failed = decided.some(({ outcome }) => outcome === 'rejected' || outcome === 'conflict');
  const messages = looked.translation.journal?.messages ?? [];
  const withheld = keyed.request.allOrNothing && failed;
  return journalWrites(journal, id, withheld ? [] : messages);
}

function transportKeyRow(run: Run, nowMs: number): Commit['transportKey'] {
  const { request } = run.keyed;
  if (request.idempotencyKey === undefined || run.resumed) return undefined;
  return {
    route: routeOf(request.channel),
    key: request.idempotencyKey,
    requestHash: effectHash(run.keyed),
    expiresAt: new Date(nowMs + limits.transportKeyKeptMs).toISOString(),
  };
}

/** D14: of two that make something under the same condition at once, one is decided again. */
function conditionHashes(
  { mac }: GatewayPorts,
  { keyed }: Run,
  made: readonly MadeVersion[],
): Commit['conditions'] {
  const query = keyed.request.conditions?.ifNoneExist;
  return query === undefined || made.length === 0 ? undefined : [mac.of('condition', query)];
}

function plainBodies(
  run: Run,
  { decided, answer }: Settled,
  made: readonly MadeVersion[],
): readonly PlainBody[] {
  const { request } = run.keyed;
  const first = firstOrdinalOf(run);
  const next = first + decided.length;
  const findings: KeptFindings = {
    set: first === 1 ? run.looked.translation.findings : [],
    units: decided.map((unit) => unit.findings),
    ...(run.chunk?.last === false && { next }),
    ...(run.remembered && { again: run.remembered }),
  };
  const kept = request.idempotencyKey !== undefined && !run.resumed;
  return [
    ...(run.resumed ? [] : [requestBody(run.id, request)]),
    textBody(chunkOwner(run.id, first), 'findings', JSON.stringify(findings)),
    ...(kept ? [textBody(run.id, 'answer', JSON.stringify(answer))] : []),
    ...versionBodies(made, (ordinal) => run.looked.answers[ordinal - first] ?? []),
    ...decided.flatMap((unit) => keptBeside(unit, run)),
  ];
}

/** The bundle and the source of each version, and the answers of look-ups it rests on. */
export function versionBodies(
  made: readonly MadeVersion[],
  answersOf: (ordinal: number) => readonly LookupAnswer[],
): readonly PlainBody[] {
  return made.flatMap(({ target, bundle, unit, ordinal }) => {
    const owner = versionLocation(target);
    const answers = answersOf(ordinal);
    return [
      textBody(owner, 'bundle', bundle.text),
      textBody(owner, 'source', unit.source),
      ...(answers.length === 0 ? [] : [textBody(owner, 'lookups', JSON.stringify(answers))]),
    ];
  });
}

/** Units that wait for a decision, and stale ones as history. */
function keptBeside(result: DecidedUnit, run: Run): readonly PlainBody[] {
  const { decision, unit, ordinal } = result;
  if (parkedReason(result) === undefined && decision.effect !== 'history') return [];
  const answers = run.looked.answers[ordinal - firstOrdinalOf(run)] ?? [];
  return [candidateBody(run.id, ordinal, { unit, answers })];
}

function events(run: Run, decided: readonly DecidedUnit[], nowMs: number): Commit['events'] {
  const at = new Date(nowMs).toISOString();
  const actor = run.keyed.request.sender.id;
  const received = {
    at,
    actor,
    action: 'receive',
    entity: `submission/${run.id}`,
    outcome: 'done',
  };
  const units = decided.map((unit) => acceptEvent(unit, run.id, { at, actor }));
  return run.resumed ? units : [received, ...units];
}

export function acceptEvent(
  result: DecidedUnit,
  submission: string,
  { at, actor }: { readonly at: string; readonly actor: string },
): Commit['events'][number] {
  const { outcome, target, ordinal } = result;
  const made = makesVersion(result) || outcome === 'duplicate' || outcome === 'superseded';
  return {
    ...{ at, actor, outcome },
    action: 'accept',
    entity: target && made ? versionLocation(target) : `submission/${submission}/${ordinal}`,
  };
}
