/**
 * From bytes to a durable decision: translate, look up, decide, commit. A commit that was
 * overtaken is decided again from what is stored by then; the answer leaves only after the commit.
 */

import { canonicalOf, differingPaths } from '../base/canonical.ts';
import { readExactJson } from '../base/exact-json.ts';
import { limits } from '../base/limits.ts';
import { acceptUnits, type DecidedUnit } from './accept.ts';
import { answerBundle } from './answer.ts';
import { openBody, type PlainBody, sealBodies, textBody } from './bodies.ts';
import { type LookedUp, type LookupAnswer, lookUp } from './lookup.ts';
import type { Commit } from './ports/commit.ts';
import type { PreparedTranslation } from './ports/prepared.ts';
import { booksOf } from './ports/states.ts';
import {
  type GatewayPorts,
  type HashedRequest,
  type KeptAnswer,
  type Reception,
  routeOf,
  type SubmissionRequest,
} from './reception.ts';
import { requestBody } from './request-body.ts';
import { rowsOf, unitBodies, versionLocation } from './version-rows.ts';

/** A submission on its way through the decisions. */
interface Run {
  readonly id: string;
  readonly keyed: HashedRequest;
  readonly looked: LookedUp;
  /** True if it was taken before and is worked on now. */
  readonly resumed: boolean;
}

type Overtaken = () => Promise<Reception | undefined>;

/** The same answer without storing anything. */
export async function tryOut(ports: GatewayPorts, request: SubmissionRequest): Promise<Reception> {
  const translation = await translate(ports, request);
  if (translation.faulted) return { kind: 'faulted', findings: translation.findings };
  const looked = await lookUpAll(ports, request, translation);
  const keyed = { request, requestHash: '' };
  const run = { id: ports.ids.submission(), keyed, looked, resumed: false };
  const decided = await decideRun(ports, run);
  return { kind: 'tried', body: answerText(ports, run, decided) };
}

export async function intake(
  ports: GatewayPorts,
  keyed: HashedRequest,
  overtaken: Overtaken,
): Promise<Reception> {
  const translation = await translate(ports, keyed.request);
  if (translation.faulted) return { kind: 'faulted', findings: translation.findings };
  const looked = await lookUpAll(ports, keyed.request, translation);
  const run = { id: ports.ids.submission(), keyed, looked, resumed: false };
  return await settleRun(ports, run, overtaken);
}

/** Works on a submission that was taken before; its faults are kept, as its sender has gone. */
export async function resume(
  ports: GatewayPorts,
  id: string,
  keyed: HashedRequest,
): Promise<Reception> {
  const translation = await translate(ports, keyed.request);
  const looked = await lookUpAll(ports, keyed.request, translation);
  const run = { id, keyed, looked, resumed: true };
  return await settleRun(ports, run, async () => undefined);
}

async function translate(
  { translator }: GatewayPorts,
  { channel, files, charset, sender }: SubmissionRequest,
): Promise<PreparedTranslation> {
  const { facility, tenant } = sender;
  const submission = { channel, files, facility, ...(charset !== undefined && { charset }) };
  return await translator.translate({ tenant, submission });
}

function lookUpAll(
  ports: GatewayPorts,
  { sender, channel }: SubmissionRequest,
  translation: PreparedTranslation,
): Promise<LookedUp> {
  return lookUp(ports, { tenant: sender.tenant, channel }, translation);
}

async function settleRun(ports: GatewayPorts, run: Run, overtaken: Overtaken): Promise<Reception> {
  for (let attempt = 1; attempt <= limits.commitTries; attempt += 1) {
    const decided = await decideRun(ports, run);
    const answer: KeptAnswer = {
      status: 200,
      submission: run.id,
      body: answerText(ports, run, decided),
    };
    const result = await ports.store.commit(await commitOf(ports, run, { decided, answer }));
    if (result === 'committed') {
      ports.wake();
      return { kind: 'answered', answer, replayed: false };
    }
    const stored = await overtaken();
    if (stored !== undefined) return stored;
  }
  return { kind: 'busy' };
}

