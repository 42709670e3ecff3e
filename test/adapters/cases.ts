/** Cases of a contract: run as tests, or kept by name, so that one can be run on a faulty store. */
import { it as declare } from 'vitest';

export type Case = () => Promise<void>;

let kept: Map<string, Case> | undefined;

function add(name: string, run: Case): void {
  if (kept === undefined) declare(name, run);
  else kept.set(name, run);
}

function each<T>(values: readonly T[]) {
  return (name: string, run: (value: T) => Promise<void>): void => {
    for (const value of values) add(name.replace('%s', String(value)), () => run(value));
  };
}

export const it = Object.assign(add, { each });

/** The cases that are declared meanwhile, instead of running them as tests. */
export function casesOf(declaring: () => void): ReadonlyMap<string, Case> {
  const found = new Map<string, Case>();
  kept = found;
  try {
    declaring();
  } finally {
    kept = undefined;
  }
  return found;
}
