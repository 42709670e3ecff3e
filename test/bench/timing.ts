/** Interleaved timing: each candidate runs in turn, and the median of its rounds counts. */
export interface Candidate {
  readonly name: string;
  readonly run: () => unknown;
  /** Things one run handles, e.g. claims. */
  readonly count: number;
}

export interface Timing {
  readonly name: string;
  /** Median microseconds for one thing. */
  readonly microseconds: number;
  /** The round that was disturbed least: what to compare on a busy machine. */
  readonly best: number;
}

const rounds = 9;

export function compare(candidates: readonly Candidate[]): readonly Timing[] {
  for (const candidate of candidates) candidate.run();
  const times = candidates.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    candidates.forEach(({ run, count }, index) => {
      const started = performance.now();
      run();
      times[index]?.push(((performance.now() - started) * 1000) / count);
    });
  }
  return candidates.map(({ name }, index) => {
    const sorted = (times[index] ?? []).sort((a, b) => a - b);
    const microseconds = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return { name, microseconds, best: sorted[0] ?? 0 };
  });
}

export function print(timings: readonly Timing[], base: string): void {
  const divisor = timings.find(({ name }) => name === base)?.microseconds ?? 1;
  for (const { name, microseconds } of timings) {
    const ratio = (microseconds / divisor).toFixed(2);
    console.log(
      `${name.padEnd(44)} ${microseconds.toFixed(1).padStart(9)} us ${ratio.padStart(8)} x ${base}`,
    );
  }
}
