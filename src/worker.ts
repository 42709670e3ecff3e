/**
 * The gateway on Workers: the same application over D1, fetch and, if REDIS_URL is set, Redis.
 * The configuration is the variable SAMPAN_CONFIG, its secrets (`env:NAME`) are the worker's own.
 */
import type { D1Database } from '@cloudflare/workers-types';
import about from '../package.json' with { type: 'json' };
import { consoleLog } from './adapters/console-log.ts';
import { systemClock } from './adapters/crypto/ids.ts';
import { createMac } from './adapters/crypto/mac.ts';
import { checkD1Migrations } from './adapters/d1/check-migrations.ts';
import { createD1Runner } from './adapters/d1/runner.ts';
import { fetchTransport } from './adapters/fetch-transport.ts';
import { createMemoryDedupe } from './adapters/memory/dedupe.ts';
import { createRedisDedupePerMark } from './adapters/redis/dedupe-per-mark.ts';
import { type Assembled, assemble } from './assemble.ts';
import { catalogueOf } from './catalogue.ts';
import { workOnce } from './gateway/background.ts';
import { type GatewayConfig, parseConfig } from './gateway/config.ts';
import type { Translator } from './gateway/ports/services.ts';
import { back } from './generated/back.js';
import { channels, fhirChannels } from './generated/channels.js';
import { payerCodeTables } from './generated/payer-codes.js';
import { profileModules } from './generated/profiles.js';
import { statements } from './generated/statements.js';
import { texts } from './generated/texts.js';
import { joinProfiles } from './profile/runtime/index.ts';
import { createLocate, createTranslate, translateHere } from './translate.ts';

export interface Env {
  readonly DB: D1Database;
  readonly SAMPAN_CONFIG: string;
  readonly REDIS_URL?: string;
}

interface ExecutionContext {
  waitUntil(promise: Promise<unknown>): void;
}

/** Submissions taken for later that one run works off: each may take the whole CPU limit. */
const WAITING_AT_ONCE = 1;

interface Gateway extends Assembled {
  /** Works off and delivers what is due. */
  readonly drain: () => Promise<void>;
  /** True once if something was left to do since the last time. */
  readonly woken: () => boolean;
}

let opened: Promise<Gateway> | undefined;

/** One gateway an isolate; a start that failed is tried again by the next request. */
function gatewayOf(env: Env): Promise<Gateway> {
  opened ??= open(env).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(env: Env): Promise<Gateway> {
  const config = readConfig(env);
  const profiles = joinProfiles(profileModules);
  const runner = createD1Runner(env.DB);
  await checkD1Migrations(runner);
  let left = false;
  const assembled = await assemble({
    runner,
    dedupe: openDedupe(env),
    translator: translatorOf(config, profiles),
    transport: fetchTransport,
    clock: systemClock,
    config,
    catalogue: catalogueOf(channels, {
      profiles,
      texts,
      payerCodes: payerCodeTables,
      statements,
      back,
      fhirChannels,
    }),
    log: consoleLog,
    version: about.version,
    wake: () => {
      left = true;
    },
  });
  const { background, peers } = assembled;
  return {
    ...assembled,
    drain: () => workOnce(background, peers, WAITING_AT_ONCE),
    woken: () => {
      const was = left;
      left = false;
      return was;
    },
  };
}

function translatorOf(
  { identityKey }: GatewayConfig,
  profiles: ReturnType<typeof joinProfiles>,
): Translator {
  const mac = createMac(identityKey);
  const options = { channels, fhirChannels, profiles, identityKey, mac };
  const translate = createTranslate(options);
  const locate = createLocate(options);
  return {
    translate: translateHere(translate),
    locate: async (request) => locate(request),
  };
}

function openDedupe({ REDIS_URL: url }: Env) {
  return url === undefined
    ? createMemoryDedupe(systemClock)
    : createRedisDedupePerMark({ url, clock: systemClock, log: consoleLog });
}

function readConfig(env: Env): GatewayConfig {
  // Secrets are bound under names that the operator chooses.
  const secrets = env as unknown as Readonly<Record<string, unknown>>;
  const parsed = parseConfig(env.SAMPAN_CONFIG ?? '', (reference) => {
    const value = secrets[reference.replace(/^env:/, '')];
    return typeof value === 'string' ? value : undefined;
  });
  if (parsed.kind === 'config') return parsed.config;
  const lines = parsed.problems.map(({ line, path, message }) => `${line}: ${path} ${message}`);
  throw new Error(`SAMPAN_CONFIG has mistakes\n${lines.join('\n')}`);
}

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const gateway = await gatewayOf(env);
    const response = await gateway.app.fetch(request);
    if (gateway.woken()) context.waitUntil(gateway.drain());
    return response;
  },

  async scheduled(_event: unknown, env: Env, context: ExecutionContext): Promise<void> {
    const gateway = await gatewayOf(env);
    context.waitUntil(gateway.drain());
  },
};
