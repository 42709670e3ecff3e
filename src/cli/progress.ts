/** A progress bar on a terminal; in a pipe, nothing. */
const barColumns = 30;
const refreshMs = 100;

export interface Progress {
  update(done: number, of: number): void;
  end(): void;
}

export function startProgress(label: string): Progress {
  if (!process.stderr.isTTY) return { update() {}, end() {} };
  let last = 0;
  let drawn = false;
  return {
    update(done, of) {
      const now = performance.now();
      if (now - last < refreshMs) return;
      last = now;
      drawn = true;
      const filled = Math.round((done / Math.max(of, 1)) * barColumns);
      const bar = '#'.repeat(filled).padEnd(barColumns, '.');
      process.stderr.write(`\r${label} [${bar}] ${done}/${of}`);
    },
    end() {
      if (drawn) process.stderr.write('\r\u001b[K');
    },
  };
}
