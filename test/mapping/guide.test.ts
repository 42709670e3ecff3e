/** The guide's files and commands, run as they stand there. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const text = readFileSync('docs/write-a-mapping.md', 'utf8');
const blocks = [...text.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, kind = '', file, body = '']) => ({ kind, file, body }),
);
const folder = mkdtempSync(join(tmpdir(), 'guide-'));
for (const { file, body } of blocks) if (file) writeFileSync(join(folder, file), body);

interface Step {
  readonly command: string;
  readonly output: string;
  /** Lines that stderr, or the trace, must hold. */
  readonly lines: readonly string[];
}

function steps(): Step[] {
  return blocks.flatMap(({ kind, body }, index) => {
    if (kind !== 'console') return [];
    const [first = '', ...output] = body.split('\n');
    const next = blocks[index + 1];
    const told = next?.kind === 'stderr' || next?.kind === 'trace' ? next.body : '';
    const lines = told.split('\n').filter((line) => line !== '');
    return [{ command: first.replace(/^\$ /, ''), output: output.join('\n'), lines }];
  });
}

describe('docs/write-a-mapping.md', () => {
  it('has files and commands', () => {
    expect(blocks.filter(({ file }) => file).length).toBeGreaterThan(3);
    expect(steps().length).toBeGreaterThan(3);
  });

  it.each(steps().map((step) => [step.command, step] as const))('%s', (command, step) => {
    const [, , ...args] = command.split(' ');
    const bin = resolve('bin/sampan.mjs');
    const run = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' });
    if (step.output !== '') expect(run.stdout).toBe(step.output);
    const trace = command.includes('--trace')
      ? readFileSync(join(folder, 'trace.ndjson'), 'utf8')
      : '';
    for (const line of step.lines) expect(`${run.stderr}${trace}`).toContain(line);
  });
});
