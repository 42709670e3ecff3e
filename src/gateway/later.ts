/** Submissions that are answered with 202 and worked on afterwards. */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { openBody, sealBodies, textBody } from './bodies.ts';
import { resume } from './intake.ts';
import { settleParked } from './parked.ts';
import type { Commit } from './ports/commit.ts';
import { OutageError, TranslatorLostError } from './ports/outage.ts';
import { booksOf } from './ports/states.ts';
import {
  byteCountOf,
  effectHash,
  type GatewayPorts,
  type HashedRequest,
  type KeptAnswer,
  type Reception,
  routeOf,
} from './reception.ts';
import { readRequestBody, requestBody } from './request-body.ts';
import { filesOf } from './request-files.ts';
import { openStored } from './stored-body.ts';

/** Keeps the bytes and says so; the units are decided later. */
export async function takeForLater(
  ports: GatewayPorts,
  keyed: HashedRequest,
  overtaken: () => Promise<Reception | undefined>,
): Promise<Reception> {
  const id = keyed.request.spooled?.submission ?? ports.ids.submission();
  const answer: KeptAnswer = { status: 202, submission: id, body: '' };
  const commit = await takingCommit(ports, keyed, answer);
  if ((await ports.store.commit(commit)) === 'lost') {
    return (await overtaken()) ?? { kind: 'busy' };
  }
  ports.wake();
  return { kind: 'answered', answer, replayed: false };
}

async function takingCommit(
  ports: GatewayPorts,
  { request, requestHash }: HashedRequest,
  answer: KeptAnswer,
): Promise<Commit> {
  const { tenant } = request.sender;
  const nowMs = ports.clock.now();
  const at = new Date(nowMs).toISOString();
  const { submission: id } = answer;
  const key = request.idempotencyKey;
  const spooled = request.spooled !== undefined;
  const bodies = [
    ...(spooled ? [] : [requestBody(id, request)]),
    ...(key === undefined ? [] : [textBody(id, 'answer', JSON.stringify(answer))]),
  ];
  return {
    tenant,
    submission: {
      ...{ id, channel: request.channel, sender: request.sender.id, requestHash },
      receivedAt: at,
      byteCount: byteCountOf(request),
      state: 'received',
      books: JSON.stringify(booksOf([])),
      resumed: false,
      ...(spooled && { spooled }),
    },
    ...(key !== undefined && {
      transportKey: {
        ...{ route: routeOf(request.channel), key },
        requestHash: effectHash({ request, requestHash }),
        expiresAt: new Date(nowMs + limits.transportKeyKeptMs).toISOString(),
      },
    }),
    bodies: await sealBodies(ports.vault, tenant, bodies),
    ...{ units: [], versions: [], expected: [], resources: [], tokens: [] },
    ...{ deliveries: [], parked: [] },
    events: [
      {
        ...{ at, actor: request.sender.id, action: 'receive' },
        ...{ entity: `submission/${id}`, outcome: 'received' },
      },
    ],
  };
}

/** Works on what waits, oldest first, and settles parked units; tells how much was done. */
export type WorkOffWaiting = (limit: number) => Promise<number>;

/** Remembers over which submissions the translator died, so make one a process. */
export function createWaitingWork(ports: GatewayPorts): WorkOffWaiting {
  const deaths = new Map<string, number>();
  /** True once a submission has taken so many translators with it that it must be the cause. */
  const isPoison = (id: string): boolean => {
    const died = (deaths.get(id) ?? 0) + 1;
    deaths.set(id, died);
    return died >= limits.crashTries;
  };
  return async (limit) => {
    const waiting = await ports.store.waiting(limit);
    for (const { tenant, id } of waiting) await workOn(ports, { tenant, id, isPoison });
    return waiting.length + (await settleParked(ports));
  };
}

interface Waiting {
  readonly tenant: string;
  readonly id: string;
  readonly isPoison: (id: string) => boolean;
}

async function workOn(ports: GatewayPorts, { tenant, id, isPoison }: Waiting): Promise<void> {
  const hashed = await readKept(ports, tenant, id);
  try {
    const result = await resume(ports, id, hashed);
    ports.log.event('info', 'submission worked off', { submission: id, result: result.kind });
  } catch (error) {
    // What is away comes back; a fault of ours would stop all that wait behind this one.
    const poison = error instanceof TranslatorLostError && isPoison(id);
    if (error instanceof OutageError && !poison) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    ports.log.event('error', 'submission failed', { submission: id, reason });
    await ports.store.commit(await failedCommit(ports, id, hashed));
  }
}

async function readKept(ports: GatewayPorts, tenant: string, id: string): Promise<HashedRequest> {
  const submission = await ports.store.submission(tenant, id);
  if (submission === undefined) throw new Error(`no submission ${id}`);
  const { byteCount, requestHash } = submission;
  const kept = await openStored(ports, { tenant, owner: id }, byteCount);
  if (kept !== undefined) {
    const { head, stored } = kept;
    return { request: { ...head, raw: new Uint8Array(), files: [], stored }, requestHash };
  }
  const bytes = await openBody(ports, { tenant, owner: id, kind: 'request' });
  if (bytes === undefined) throw new Error(`no request kept for submission ${id}`);
  const { head, raw } = readRequestBody(bytes);
  const read = filesOf({ contentType: head.contentType, raw });
  const files = read.kind === 'files' ? read.files : [];
  return { request: { ...head, raw, files }, requestHash };
}

/** Ends a submission that cannot be worked on; its bytes stay, its status says so. */
async function failedCommit(
  ports: GatewayPorts,
  id: string,
  hashed: HashedRequest,
): Promise<Commit> {
  const commit = await takingCommit(ports, hashed, { status: 202, submission: id, body: '' });
  const { tenant } = hashed.request.sender;
  const finding: Finding = {
    ...{ code: 'SAMPAN-GATEWAY-FAILED', severity: 'fatal', issue: 'exception' },
    ...{ places: [], params: {} },
  };
  const findings = textBody(id, 'findings', JSON.stringify({ set: [finding], units: [] }));
  const { transportKey: _kept, ...rest } = commit;
  return {
    ...rest,
    submission: { ...commit.submission, state: 'failed', resumed: true },
    bodies: await sealBodies(ports.vault, tenant, [findings]),
    events: commit.events.map((event) => ({ ...event, action: 'accept', outcome: 'failed' })),
  };
}
