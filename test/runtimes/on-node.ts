/** The front-door requests against a gateway on Node. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import about from '../../package.json' with { type: 'json' };
import { catalogueOf } from '../../src/catalogue.ts';
import {
  loadChannels,
  loadFhirChannels,
  loadPayerCodes,
  loadProfiles,
  loadStatements,
  loadTexts,
} from '../../src/cli/catalogue.ts';
import { parseConfig } from '../../src/gateway/config.ts';
import { startGateway } from '../../src/node.ts';
import type { RuntimeBindings } from './bindings.ts';
import { type FrontDoorAnswer, knock } from './front-door.ts';

export async function knockOnNode(bindings: RuntimeBindings): Promise<readonly FrontDoorAnswer[]> {
  const parsed = parseConfig(bindings.SAMPAN_CONFIG, (name) => bindings[name.slice('env:'.length)]);
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  const folder = mkdtempSync(join(tmpdir(), 'sampan-front-'));
  const parts = {
    ...{ profiles: await loadProfiles(), texts: await loadTexts() },
    payerCodes: await loadPayerCodes(),
    fhirChannels: await loadFhirChannels(),
    statements: await loadStatements(),
  };
  const gateway = await startGateway({
    ...{ folder, host: '127.0.0.1', port: 0, version: about.version, config: parsed.config },
    catalogue: catalogueOf(await loadChannels(), parts),
    log: { event: () => undefined },
  });
  const samples = JSON.parse(bindings.TEST_SAMPLES) as Record<string, string>;
  try {
    return await knock({
      send: (path, init) => fetch(`${gateway.url}${path}`, init),
      samples: Object.fromEntries(
        Object.entries(samples).map(([name, text]) => [name, Buffer.from(text, 'base64')]),
      ),
    });
  } finally {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
