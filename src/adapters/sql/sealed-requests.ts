/** Requests of a channel as they lie in a store, sealed: oldest first. */
import type { SealedRequest } from '../../gateway/ports/sealed-request.ts';
import { type SqlRunner, statement, textOf } from './statement.ts';

export async function* sealedRequests(
  runner: SqlRunner,
  channel: string,
): AsyncGenerator<SealedRequest> {
  const submissions = await runner.all(
    statement(
      'SELECT tenant, id FROM submission WHERE channel = ? ORDER BY received_at, id',
      channel,
    ),
  );
  for (const row of submissions) {
    const [tenant, id] = [textOf(row, 'tenant'), textOf(row, 'id')];
    const parts = await runner.all(
      statement(
        "SELECT sealed FROM body WHERE tenant = ? AND owner = ? AND kind = 'request' ORDER BY part",
        tenant,
        id,
      ),
    );
    yield { tenant, id, channel, sealed: parts.map(({ sealed }) => sealed as Uint8Array) };
  }
}
