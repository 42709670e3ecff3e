/** Submissions that a gateway has kept, for commands that go over them again. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Submission } from '../channel/translation.ts';
import type { GatewayConfig } from '../gateway/config.ts';
import { hexBytes } from '../gateway/config-values.ts';
import { UsageError } from './exit.ts';

type SealingKeys = GatewayConfig['sealingKeys'];

/** Of a sandbox they lie in its folder, else in the configuration. */
async function sealingKeys(place: string): Promise<SealingKeys> {
  const file = process.env.SAMPAN_CONFIG;
  if (file) {
    const { readConfigFile } = await import('./run-gateway.ts');
    return readConfigFile(file).sealingKeys;
  }
  const keys = join(place, 'keys.json');
  if (!existsSync(keys))
    throw new UsageError(`${place} holds no keys.json: SAMPAN_CONFIG must name the sealing keys`);
  const { sealingKey } = JSON.parse(readFileSync(keys, 'utf8')) as { readonly sealingKey: string };
  return [{ id: 'sandbox', key: hexBytes(sealingKey) }];
}

export interface KeptSubmission {
  readonly id: string;
  readonly submission: Submission;
}

/** `place` is the folder of a stopped gateway or the URL of its database. */
export async function* keptSubmissions(
  place: string,
  channel: string,
): AsyncGenerator<KeptSubmission> {
  const isUrl = /^postgres(?:ql)?:/.test(place);
  if (!isUrl && !existsSync(place)) throw new UsageError(`there is no folder ${place}`);
  const keys = await sealingKeys(place);
  const { openRequests } = await import('../node.ts');
  const requests = await openRequests(place, keys).catch((error: unknown) => {
    // A database's URL may hold a password.
    const shown = isUrl ? 'the database' : place;
    throw new UsageError(`${shown} cannot be opened, is its gateway running? ${String(error)}`);
  });
  try {
    yield* requests.of(channel);
  } finally {
    await requests.close();
  }
}
