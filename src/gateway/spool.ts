/** A body that is too large to be in memory is kept as it comes, before it is a submission. */
import { limits } from '../base/limits.ts';
import type { BodyKind, Clock, Digest, Ids, Vault } from './ports/services.ts';
import type { Store } from './ports/store.ts';
import type { Reception, SubmissionRequest } from './reception.ts';
import { headOf, type RequestHead } from './request-body.ts';

export interface SpoolPorts {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
}

/** The request once its body is kept; whoever reads it throws what was wrong with it. */
export async function spoolRequest(
  ports: SpoolPorts,
  head: RequestHead,
  chunks: AsyncIterable<Uint8Array>,
): Promise<SubmissionRequest> {
  const { tenant } = head.sender;
  const submission = ports.ids.submission();
  try {
    const { length, requestHash } = await keepParts(ports, { tenant, submission, head }, chunks);
    const spooled = { submission, length, requestHash };
    return { ...head, raw: new Uint8Array(), files: [], spooled };
  } catch (error) {
    // What cannot be let go now is let go later.
    await ports.store.dropSpool(tenant, submission).catch(() => undefined);
    throw error;
  }
}

interface Arriving {
  readonly tenant: string;
  readonly submission: string;
  readonly head: RequestHead;
}

async function keepParts(
  ports: SpoolPorts,
  { tenant, submission, head }: Arriving,
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly length: number; readonly requestHash: string }> {
  const at = new Date(ports.clock.now()).toISOString();
  const kind: BodyKind = 'request';
  const hash = ports.digest.running();
  const part = new Uint8Array(limits.bodyChunkBytes);
  let used = 0;
  let parts = 0;
  let length = 0;
  const keep = async (): Promise<void> => {
    const place = { tenant, owner: submission, kind, part: parts };
    const sealed = await ports.vault.seal(place, part.subarray(0, used));
    await ports.store.spool({ tenant, submission, at }, [
      { owner: submission, kind, part: parts, sealed },
    ]);
    parts += 1;
    used = 0;
  };
  const add = async (bytes: Uint8Array): Promise<void> => {
    for (let from = 0; from < bytes.length; ) {
      const piece = bytes.subarray(from, from + part.length - used);
      part.set(piece, used);
      used += piece.length;
      from += piece.length;
      if (used === part.length) await keep();
    }
  };
  await add(headOf(head));
  for await (const chunk of chunks) {
    hash.update(chunk);
    length += chunk.length;
    await add(chunk);
  }
  if (used > 0) await keep();
  return { length, requestHash: hash.hex() };
}

/** The body of a request that was answered otherwise is not kept: refused, or sent before. */
export async function dropUnused(
  { store }: Pick<SpoolPorts, 'store'>,
  { sender, spooled }: SubmissionRequest,
  reception: Reception,
): Promise<void> {
  if (spooled === undefined) return;
  const taken = reception.kind === 'answered' && reception.answer.submission === spooled.submission;
  if (!taken) await store.dropSpool(sender.tenant, spooled.submission);
}

/** Lets go of what a process that died was receiving. */
export async function dropStaleSpools({
  store,
  clock,
}: Pick<SpoolPorts, 'store' | 'clock'>): Promise<void> {
  const before = new Date(clock.now() - limits.spoolKeptMs).toISOString();
  for (const { tenant, id } of await store.spooledBefore(before)) await store.dropSpool(tenant, id);
}
