import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { sampan, splitCommand } from './sampan.ts';

/** Commands that keep running or need a server: their examples are run by their own tests. */
const servers = new Set(['serve', 'submit', 'simulate', 'load', 'replay']);

describe('help', () => {
  for (const command of createProgram().commands) {
    const name = command.name();
    it(`${name} --help tells what it does, and gives an example`, () => {
      const { code, stdout } = sampan([name, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(command.description().slice(0, 40));
      expect(stdout).toMatch(/Example:\n {2}sampan /);
    });
    if (servers.has(name)) continue;
    it(`${name}'s example runs as printed`, () => {
      const { stdout } = sampan([name, '--help']);
      const line = /Example:\n {2}sampan (.*)/.exec(stdout)?.[1] ?? '';
      const run = sampan(splitCommand(line));
      expect(run.stderr).not.toMatch(/\n\s+at .*\(/);
      expect([run.code, run.stderr]).toEqual([0, expect.any(String)]);
      expect(run.stdout).not.toBe('');
    });
  }
});

describe('wrong usage', () => {
  it.each([
    [['convert'], /--channel/],
    [['convert', '--channel', 'nope', '.'], /no channel nope; there is .*th-eclaim-16/],
    [['convert', '--channel', 'th-eclaim-16', 'no/such/folder'], /no such file or folder/],
    [
      [
        'explain',
        '--channel',
        'th-eclaim-16',
        '--at',
        '((',
        'mappings/th/th-eclaim-16/samples/good-utf8-header/input',
      ],
      /./,
    ],
    [['nonsense'], /unknown command/],
    [['convert', '--channel', 'th-eclaim-16', '--language', 'xx', 'mappings'], /en, th, vi, zh/],
  ])('%j exits 2 with one clear line', (args, message) => {
    const { code, stdout, stderr } = sampan(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at .*\(/);
  });
});
