/**
 * From bytes to a durable decision: translate, look up, decide, commit. A commit that was
 * overtaken is decided again from what is stored by then; the answer leaves only after the commit.
 */

import { limits } from '../base/limits.ts';
import type { DecidedUnit } from './accept.ts';
import { answerBundle } from './answer.ts';
import { decideUnits } from './decide-units.ts';
import { commitOf, type Run } from './intake-commit.ts';
import { type LookedUp, lookUp } from './lookup.ts';
import type { PreparedTranslation } from './ports/prepared.ts';
import type {
  GatewayPorts,
  HashedRequest,
  KeptAnswer,
  Reception,
  SubmissionRequest,
} from './reception.ts';

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

function decideRun(ports: GatewayPorts, run: Run): Promise<readonly DecidedUnit[]> {
  const { request } = run.keyed;
  const { channel, allOrNothing, intent, conditions } = request;
  return decideUnits(ports, {
    ...{ tenant: request.sender.tenant, submission: run.id, channel, allOrNothing },
    units: run.looked.translation.units,
    ...(intent && { intent }),
    ...(conditions && { conditions }),
  });
}

function answerText(ports: GatewayPorts, run: Run, decided: readonly DecidedUnit[]): string {
  const { findings } = run.looked.translation;
  const render = ports.renderIn(run.keyed.request.language);
  return JSON.stringify(answerBundle(findings, decided, render));
}
