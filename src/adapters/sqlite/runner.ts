/** The embedded database: one writer thread, one checkpoint thread, reads where they are asked. */
import { channel } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { OutageError } from '../../gateway/ports/outage.ts';
import { makeFolder } from '../durable-files.ts';
import { createOneATurn } from '../one-a-turn.ts';
import { plain, type Row, type SqlRunner, type Statement } from '../sql/statement.ts';
import { type BatchOutcome, rowsOf } from './group-commit.ts';
import { openForReading } from './open.ts';
import { createPrepared } from './prepared.ts';
import type { WriteReply, WriteRequest, WriterOptions } from './writer-thread.ts';

/** Tells whoever listens how many commits each transaction was made of. */
const groups = channel('sampan:commit-group');

export interface SqliteRunner extends SqlRunner {
  close(): Promise<void>;
}

/** Opens the store in a folder; fails if another process has it. */
export async function openSqlite(folder: string): Promise<SqliteRunner> {
  makeFolder(folder);
  const file = join(folder, 'sampan.db');
  const written = new Int32Array(new SharedArrayBuffer(4));
  const options: WriterOptions = { file, written };
  const writer = await startWriter(options);
  const checkpointer = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), {
    workerData: options,
  });
  checkpointer.unref();
  const reader = openForReading(file);
  const read = createPrepared(reader);
  return {
    kind: 'sqlite',
    batch: (statements) => writer.write(statements),
    all: async (asked) => read(plain(asked)),
    close: async () => {
      await writer.stop();
      await checkpointer.terminate();
      reader.close();
    },
  };
}

interface Writer {
  write(statements: readonly Statement[]): Promise<readonly (readonly Row[])[] | 'lost'>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (rows: readonly (readonly Row[])[] | 'lost') => void;
  readonly reject: (error: Error) => void;
}

async function startWriter(options: WriterOptions): Promise<Writer> {
  const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), {
    workerData: options,
  });
  const waiting = new Map<number, Waiting>();
  let ended: Error | undefined;
  const end = (error: Error): void => {
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const opened = new Promise<unknown>((resolve, reject) => {
    waiting.set(0, { resolve, reject });
  });
  const oneATurn = createOneATurn();
  worker.on('message', (message: WriteReply | readonly WriteReply[]) => {
    const replies = [message].flat();
    groups.publish(replies.length);
    for (const { id, outcome } of replies) {
      const caller = waiting.get(id);
      waiting.delete(id);
      if (caller) oneATurn(() => settle(caller, outcome));
    }
  });
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => end(new OutageError('the store is closed')));
  await opened;
  let last = 0;
  return {
    write: (statements) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, statements: statements.map(plain) } satisfies WriteRequest);
      }),
    stop: async () => {
      await worker.terminate();
    },
  };
}

function settle({ resolve, reject }: Waiting, outcome: BatchOutcome): void {
  try {
    resolve(rowsOf(outcome));
  } catch (error) {
    reject(error as Error);
  }
}
