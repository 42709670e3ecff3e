/** The environment of `sampan serve`: nothing else decides its behaviour. */
import { UsageError } from './exit.ts';

export interface ServeEnvironment {
  readonly port: number;
  readonly host: string;
  readonly folder: string;
  /** PostgreSQL instead of the embedded store, or `memory:`, where nothing is kept. */
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly configFile?: string;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export function readEnvironment(env: NodeJS.ProcessEnv): ServeEnvironment {
  const { SAMPAN_CONFIG: configFile } = env;
  const redisUrl = readRedisUrl(env.REDIS_URL || undefined);
  const databaseUrl = readDatabaseUrl(env.DATABASE_URL || undefined);
  if (databaseUrl === 'memory:' && configFile) throw new UsageError(MEMORY_KEEPS_NOTHING);
  return {
    port: readPort(env.PORT || '8080'),
    host: env.HOST || '127.0.0.1',
    folder: env.SAMPAN_DATA || 'data',
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(redisUrl !== undefined && { redisUrl }),
    ...(configFile && { configFile }),
    logLevel: readLevel(env.LOG_LEVEL || 'warn'),
  };
}

const MEMORY_KEEPS_NOTHING =
  'DATABASE_URL=memory: keeps nothing, so it is for a sandbox alone, without SAMPAN_CONFIG';

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === 'memory:' || /^postgres(ql)?:\/\//.test(text)) return text;
  throw new UsageError('DATABASE_URL must begin with postgres:// or postgresql://, or be memory:');
}

function readRedisUrl(text: string | undefined): string | undefined {
  const urls = text?.split(',').map((one) => one.trim()) ?? [];
  if (urls.every((url) => /^(rediss?|redis\+sentinel):\/\//.test(url) && URL.canParse(url)))
    return text;
  throw new UsageError('REDIS_URL must hold URLs that begin with redis://, separated by commas');
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`PORT must be a number from 0 to 65535, not ${text}`);
}

function readLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level) return level;
  throw new UsageError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not ${text}`);
}
