/** Memory of another process while it works, by how far it has come; and its CPU time. */
import { readFileSync } from 'node:fs';

const SAMPLE_MS = 250;
const PARTS = 10;

export interface Resident {
  now(): number;
  /** From now on samples count for this part of the way, from 0 to 1. */
  at(part: number): void;
  /** Highest of each tenth of the way, in MiB; undefined where nothing was seen. */
  tenths(): readonly (number | undefined)[];
  stop(): void;
}

export function watchResident(pid: number): Resident {
  const highest = new Map<number, number>();
  let tenth: number | undefined;
  const look = (): void => {
    if (tenth === undefined) return;
    highest.set(tenth, Math.max(highest.get(tenth) ?? 0, residentMiB(pid)));
  };
  const timer = setInterval(look, SAMPLE_MS);
  return {
    now: () => residentMiB(pid),
    at: (part) => {
      tenth = Math.min(PARTS - 1, Math.floor(part * PARTS));
      look();
    },
    tenths: () => Array.from({ length: PARTS }, (_, index) => highest.get(index)),
    stop: () => clearInterval(timer),
  };
}

function residentMiB(pid: number): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

/** Clock ticks of `/proc` are hundredths of a second on Linux. */
const TICK_MS = 10;

export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind the name, which may hold blanks, come the state and ten numbers, then the two times.
  const [user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * TICK_MS;
}
