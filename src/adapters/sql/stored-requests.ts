/** Submissions of a channel as a store keeps them, opened and read again: oldest first. */
import type { Submission } from '../../channel/translation.ts';
import { openChunks } from '../../gateway/bodies.ts';
import type { Vault } from '../../gateway/ports/services.ts';
import { readRequestBody } from '../../gateway/request-body.ts';
import { filesOf } from '../../gateway/request-files.ts';
import { type SqlRunner, statement, textOf } from './statement.ts';

export interface StoredRequest {
  readonly tenant: string;
  readonly id: string;
  readonly submission: Submission;
}

interface Place {
  readonly tenant: string;
  readonly id: string;
}

async function sealedRequest(runner: SqlRunner, { tenant, id }: Place) {
  const rows = await runner.all(
    statement(
      "SELECT sealed FROM body WHERE tenant = ? AND owner = ? AND kind = 'request' ORDER BY part",
      tenant,
      id,
    ),
  );
  return rows.map(({ sealed }) => sealed as Uint8Array);
}

/** One at a time in memory; a request whose body cannot be read as files has none. */
export async function* storedRequests(
  { runner, vault }: { readonly runner: SqlRunner; readonly vault: Vault },
  channel: string,
): AsyncGenerator<StoredRequest> {
  const rows = await runner.all(
    statement(
      'SELECT tenant, id FROM submission WHERE channel = ? ORDER BY received_at, id',
      channel,
    ),
  );
  for (const row of rows) {
    const place = { tenant: textOf(row, 'tenant'), id: textOf(row, 'id') };
    const owner = { tenant: place.tenant, owner: place.id, kind: 'request' } as const;
    const bytes = await openChunks(vault, owner, await sealedRequest(runner, place));
    const { head, raw } = readRequestBody(bytes);
    const read = filesOf({ contentType: head.contentType, raw });
    if (read.kind !== 'files') continue;
    const { facility } = head.sender;
    const charset = read.charset ?? head.charset;
    const submission = {
      ...{ channel, files: read.files, facility },
      ...(charset !== undefined && { charset }),
      ...(head.visit !== undefined && { visit: head.visit }),
    };
    yield { ...place, submission };
  }
}
