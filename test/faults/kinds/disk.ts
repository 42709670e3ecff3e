/** The disk is full, or fsync fails: no acknowledgement without a durable commit (I9). */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledgedAfter } from '../check.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

/** Room for the store of a round, and for what each further one adds. */
const DISK_MIB = 64;
const ROUND_MIB = 24;
const FULL_MS = 2_000;
/** If nothing has been refused by then, nothing will be. */
const FULL_MOST_MS = 30_000;
/** Answers to what was durable before may take this long to reach their sender. */
const UNDER_WAY_MS = 1_000;

/** A small disk of its own, or the reason why there is none. */
export function mountSmallDisk(rounds: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sampan-disk-'));
  const mebibytes = DISK_MIB + (rounds - 1) * ROUND_MIB;
  const mount = ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder];
  if (spawnSync('mount', mount).status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

export function unmountSmallDisk(folder: string): void {
  spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
}

/** F6: refused while there is no room, and taken again when there is, without a restart. */
export const diskFull: Fault = {
  ...{ name: 'disk full', store: 'sqlite', times: 1 },
  once: async ({ folder, load, gateways: [gateway] }) => {
    await load.progress(5);
    const ballast = join(folder, 'ballast');
    const refused = load.repeated;
    const began = Date.now();
    const goesOn = () => Date.now() < began + (load.repeated === refused ? FULL_MOST_MS : FULL_MS);
    for (let part = 0; goesOn(); part += 1) {
      fill(`${ballast}${part % 4}`);
      await sleep(20);
    }
    for (let part = 0; part < 4; part += 1) rmSync(`${ballast}${part}`, { force: true });
    if (load.repeated === refused) throw new Error('nothing was refused while the disk was full');
    if (!gateway.running()) throw new Error(`it has ended: ${gateway.process().said()}`);
    await load.progress(5);
  },
};

/** Takes what is left, as far as it goes. */
function fill(file: string): void {
  spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=64k', 'oflag=append', 'conv=notrunc']);
}

const hasStrace = spawnSync('strace', ['-V']).status === 0;

export function straceMissing(): boolean {
  return !hasStrace;
}

/** F5: from the first failed fsync on nothing is acknowledged until the store is opened anew. */
export const fsyncFails: Fault = {
  ...{ name: 'fsync fails', store: 'sqlite', times: 1 },
  once: async (world) => {
    const { gateways, load } = world;
    const [gateway] = gateways;
    const trace = join(mkdtempSync(join(tmpdir(), 'sampan-strace-')), 'trace');
    await load.progress(1);
    await gateway.kill();
    const inject = 'inject=fsync,fdatasync:error=EIO:when=60';
    const under = ['strace', '-f', '-ttt', '-e', 'trace=fsync,fdatasync', '-e', inject];
    await gateway.start({ under: [...under, '-o', trace] });
    const failedAt = await firstInjected(trace);
    await sleep(2 * UNDER_WAY_MS);
    const late = acknowledgedAfter(load, failedAt + UNDER_WAY_MS);
    await gateway.kill();
    await gateway.start();
    if (late.length > 0) throw new Error(`${late.length} acknowledged after fsync had failed`);
    await load.progress(5);
  },
};

/** Milliseconds since 1970. */
async function firstInjected(trace: string): Promise<number> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const text = existsSync(trace) ? readFileSync(trace, 'utf8') : '';
    const line = text.split('\n').find((one) => one.includes('(INJECTED)'));
    if (line !== undefined) return Number(line.split(/\s+/)[1]) * 1_000;
    await sleep(100);
  }
  throw new Error('no fsync came by');
}

/** I9 from outside: between two answers to one sender there is at least one finished fsync. */
export const syncedBeforeAnswer: Fault = {
  ...{ name: 'fsync before every answer', store: 'sqlite', times: 1 },
  once: async (world: World) => {
    const { gateways, load, folder } = world;
    const [gateway] = gateways;
    const trace = join(folder, 'trace');
    await load.settle();
    await gateway.kill();
    const calls = 'trace=fsync,fdatasync,write,writev,sendto,sendmsg';
    await gateway.start({ under: ['strace', '-f', '-s', '24', '-e', calls, '-o', trace] });
    load.resume(1);
    await load.progress(12);
    await load.settle();
    await gateway.kill();
    const unsynced = answersWithoutSync(readFileSync(trace, 'utf8'));
    rmSync(trace);
    if (unsynced > 0) throw new Error(`${unsynced} answers left without an fsync before them`);
    await gateway.start();
    load.resume();
  },
};

function answersWithoutSync(text: string): number {
  let synced = false;
  let without = 0;
  for (const line of text.split('\n')) {
    if (/f(data)?sync(\(| resumed).*= 0$/.test(line)) synced = true;
    if (!/(write|writev|sendto|sendmsg)\(.*"HTTP\/1\.1 200/.test(line)) continue;
    if (!synced) without += 1;
    synced = false;
  }
  return without;
}

export const diskFaults: readonly Fault[] = [fsyncFails, syncedBeforeAnswer];
