/** Skips a step whose inputs have not changed since it last ran. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const generated = 'src/generated';

export interface Step {
  readonly name: string;
  /** Glob patterns of everything the step's output depends on. */
  readonly inputs: readonly string[];
  /** Writes the step's files; throws nothing, returns problems that stop the build. */
  readonly run: () => Promise<readonly string[]>;
}

function fingerprint(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns, 'package-lock.json']);
  for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function stampOf({ name }: Step): string {
  return `${generated}/.stamps/${name}`;
}

/** Nothing has changed since it last ran. */
export function isCurrent(step: Step): boolean {
  const stamp = stampOf(step);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(step.inputs);
}

/** Runs the step unless it is current. Returns its problems. */
export async function runStep(step: Step): Promise<readonly string[]> {
  if (isCurrent(step)) return [];
  const print = fingerprint(step.inputs);
  const started = performance.now();
  const problems = await step.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(`compile: ${step.name} ${seconds} s`);
  if (problems.length === 0) {
    mkdirSync(dirname(stampOf(step)), { recursive: true });
    writeFileSync(stampOf(step), print);
  }
  return problems;
}

/** Writes a module of `src/generated` with its declaration beside it. */
export function writeModule(path: string, code: string, declaration: string): void {
  const file = `${generated}/${path}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.js`, `// Written by npm run compile; changes here are lost.\n${code}`);
  writeFileSync(`${file}.d.ts`, declaration);
}
