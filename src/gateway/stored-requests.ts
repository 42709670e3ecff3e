/** Submissions as a store keeps them, opened and read again. */
import type { Submission } from '../channel/translation.ts';
import { openChunks } from './bodies.ts';
import type { SealedRequest } from './ports/sealed-request.ts';
import type { Vault } from './ports/services.ts';
import { readRequestBody } from './request-body.ts';
import { filesOf } from './request-files.ts';

export interface StoredRequest {
  readonly tenant: string;
  readonly id: string;
  readonly submission: Submission;
}

/** A request whose body cannot be read as files has none. */
async function opened(
  vault: Vault,
  { tenant, id, channel, sealed }: SealedRequest,
): Promise<StoredRequest | undefined> {
  const bytes = await openChunks(vault, { tenant, owner: id, kind: 'request' }, sealed);
  const { head, raw } = readRequestBody(bytes);
  const read = filesOf({ contentType: head.contentType, raw });
  if (read.kind !== 'files') return undefined;
  const { facility } = head.sender;
  const charset = read.charset ?? head.charset;
  const submission = {
    ...{ channel, files: read.files, facility },
    ...(charset !== undefined && { charset }),
    ...(head.visit !== undefined && { visit: head.visit }),
  };
  return { tenant, id, submission };
}

/** One at a time in memory. */
export async function* storedRequests(
  requests: AsyncIterable<SealedRequest>,
  vault: Vault,
): AsyncGenerator<StoredRequest> {
  for await (const request of requests) {
    const one = await opened(vault, request);
    if (one !== undefined) yield one;
  }
}
