/** The one writer: takes whatever has queued up and commits it as a group. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { limits } from '../../base/limits.ts';
import type { PlainStatement } from '../sql/statement.ts';
import { type BatchOutcome, createGroupWriter } from './group-commit.ts';
import { openForWriting } from './open.ts';

export interface WriteRequest {
  readonly id: number;
  readonly statements: readonly PlainStatement[];
}

export interface WriteReply {
  readonly id: number;
  readonly outcome: BatchOutcome;
}

export interface WriterOptions {
  readonly file: string;
  /** One counter of bytes handed to the log, which the checkpoint thread watches. */
  readonly written: Int32Array;
}

const port = parentPort;
if (port === null) throw new Error('the writer runs in a worker thread');
const { file, written } = workerData as WriterOptions;

// Held until the process ends, however it ends: two gateways on one folder would share leases.
const lock = new DatabaseSync(`${file}.lock`);
lock.exec('BEGIN EXCLUSIVE');
process.on('exit', () => lock.close());

const writer = createGroupWriter(openForWriting(file));
port.postMessage({ id: 0, outcome: { kind: 'committed', rows: [] } } satisfies WriteReply);

port.on('message', (first: WriteRequest) => {
  const group = [first];
  while (group.length < limits.commitGroup) {
    const next = receiveMessageOnPort(port) as { readonly message: WriteRequest } | undefined;
    if (next === undefined) break;
    group.push(next.message);
  }
  const outcomes = writer.write(group.map(({ statements }) => statements));
  const replies = group.map(({ id }, at) => ({ id, outcome: outcomes[at] }));
  port.postMessage(replies);
  Atomics.add(written, 0, sizeOf(group));
});

/** Roughly what the group added to the log. */
function sizeOf(group: readonly WriteRequest[]): number {
  let size = 0;
  for (const { statements } of group) {
    for (const { values } of statements) {
      for (const value of values) {
        if (typeof value === 'string' || value instanceof Uint8Array) size += value.length;
      }
    }
  }
  return size;
}
