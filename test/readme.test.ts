import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampanProcess, splitCommand } from './cli/sampan.ts';

/**
 * Every `console` block of the README whose command is `npx sampan` is run as printed. A line `…`
 * stands for lines left out, and `…` inside a line for text left out.
 */
const blocks = [
  ...readFileSync('README.md', 'utf8').matchAll(/```console\n\$ npx (sampan .*)\n([\s\S]*?)```/g),
];

function pattern(expected: string): RegExp {
  const escaped = expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const open = escaped.replace(/^…\n/gm, '(?:.*\\n)*?').replaceAll('…', '.*?');
  return new RegExp(`^${open}$`);
}

describe('README', () => {
  it('has examples', () => expect(blocks.length).toBeGreaterThan(0));

  for (const [, command = '', expected = ''] of blocks) {
    it(`$ npx ${command}`, () => {
      const run = sampanProcess(splitCommand(command).slice(1));
      expect(run.stdout + run.stderr).toMatch(pattern(expected));
    });
  }
});
