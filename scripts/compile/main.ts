/** `npm run compile`: profiles/ and mappings/ to modules in src/generated/, what changed only. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { isCurrent, runStep, type Step } from './stamp.ts';
import { stages } from './steps.ts';

/** Runs every step, so that one folder's mistakes do not hide the others'. */
async function main(only: string | undefined): Promise<number> {
  let failed = 0;
  for (const stage of stages) {
    const steps = [stage].flat();
    const problems = await (steps.length === 1 ? inTurn(steps) : sideBySide(steps));
    for (const problem of problems) console.error(problem);
    failed += problems.length;
    if (steps.some(({ name }) => name === only)) break;
  }
  return failed === 0 ? 0 : 1;
}

async function inTurn(steps: readonly Step[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const step of steps) problems.push(...(await runStep(step)));
  return problems;
}

/** A thread a step, as many at once as there are processors. */
async function sideBySide(steps: readonly Step[]): Promise<readonly string[]> {
  const waiting = steps.filter((step) => !isCurrent(step)).values();
  const lane = async (): Promise<readonly string[]> => {
    const problems: string[] = [];
    for (const { name } of waiting) {
      const thread = new Worker(new URL(import.meta.url), { workerData: name });
      const [found] = await once(thread, 'message');
      problems.push(...found);
    }
    return problems;
  };
  return (await Promise.all(Array.from({ length: availableParallelism() }, lane))).flat();
}

if (isMainThread) {
  const at = process.argv.indexOf('--only');
  process.exitCode = await main(at === -1 ? undefined : process.argv[at + 1]);
} else {
  const step = stages.flat().find(({ name }) => name === workerData);
  parentPort?.postMessage(step === undefined ? [`no step ${workerData}`] : await runStep(step));
}
