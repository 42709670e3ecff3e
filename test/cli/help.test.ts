import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { sampan, sampanProcess, splitCommand } from './sampan.ts';

const samples = 'mappings/th/th-eclaim-16/samples';
const patient = 'test/cli/cases/validate/patient.json';
const statement = ['statement', '--statement', 'vn-79a', '--period', '2025-Q4'];

/** Commands that keep running or need a server: their examples are run by their own tests. */
const servers = new Set(['serve', 'submit', 'simulate', 'load', 'replay']);

describe('help', () => {
  for (const command of createProgram().commands) {
    const name = command.name();
    it(`${name} --help tells what it does, and gives an example`, async () => {
      const { code, stdout } = await sampan([name, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(command.description().slice(0, 40));
      expect(stdout).toMatch(/Example:\n {2}sampan /);
    });
    if (servers.has(name)) continue;
    it(`${name}'s example runs as printed`, async () => {
      const { stdout } = await sampan([name, '--help']);
      const line = /Example:\n {2}sampan (.*)/.exec(stdout)?.[1] ?? '';
      const run = await sampan(splitCommand(line));
      expect(run.stderr).not.toMatch(/\n\s+at .*\(/);
      expect([run.code, run.stderr]).toEqual([0, expect.any(String)]);
      expect(run.stdout).not.toBe('');
    });
  }
});

describe('a process of its own', () => {
  it.each([
    [['fhirpath', '1 + 1', 'test/cli/cases/fhirpath/claim.json'], 0, /^\[2\]\n$/, /^$/],
    [['validate', 'test/cli/cases/validate/cut.json'], 1, /SAMPAN-JSON-SYNTAX/, /1 fatal/],
    [['convert'], 2, /^$/, /--channel/],
  ])('%j exits with %i', (args, code, stdout, stderr) => {
    const said = [expect.stringMatching(stdout), expect.stringMatching(stderr)];
    expect(Object.values(sampanProcess(args))).toEqual([code, ...said]);
  });
});

describe('wrong usage', () => {
  it.each([
    [['convert'], /--channel/],
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
    [['convert', '--channel', 'nope', patient], /no channel nope; there is .*, fhir\n/],
    [['simulate', 'portal', '--channel', 'vn-xml', '--person', 'no/such'], /no\/such/],
    [['validate', '--date', 'x', patient], /a day is written as 2026-01-31/],
    [['validate', samples], /it is a folder, and a file is wanted/],
    [['export', '--channel', 'th-eclaim-16', 'no-such-file'], /no-such-file: no such file/],
    [['export', '--channel', 'th-eclaim-16', patient], /patient.json, line 1: no Bundle as JSON/],
    [[...statement, 'no-such-file'], /no-such-file: no such file/],
    [[...statement, samples], /it is a folder/],
    [['receipt', 'verify', '--keys', patient, patient], /holds no JSON Web Key Set/],
    [['transform', '--map', 'no.map', patient], /no.map: no such file/],
    [['submit', '--to', 'here', '--channel', 'fhir', patient], /it must be a URL such as/],
    [['convert', '--channel', 'th-eclaim-16', '--language', 'xx', 'mappings'], /en, th, vi, zh/],
  ])('%j exits 2 with one clear line', async (args, message) => {
    const { code, stdout, stderr } = await sampan(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at .*\(/);
  });
});
