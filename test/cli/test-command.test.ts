/** `sampan test` over samples copied to a folder of their own: diff, update, JUnit, watch. */
import { spawn } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampan } from './sampan.ts';

const source = 'mappings/th/th-eclaim-16';
const names = ['good-utf8-header', 'cht-01-total-differs'];

/** A channel's maps and two of its samples: `<folder>/th-eclaim-16`. */
function copyChannel(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'sampan-test-')), basename(source));
  for (const name of names) {
    cpSync(join(source, 'samples', name), join(folder, 'samples', name), { recursive: true });
  }
  for (const path of globSync(`${source}/*.map`)) cpSync(path, join(folder, basename(path)));
  return folder;
}

function expectedOf(folder: string): string {
  return join(folder, 'samples/good-utf8-header/expected.json');
}

function change(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(path, text.replace(from, to));
}

describe('sampan test', () => {
  it('shows what differs, line by line, and rewrites it when asked', async () => {
    const folder = copyChannel();
    expect(await sampan(['test', folder])).toMatchObject({
      code: 0,
      stdout: '2 passed, 0 failed\n',
    });
    const right = readFileSync(expectedOf(folder), 'utf8');
    change(expectedOf(folder), '"use": "claim"', '"use": "preauthorization"');
    const run = await sampan(['test', folder]);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^FAILED .*\/samples\/good-utf8-header\n/);
    expect(run.stdout).toMatch(/\n {2}- +"use": "preauthorization",\n {2}\+ +"use": "claim",\n/);
    expect(run.stdout.split('\n').length).toBeLessThan(12);
    expect(run.stdout).toMatch(/\n1 passed, 1 failed\n$/);
    expect((await sampan(['test', '--update', folder])).code).toBe(0);
    expect(readFileSync(expectedOf(folder), 'utf8')).toBe(right);
    expect((await sampan(['test', folder])).code).toBe(0);
  });

  it('writes JUnit XML for build servers', async () => {
    const folder = copyChannel();
    change(expectedOf(folder), '"use": "claim"', '"use": "<claim>"');
    const file = join(folder, 'junit.xml');
    expect((await sampan(['test', '--junit', file, folder])).code).toBe(1);
    const xml = readFileSync(file, 'utf8');
    expect(xml).toContain('<testsuite name="sampan" tests="2" failures="1">');
    expect(xml).toMatch(
      /<testcase classname="th-eclaim-16" name="cht-01-total-differs" time="\d+\.\d{3}"><\/testcase>/,
    );
    expect(xml).toContain('&quot;use&quot;: &quot;&lt;claim&gt;&quot;');
    expect(xml).not.toContain('<claim>');
  });

  it('names a folder without samples', async () => {
    const run = await sampan(['test', mkdtempSync(join(tmpdir(), 'sampan-none-'))]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('no samples below');
  });

  it('runs a channel again when one of its maps is saved', async () => {
    const folder = copyChannel();
    const watching = startWatching(folder);
    try {
      await watching.until(`watching ${folder}\n`);
      const map = join(folder, 'claim.map');
      change(map, 'claim.created = date', "claim.created = '2026-01-31'");
      const failed = await watching.until('failed\n');
      expect(failed).toMatch(/claim\.map \(\d+ ms\)\n/);
      expect(failed).toMatch(/\n {2}\+ +"created": "2026-01-31",\n/);
      expect(failed).toContain('1 passed, 1 failed');
      change(map, "claim.created = '2026-01-31'", 'claim.creatd = date');
      expect(await watching.until('did you mean created?\n')).toContain('claim.map:56:');
      change(map, 'claim.creatd = date', 'claim.created = date');
      expect(await watching.until('passed, 0 failed\n')).toContain('2 passed, 0 failed');
    } finally {
      watching.stop();
    }
  });
});

/** What the command prints, piece by piece. */
function startWatching(folder: string) {
  const child = spawn(process.execPath, [resolve('bin/sampan.mjs'), 'test', '--watch', folder]);
  let unread = '';
  let wake = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      unread += data.toString();
      wake();
    });
  }
  child.once('exit', () => wake());
  const until = async (text: string): Promise<string> => {
    while (!unread.includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${unread}`);
      await new Promise<void>((done) => {
        wake = done;
      });
    }
    const end = unread.indexOf(text) + text.length;
    const read = unread.slice(0, end);
    unread = unread.slice(end);
    return read;
  };
  return { until, stop: () => child.kill() };
}
