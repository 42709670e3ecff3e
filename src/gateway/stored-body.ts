/** Requests that are too large to be in memory: kept part by part, and read again so. */
import { limits } from '../base/limits.ts';
import type { BodyKind, StoredBody, Vault } from './ports/services.ts';
import type { Store } from './ports/store.ts';
import { type RequestHead, readRequestBody } from './request-body.ts';
import { parseMediaType } from './request-files.ts';

interface BodyPorts {
  readonly store: Store;
  readonly vault: Vault;
}

interface BodyOwner {
  readonly tenant: string;
  readonly owner: string;
}

export interface StoredRequestBody {
  readonly head: RequestHead;
  readonly stored: StoredBody;
}

/** Undefined if nothing is kept, or if what is kept must be read as a whole. */
export async function openStored(
  ports: BodyPorts,
  of: BodyOwner,
  length: number,
): Promise<StoredRequestBody | undefined> {
  const first = await openPart(ports, of, 0);
  if (first === undefined || length < limits.bodyChunkBytes) return undefined;
  const { head, raw } = readRequestBody(first);
  if (parseMediaType(head.contentType)?.type === 'multipart/form-data') return undefined;
  const read = async (part: number): Promise<Uint8Array> => {
    const opened = part === 0 ? raw : await openPart(ports, of, part);
    if (opened === undefined) throw new Error(`part ${part} of ${of.owner} is gone`);
    return opened;
  };
  return { head, stored: { name: 'body', length, firstBytes: raw.length, read } };
}

async function openPart(
  { store, vault }: BodyPorts,
  of: BodyOwner,
  part: number,
): Promise<Uint8Array | undefined> {
  const kind: BodyKind = 'request';
  const sealed = await store.bodyPart({ ...of, kind, part });
  return sealed && (await vault.open({ ...of, kind, part }, sealed));
}
