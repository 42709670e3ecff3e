/**
 * Copies the write-ahead log back into the database from a connection of its own, so that no
 * commit waits for it, except when the log has grown past all measure.
 */

import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import { limits } from '../../base/limits.ts';
import type { WriterOptions } from './writer-thread.ts';

const { file, written } = workerData as WriterOptions;
const LOOK_EVERY_MS = 200;
const IDLE_MS = 2_000;
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
  seen = now;
  since = Date.now();
  const left = passive.get()?.log;
  if (typeof left === 'number' && left > limits.checkpointHardPages) restart.get();
}, LOOK_EVERY_MS);