async function decideRun(ports: GatewayPorts, run: Run): Promise<readonly DecidedUnit[]> {
  const { tenant } = run.keyed.request.sender;
  const { units } = run.looked.translation;
  const keys = units.map(({ businessKey }) => businessKey);
  const currents = await ports.store.currentVersions(tenant, keys);
  const { allOrNothing } = run.keyed.request;
  const decided = acceptUnits(units, currents, { submission: run.id, allOrNothing });
  return await Promise.all(decided.map((unit) => nameDifferences(ports, tenant, unit)));
}

/** D6: a conflict says where the two differ, never what the values are. */
async function nameDifferences(
  ports: GatewayPorts,
  tenant: string,
  decided: DecidedUnit,
): Promise<DecidedUnit> {
  if (decided.outcome !== 'conflict' || !decided.target) return decided;
  const place = { tenant, owner: versionLocation(decided.target), kind: 'source' as const };
  const bytes = await openBody(ports, place);
  const stored = bytes && canonicalOf(readExactJson(new TextDecoder().decode(bytes)));
  const arrived = canonicalOf(readExactJson(decided.unit.source));
  const paths = bytes ? differingPaths(stored, arrived, limits.conflictPaths).join(', ') : '';
  const findings = decided.findings.map((finding) =>
    finding.code === 'SAMPAN-GATEWAY-CONFLICT'
      ? { ...finding, params: { ...finding.params, paths } }
      : finding,
  );
  return { ...decided, findings };
}

function answerText(ports: GatewayPorts, run: Run, decided: readonly DecidedUnit[]): string {
  const { findings } = run.looked.translation;
  const render = ports.renderIn(run.keyed.request.language);
  return JSON.stringify(answerBundle(findings, decided, render));
}

interface Settled {
  readonly decided: readonly DecidedUnit[];
  readonly answer: KeptAnswer;
}

async function commitOf(ports: GatewayPorts, run: Run, settled: Settled): Promise<Commit> {
  const { request, requestHash } = run.keyed;
  const { tenant } = request.sender;
  const nowMs = ports.clock.now();
  const payer = ports.registry.payerOf(request.channel);
  const { mac } = ports;
  const rows = rowsOf(settled.decided, {
    ...{ tenant, submission: run.id, channel: request.channel },
    ...{ payer, mac, nowMs },
  });
  const key = transportKeyRow(run, nowMs);
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
      books: JSON.stringify(booksOf(settled.decided.map(({ outcome }) => outcome))),
      resumed: run.resumed,
    },
    ...(key && { transportKey: key }),
    ...rows,
    bodies: await sealBodies(ports.vault, tenant, plainBodies(run, settled)),
    events: events(run, settled.decided, nowMs),
  };
}

function transportKeyRow(run: Run, nowMs: number): Commit['transportKey'] {
  const { request, requestHash } = run.keyed;
  if (request.idempotencyKey === undefined || run.resumed) return undefined;
  return {
    route: routeOf(request.channel),
    key: request.idempotencyKey,
    requestHash,
    expiresAt: new Date(nowMs + limits.transportKeyKeptMs).toISOString(),
  };
}

function plainBodies(run: Run, { decided, answer }: Settled): readonly PlainBody[] {
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
    ...unitBodies(decided, run.id),
    ...lookupBodies(run, decided),
  ];
}

/** The answers of look-ups are kept with the version that rests on them. */
function lookupBodies(run: Run, decided: readonly DecidedUnit[]): readonly PlainBody[] {
  return decided.flatMap(({ outcome, target, ordinal }) => {
    const answers: readonly LookupAnswer[] = run.looked.answers[ordinal - 1] ?? [];
    if (outcome !== 'new' || !target || answers.length === 0) return [];
    return [textBody(versionLocation(target), 'lookups', JSON.stringify(answers))];
  });
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
  const units = decided.map(({ ordinal, outcome, target }) => ({
    ...{ at, actor, outcome },
    action: 'accept',
    entity: target ? versionLocation(target) : `submission/${run.id}/${ordinal}`,
  }));
  return run.resumed ? units : [received, ...units];
}
