import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/workers/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Much of the time is other processes' starting: no core is left idle for that.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Compiled validators and maps are loaded once a worker, not once a file.
    isolate: false,
  },
});
