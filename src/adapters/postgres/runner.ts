/**
 * PostgreSQL: commits are grouped on a few writing connections, a tenant always on the same one;
 * reads and claims of work have connections of their own. Several gateways may share a database.
 */
import { randomUUID } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { limits } from '../../base/limits.ts';
import type { Row, SqlRunner, Statement } from '../sql/statement.ts';
import { type Connection, createConnection, type Purpose, runOne } from './connection.ts';
import { queryOf } from './dialect.ts';
import { faultOf, outage } from './errors.ts';
import { type Batch, type Outcome, type WriterMark, writeGroup } from './group-commit.ts';
import { migrate } from './migrate.ts';

/** Tells whoever listens how many commits each transaction was made of. */
const groups = channel('sampan:commit-group');

/**
 * Commits after which statistics are taken: a new table has none, and the server's own housekeeping
 * comes a minute later. The plans that were made without them are then made anew.
 */
const ANALYZE_AT = [64, 256, 1_024, 4_096, 16_384];

export interface PostgresRunner extends SqlRunner {
  close(): Promise<void>;
}

const ANALYZE = { name: 'analyze', text: 'ANALYZE', values: [] };
const WRITERS = 2;
const READERS = 4;

/** Opens the database and brings its tables up to this release. */
export async function openPostgres(url: string): Promise<PostgresRunner> {
  await migrate(url);
  const connections = (length: number, purpose: Purpose): readonly Connection[] =>
    Array.from({ length }, () => createConnection(url, purpose));
  const writers = connections(WRITERS, 'writing').map(createWriter);
  // What names no tenant waits for no tenant: claims of work, readiness.
  const apart = createWriter(createConnection(url, 'writing'));
  const readers = connections(READERS, 'reading');
  let next = 0;
  let commits = 0;
  const counted = (): void => {
    commits += 1;
    if (!ANALYZE_AT.includes(commits)) return;
    // Not waited for, and no harm if it fails: it only makes statements quicker.
    readers[0]?.session().then(
      ({ run }) => run([ANALYZE]),
      () => undefined,
    );
  };
  return {
    kind: 'postgresql',
    batch: (statements, tenants = []) => {
      const [tenant] = tenants;
      const writer = tenant === undefined ? apart : writers[placeOf(tenant, WRITERS)];
      const written = (writer ?? apart).write({ statements, tenants });
      written.then(counted, () => undefined);
      return written;
    },
    all: async (asked) => {
      next = (next + 1) % READERS;
      return await read(readers[next] ?? createConnection(url, 'reading'), asked);
    },
    close: async () => {
      await Promise.all([...writers, apart].map((writer) => writer.close()));
      await Promise.all(readers.map((reader) => reader.close()));
    },
  };
}

function placeOf(tenant: string, count: number): number {
  let sum = 0;
  for (const character of tenant) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % count;
}

/** Reading again does no harm: the first connection may have died while nobody used it. */
async function read(connection: Connection, asked: Statement): Promise<readonly Row[]> {
  for (let tries = 1; ; tries += 1) {
    const session = await connection.session();
    try {
      return await runOne(session, queryOf(asked));
    } catch (error) {
      const fault = faultOf(error);
      if (tries === limits.storeTries || fault === 'failed') throw outage(error);
    }
  }
}

type Result = readonly (readonly Row[])[] | 'lost';

interface Waiting extends Batch {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
  tries: number;
}

interface Writer {
  write(batch: Batch): Promise<Result>;
  close(): Promise<void>;
}

function createWriter(connection: Connection): Writer {
  const writer = randomUUID();
  let groupsWritten = 0;
  const nextMark = (): WriterMark => {
    groupsWritten += 1;
    return { writer, token: String(groupsWritten) };
  };
  let queue: Waiting[] = [];
  let running: Promise<void> | undefined;
  const work = async (): Promise<void> => {
    while (queue.length > 0) {
      const group = queue.slice(0, limits.storeGroup);
      queue = queue.slice(group.length);
      const again = await writeOnce(connection, group, nextMark());
      if (again.length === 0) continue;
      await pause();
      queue = [...again, ...queue];
    }
    running = undefined;
  };
  return {
    write: (batch) =>
      new Promise((resolve, reject) => {
        queue.push({ ...batch, resolve, reject, tries: 0 });
        running ??= work();
      }),
    close: async () => {
      await running;
      await connection.close();
    },
  };
}

/** Answers those that are done; the others are to be tried again. */
async function writeOnce(
  connection: Connection,
  group: readonly Waiting[],
  mark: WriterMark,
): Promise<readonly Waiting[]> {
  try {
    const outcomes = await writeGroup(connection, group, mark);
    groups.publish(group.length);
    return group.filter((waiting, at) => !settled(waiting, outcomes[at]));
  } catch (error) {
    for (const { reject } of group) reject(outage(error));
    return [];
  }
}

function settled(waiting: Waiting, outcome: Outcome | undefined): boolean {
  if (outcome === undefined) throw new RangeError('a batch without an outcome');
  waiting.tries += 1;
  if (outcome.kind === 'committed') waiting.resolve(outcome.rows);
  else if (outcome.kind === 'lost') waiting.resolve('lost');
  else if (outcome.kind === 'again' && waiting.tries < limits.storeTries) return false;
  else waiting.reject(outage(outcome.error));
  return true;
}

const PAUSE_MS = 50;

/** Two that stood in each other's way must not meet again at once. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS));
}
