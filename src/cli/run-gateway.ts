/** Runs the gateway until it is stopped: as a sandbox unless a configuration is named. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import about from '../../package.json' with { type: 'json' };
import { type Catalogue, catalogueOf } from '../catalogue.ts';
import type { ChannelInfo } from '../gateway/channel-info.ts';
import { type GatewayConfig, parseConfig } from '../gateway/config.ts';
import { createLog, startGateway } from '../node.ts';
import {
  loadBack,
  loadChannels,
  loadFhirChannels,
  loadPayerCodes,
  loadProfiles,
  loadStatements,
  loadTexts,
} from './catalogue.ts';
import type { ServeEnvironment } from './environment.ts';
import { UsageError } from './exit.ts';
import { firstClaimLine } from './first-claim.ts';
import { openSandbox, type Sandbox } from './sandbox.ts';
import { untilStopped } from './until-stopped.ts';

export async function serve(environment: ServeEnvironment): Promise<void> {
  const channels = await loadChannels();
  const profiles = await loadProfiles();
  const parts = {
    ...{ profiles, texts: await loadTexts(), payerCodes: await loadPayerCodes() },
    fhirChannels: await loadFhirChannels(),
    statements: await loadStatements(),
    back: await loadBack(),
  };
  const catalogue = catalogueOf(channels, parts);
  const sandbox =
    environment.configFile === undefined
      ? await openSandbox(environment.folder, catalogue.channels)
      : undefined;
  const config = sandbox?.config ?? readConfigFile(environment.configFile ?? '');
  const gateway = await openGateway(environment, { config, catalogue }).catch(async (error) => {
    await sandbox?.payers.close();
    throw error;
  });
  sandbox?.describe(gateway.url);
  const { folder } = environment;
  process.stderr.write(
    greeting({ url: gateway.url, folder, sandbox, channels: catalogue.channels }),
  );
  await untilStopped();
  await gateway.close();
  await sandbox?.payers.close();
}

async function openGateway(
  environment: ServeEnvironment,
  parts: { readonly config: GatewayConfig; readonly catalogue: Catalogue },
) {
  const { folder, host, port, databaseUrl, redisUrl, logLevel } = environment;
  try {
    return await startGateway({
      ...parts,
      ...{ folder, host, port, version: about.version, log: createLog(logLevel) },
      ...(databaseUrl !== undefined && { databaseUrl }),
      ...(redisUrl !== undefined && { redisUrl }),
    });
  } catch (error) {
    throw new UsageError(`cannot start: ${startFault(error, environment)}`);
  }
}

/** What is usually wrong, in words that name the remedy. */
function startFault(error: unknown, { port, folder }: ServeEnvironment): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('EADDRINUSE')) return `port ${port} is taken; choose another with PORT`;
  if (message.includes('locked')) return `another gateway has the folder ${folder} open`;
  return message;
}

export function readConfigFile(file: string): GatewayConfig {
  if (!existsSync(file)) throw new UsageError(`SAMPAN_CONFIG: there is no file ${file}`);
  const parsed = parseConfig(readFileSync(file, 'utf8'), readSecret);
  if (parsed.kind === 'config') return parsed.config;
  const lines = parsed.problems.map(
    ({ line, path, message }) => `${file}:${line}: ${path} ${message}`,
  );
  throw new UsageError(`SAMPAN_CONFIG has mistakes\n${lines.join('\n')}`);
}

function readSecret(reference: string): string | undefined {
  const [kind, name = ''] = reference.split(/:(.*)/s);
  if (kind === 'env') return process.env[name];
  return existsSync(name) ? readFileSync(name, 'utf8') : undefined;
}

interface Greeting {
  readonly url: string;
  readonly folder: string;
  readonly sandbox: Sandbox | undefined;
  readonly channels: readonly ChannelInfo[];
}

function greeting({ url, folder, sandbox, channels }: Greeting): string {
  if (sandbox === undefined) return `listening on ${url}\n`;
  const line = firstLine({ url, folder, sandbox, channels });
  const senders = sandbox.config.senders.map(
    ({ id, facility, key }) => `  ${id.padEnd(10)} facility ${facility}  key ${key}\n`,
  );
  const ledgers = sandbox.config.payers.map(
    ({ id }) => `  ${id.padEnd(10)} ${sandbox.payers.url}/payers/${id}/ledger\n`,
  );
  return [
    'This is a sandbox: demo keys, simulated payers. Set SAMPAN_CONFIG to run it for real.\n',
    `senders\n${senders.join('')}payers' ledgers\n${ledgers.join('')}`,
    `keys of payers and operator\n  ${join(folder, 'sandbox.json')}\n`,
    line === undefined ? '' : `try it\n  ${line}\n`,
    `listening on ${url}\n`,
  ].join('');
}

/** The first demo sender whose country has a channel with a sample. */
function firstLine({ url, folder, sandbox, channels }: Greeting): string | undefined {
  for (const { key, channels: own } of sandbox?.config.senders ?? []) {
    for (const channel of channels.filter(({ id }) => own.includes(id))) {
      const line = firstClaimLine({ url, folder, key, channel });
      if (line !== undefined) return line;
    }
  }
  return undefined;
}
