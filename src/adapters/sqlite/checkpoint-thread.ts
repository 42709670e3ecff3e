/**
 * Copies the write-ahead log back into the database from a connection of its own, so that no
 * commit waits for it, except when the log has grown past all measure.
 */

import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import { limits } from '../../base/limits.ts';
import { codeOf } from './result-code.ts';
import type { WriterOptions } from './writer-thread.ts';

const { file, written } = workerData as WriterOptions;
const LOOK_EVERY_MS = 200;
const IDLE_MS = 2_000;
const SQLITE_FULL = 13;
const PAGE_BYTES = 4_096;

const database = new DatabaseSync(file);
database.exec(
  'PRAGMA busy_timeout = 1000; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0',
);
const passive = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
const restart = database.prepare('PRAGMA wal_checkpoint(RESTART)');
let seen = 0;
let since = Date.now();

setInterval(() => {
  const now = Atomics.load(written, 0);
  const due = now - seen > limits.checkpointPages * PAGE_BYTES;
  const idle = now !== seen && Date.now() - since > IDLE_MS;
  if (!due && !idle) return;
  since = Date.now();
  try {
    const left = passive.get()?.log;
    if (typeof left === 'number' && left > limits.checkpointHardPages) restart.get();
    seen = now;
  } catch (error) {
    // The log keeps what there is no room for; it is tried again. Anything else ends the process:
    // after a failed sync nobody knows what is on the disk.
    if (codeOf(error) !== SQLITE_FULL) throw error;
  }
}, LOOK_EVERY_MS);
