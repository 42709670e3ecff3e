/** The calls that make files and folders last, in their order. */
import fs, { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepFile, makeFolder } from '../../src/adapters/durable-files.ts';
import { openSqlite } from '../../src/adapters/sqlite/runner.ts';

let folder: string;
let calls: string[];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sampan-durable-')));
  calls = [];
  const { fsyncSync, openSync, renameSync } = fs;
  const opened = new Map<number, unknown>();
  const name = (path: unknown) => relative(folder, String(path)) || '.';
  vi.spyOn(fs, 'openSync').mockImplementation((path, ...how) => {
    const handle = openSync(path, ...how);
    opened.set(handle, path);
    return handle;
  });
  vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
    calls.push(`sync ${name(opened.get(handle))}`);
    fsyncSync(handle);
  });
  vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    calls.push(`rename ${name(from)} ${name(to)}`);
    renameSync(from, to);
  });
  syncBuiltinESMExports();
});

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true });
});

it('replaces a file when all of it is on the disk', () => {
  const file = join(folder, 'keys');
  for (const text of ['one', 'two']) {
    calls.length = 0;
    keepFile(file, text);
    expect(calls).toEqual(['sync keys.next', 'rename keys.next keys', 'sync .']);
    expect(readFileSync(file, 'utf8')).toBe(text);
  }
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('leaves the old file as it was if the new one cannot be written', () => {
  const file = join(folder, 'keys');
  keepFile(file, 'one');
  vi.mocked(fs.fsyncSync).mockImplementation(() => {
    throw new Error('EIO');
  });
  expect(() => keepFile(file, 'two')).toThrow('EIO');
  expect(readFileSync(file, 'utf8')).toBe('one');
});

it('makes a folder with all above it that is missing', () => {
  makeFolder(join(folder, 'a/b/c'));
  expect(calls).toEqual(['sync a/b', 'sync a', 'sync .']);
  makeFolder(join(folder, 'a/b/c'));
  expect(calls).toHaveLength(3);
});

it('makes the folder of a store that way', async () => {
  const runner = await openSqlite(join(folder, 'data'));
  await runner.close();
  expect(calls).toEqual(['sync .']);
});
