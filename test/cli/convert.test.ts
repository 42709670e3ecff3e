import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildZip } from '../wire/build-zip.ts';
import { sampan } from './sampan.ts';

const samples = 'mappings/th/th-eclaim-16/samples';
const good = `${samples}/good-utf8-header/input`;
const folder = mkdtempSync(join(tmpdir(), 'sampan-convert-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function convert(...args: readonly string[]) {
  return sampan(['convert', '--channel', 'th-eclaim-16', ...args]);
}

describe('convert', () => {
  let expected = '';
  beforeAll(async () => {
    expected = (await convert(good)).stdout;
  });

  it('writes one bundle a line and nothing else on stdout', () => {
    const lines = expected.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(JSON.parse(line).resourceType).toBe('Bundle');
  });

  it('gives the same bytes for a folder, a zip with a folder or without, and files', async () => {
    const names = readdirSync(good);
    const entries = names.map((name) => ({ name, content: readFileSync(join(good, name)) }));
    const zip = write('set.zip', buildZip(entries));
    const inFolder = entries.map(({ name, content }) => ({ name: `march/${name}`, content }));
    const nested = write('nested.zip', buildZip(inFolder));
    for (const paths of [[zip], [nested], names.map((name) => join(good, name))]) {
      const { code, stdout } = await convert(...paths);
      expect(code).toBe(0);
      expect(stdout).toBe(expected);
    }
  });

  it('writes the outcome of the set first, then one a unit in input order', async () => {
    const file = join(folder, 'outcomes.ndjson');
    const { code } = await convert('--diagnostics', file, `${samples}/bad-utf8-header/input`);
    expect(code).toBe(1);
    const outcomes = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const units = outcomes.map(({ extension }) => extension?.[0]?.valueString);
    const visits = ['260105000001', '260106000002', '260106000003'];
    expect(units).toEqual([undefined, ...visits, '690000001']);
    for (const { resourceType } of outcomes) expect(resourceType).toBe('OperationOutcome');
  });

  it('--all also prints the bundles of units with errors', async () => {
    const input = `${samples}/bad-utf8-header/input`;
    expect((await convert(input)).stdout.trimEnd().split('\n')).toHaveLength(1);
    expect((await convert('--all', input)).stdout.trimEnd().split('\n')).toHaveLength(4);
  });

  it('speaks the language asked for', async () => {
    const { stderr } = await convert('--language', 'th', `${samples}/bad-utf8-header/input`);
    expect(stderr).toContain('ที่ถูกต้อง');
  });
});

describe('garbage', () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251);
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const set = new Map([
    ['not-a-zip.zip', noise],
    ['cut.zip', buildZip([{ name: 'INS.txt', content: 'x' }]).subarray(0, 40)],
  ]);

  it.each([...set.keys()])('%s is told in one finding, with exit code 1', async (name) => {
    const { code, stdout, stderr } = await convert(write(name, set.get(name) ?? ''));
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^(fatal|error)/);
    if (name.startsWith('SAMPAN-')) expect(stderr).toContain(name.slice(0, -4));
    expect(stderr).not.toMatch(/\n\s+at .*\(/);
  });

  it('bytes that are no text in every file of a set', async () => {
    const inside = join(folder, 'noise');
    mkdirSync(inside);
    for (const name of readdirSync(good)) writeFileSync(join(inside, name), noise);
    const { code, stdout, stderr } = await convert(inside);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^(fatal|error)/);
  });

  it('control characters of the input do not reach the terminal', async () => {
    const inside = join(folder, 'controls');
    mkdirSync(inside);
    for (const name of readdirSync(good)) {
      const text = readFileSync(join(good, name), 'utf8');
      writeFileSync(join(inside, name), text.replace('|I10|', '|I1.\u001b[31m|'));
    }
    const { code, stderr } = await convert(inside);
    expect(code).toBe(1);
    expect(stderr).not.toContain('\u001b');
    expect(stderr).toContain('<U+001B>');
  });

  it('an empty folder cannot be read', async () => {
    const { code, stderr } = await convert(empty);
    expect([code, stderr]).toEqual([2, expect.stringContaining('holds no files')]);
  });
});
