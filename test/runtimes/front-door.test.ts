import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { catalogueOf } from '../../src/assemble.ts';
import { loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import { parseConfig } from '../../src/gateway/config.ts';
import { type RunningGateway, startGateway } from '../../src/node.ts';
import { runtimeBindings } from './bindings.ts';
import { type FrontDoor, knock } from './front-door.ts';

const EXPECTED = 'test/runtimes/front-door.expected.json';
const folder = mkdtempSync(join(tmpdir(), 'sampan-front-'));
let gateway: RunningGateway;
let door: FrontDoor;

beforeAll(async () => {
  const bindings = await runtimeBindings();
  const parsed = parseConfig(bindings.SAMPAN_CONFIG, (name) => bindings[name.slice('env:'.length)]);
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  const parts = { profiles: await loadProfiles(), texts: await loadTexts() };
  const channels = await loadChannels();
  gateway = await startGateway({
    ...{ folder, host: '127.0.0.1', port: 0, version: about.version, config: parsed.config },
    catalogue: catalogueOf(channels, parts),
    log: { event: () => undefined },
  });
  const samples = JSON.parse(bindings.TEST_SAMPLES) as Record<string, string>;
  door = {
    send: (path, init) => fetch(`${gateway.url}${path}`, init),
    samples: Object.fromEntries(
      Object.entries(samples).map(([name, text]) => [name, Buffer.from(text, 'base64')]),
    ),
  };
});

afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

it('answers the front-door requests as written', async () => {
  const answers = await knock(door);
  if (process.env.UPDATE === '1') {
    writeFileSync(EXPECTED, `${JSON.stringify(answers, null, 2)}\n`);
  }
  expect(answers).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
});
