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
  for (const file of globSync([...patterns]).sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

/** Runs the step unless its stamp is current. Returns its problems. */
export async function runStep(step: Step): Promise<readonly string[]> {
  const stamp = `${generated}/.stamps/${step.name}`;
  const print = fingerprint([...step.inputs, 'package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return [];
  const started = performance.now();
  const problems = await step.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(`compile: ${step.name} ${seconds} s`);
  if (problems.length === 0) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, print);
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
