/**
 * Loaded into a gateway: how late its event loop is, written to the file FAULTS_LAG twice a second.
 * SIGUSR2 begins anew.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const { FAULTS_LAG: file } = process.env;
const NS_A_MS = 1_000_000;

if (isMainThread && file !== undefined) {
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  process.on('SIGUSR2', () => delays.reset());
  const write = () => writeFileSync(file, String(Math.round(delays.percentile(99.9) / NS_A_MS)));
  setInterval(write, 500).unref();
}
