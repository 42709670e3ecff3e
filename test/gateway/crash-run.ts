/** A stream of claims against a gateway that keeps being killed, with a history kept outside it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerEntry } from '../../src/cli/payer/ledger.ts';
import { startPayerServer } from '../../src/cli/payer/server.ts';
import { sampleBytes } from './sample-claims.ts';

export interface CrashOptions {
  readonly kills: number;
  readonly senders: number;
  readonly redisUrl?: string;
  /** Called while claims are being sent. */
  readonly disturb?: (round: number) => Promise<void>;
}

export interface CrashResult {
  /** Numbers of the claims that were acknowledged, once each. */
  readonly acknowledged: readonly string[];
  /** Answers other than 200, by status. */
  readonly refusals: readonly number[];
  /** Requests that were cut and sent again. */
  readonly repeated: number;
  readonly stored: number;
  readonly ledger: readonly LedgerEntry[];
}

interface Run {
  readonly folder: string;
  readonly payerUrl: string;
  readonly options: CrashOptions;
  child: ChildProcess | undefined;
  url: string;
  /** No new claims; those begun are brought to their end. */
  stopped: boolean;
  /** Nothing is sent any more. */
  ended: boolean;
  next: number;
  repeated: number;
  readonly acknowledged: string[];
  readonly refusals: number[];
}

export async function crashRun(options: CrashOptions): Promise<CrashResult> {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-crash-'));
  const payers = await startPayerServer({
    ...{ host: '127.0.0.1', port: 0, payers: [{ id: 'payer' }] },
  });
  const run: Run = {
    ...{ folder, options, payerUrl: `${payers.url}/payers/payer/fhir`, child: undefined, url: '' },
    ...{ stopped: false, ended: false, next: 0, repeated: 0, acknowledged: [], refusals: [] },
  };
  try {
    await start(run);
    const senders = Array.from({ length: options.senders }, () => sendClaims(run));
    for (let round = 0; round < options.kills; round += 1) {
      await options.disturb?.(round);
      await progress(run);
      await sleep(Math.random() * 300);
      await kill(run);
      await start(run);
    }
    run.stopped = true;
    await Promise.all(senders);
    const ledger = await drained(run, payers.url);
    const { acknowledged, refusals, repeated } = run;
    return { acknowledged, refusals, repeated, stored: await storedClaims(run), ledger };
  } finally {
    run.stopped = true;
    run.ended = true;
    await kill(run);
    await payers.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(run: Run): Promise<void> {
  const script = new URL('./crash-child.ts', import.meta.url).pathname;
  const { folder, payerUrl, options } = run;
  const child = spawn(process.execPath, [script, folder, payerUrl, options.redisUrl ?? ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  run.child = child;
  run.url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the gateway ended at its start: ${code}`)));
  });
}

/** A kill counts only in a stream of posts: some must have been answered since the start. */
async function progress(run: Run): Promise<void> {
  const wanted = run.acknowledged.length + 5;
  const deadline = Date.now() + 45_000;
  while (run.acknowledged.length < wanted) {
    if (Date.now() > deadline) {
      throw new Error(`no claim is acknowledged any more; last answers ${run.refusals.slice(-5)}`);
    }
    await sleep(10);
  }
}

async function kill(run: Run): Promise<void> {
  const { child } = run;
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Sends claim after claim; one whose answer did not come is sent again with the same key. */
async function sendClaims(run: Run): Promise<void> {
  while (!run.stopped) {
    run.next += 1;
    const number = `claim-${run.next}`;
    while (!(await sendOne(run, number))) {
      if (run.ended) return;
      run.repeated += 1;
      await sleep(50);
    }
    run.acknowledged.push(number);
  }
}

async function sendOne(run: Run, number: string): Promise<boolean> {
  try {
    const response = await fetch(`${run.url}/submissions/sample`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer key-one',
        'content-type': 'application/json',
        'idempotency-key': number,
      },
      body: sampleBytes([{ number, patient: number }]) as Uint8Array<ArrayBuffer>,
    });
    const text = await response.text();
    if (response.status === 200) return /"status":"20[01]"/.test(text);
    run.refusals.push(response.status);
    return false;
  } catch {
    return false;
  }
}

async function drained(run: Run, payersUrl: string): Promise<readonly LedgerEntry[]> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const response = await fetch(`${payersUrl}/payers/payer/ledger`);
    const ledger = (await response.json()) as readonly LedgerEntry[];
    if (ledger.length >= run.acknowledged.length || Date.now() > deadline) return ledger;
    await sleep(50);
  }
}

async function storedClaims(run: Run): Promise<number> {
  const headers = { authorization: 'Bearer key-one' };
  const response = await fetch(`${run.url}/fhir/Claim?_count=0`, { headers });
  const { total } = (await response.json()) as { readonly total: number };
  return total;
}
