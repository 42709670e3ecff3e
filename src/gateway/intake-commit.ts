/** What a decided submission writes, all in one commit. */
import { limits } from '../base/limits.ts';
import { type DecidedUnit, makesVersion } from './accept.ts';
import { type PlainBody, sealBodies, textBody } from './bodies.ts';
import { candidateBody } from './candidate.ts';
import { type JournalState, type JournalWrites, journalWrites } from './journal.ts';
import type { LookedUp, LookupAnswer } from './lookup.ts';
import { madeVersions } from './made-versions.ts';
import type { Commit } from './ports/commit.ts';
import { booksOf } from './ports/states.ts';
import {
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
      byteCount: request.raw.length,
      state: run.looked.translation.faulted ? 'failed' : 'done',
      books: JSON.stringify(booksOf(decided.map(({ outcome }) => outcome))),
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
  const findings = {
    set: run.looked.translation.findings,
    units: decided.map((unit) => unit.findings),
  };
  const kept = request.idempotencyKey !== undefined && !run.resumed;
  return [
    ...(run.resumed ? [] : [requestBody(run.id, request)]),
    textBody(run.id, 'findings', JSON.stringify(findings)),
    ...(kept ? [textBody(run.id, 'answer', JSON.stringify(answer))] : []),
    ...versionBodies(made, (ordinal) => run.looked.answers[ordinal - 1] ?? []),
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
  return [candidateBody(run.id, ordinal, { unit, answers: run.looked.answers[ordinal - 1] ?? [] })];
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
