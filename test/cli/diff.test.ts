/** `sampan diff` over a claim set of Thailand, with maps and profiles changed in a folder apart. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/channel/compare-translations.ts';
import { writtenDefinitions } from '../../src/cli/written-definitions.ts';
import { type Run, sampan } from './sampan.ts';

const channel = 'mappings/th/th-eclaim-16';
const input = `${channel}/samples/good-utf8-header/input`;

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sampan-diff-'));
}

/** The channel's maps, with one piece of one of them replaced. */
function changedMaps(file: string, from: string, to: string): string {
  const folder = emptyFolder();
  for (const path of globSync(`${channel}/*.map`)) cpSync(path, join(folder, basename(path)));
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(join(folder, file), text.replace(from, to));
  return folder;
}

function lineOf(file: string, text: string): number {
  const lines = readFileSync(join(channel, file), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

function diff(folder: string, ...more: readonly string[]): Promise<Run> {
  return sampan(['diff', '--channel', 'th-eclaim-16', '--with', folder, ...more, input]);
}

function changesOf(run: Run): readonly Change[] {
  return run.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Change);
}

const netRule = 'cha.AMOUNT as amount -> item.net as net then money(amount, net) "net"';
const wrongNet = 'cha -> item.net as net, net.value = 5, net.currency = \'THB\' "net"';

describe('sampan diff', () => {
  it('says that nothing changes', async () => {
    const run = await diff(channel);
    expect(run).toMatchObject({ code: 0, stdout: 'nothing changes\n' });
  });

  it('shows amounts by the rule that makes them now, and the verdicts that follow', async () => {
    const folder = changedMaps('claim.map', netRule, wrongNet);
    const run = await diff(folder, '--json');
    expect(run.code).toBe(1);
    const money = changesOf(run).filter(({ kind }) => kind === 'money');
    const map = `claim.map:${lineOf('claim.map', netRule)}`;
    expect(money.length).toBe(9);
    expect(money.every((change) => change.map === map && change.rule === 'net')).toBe(true);
    expect(money[0]).toMatchObject({
      unit: '260105000001',
      element: 'Claim.item[0].net.value',
      path: 'Bundle.entry[0].resource.item[0].net.value',
      before: '60.00',
      after: '5',
    });
    const verdicts = changesOf(run).filter(({ kind }) => kind === 'verdict');
    expect(new Set(verdicts.map(({ element }) => element))).toEqual(
      new Set(['state', 'TH-CLM-01']),
    );
    expect((await diff(folder, '--allow', 'money')).code).toBe(1);
    const allowed = await diff(folder, '--allow', 'money,verdict');
    expect(allowed.code).toBe(0);
    expect(allowed.stdout).toContain(`money by ${map} "net" (9 in 3 claims)\n`);
    expect(allowed.stdout).toContain('    and 6 more\n');
    expect(allowed.stdout.indexOf('verdict state')).toBe(0);
  });

  it('lets an element change, and names the old rule of one that vanishes', async () => {
    const rule = 'cht.DATE as date -> claim.created = date "created";';
    const other = changedMaps(
      'claim.map',
      rule,
      'cht -> claim.created = \'2026-01-31\' "created";',
    );
    const changed = await diff(other, '--json');
    expect(changed.code).toBe(0);
    expect(changesOf(changed).map(({ kind, element }) => `${kind} ${element}`)).toEqual(
      Array(3).fill('element Claim.created'),
    );
    const memo = 'cht.INVOICE_NO as number -> claim.identifier as identifier';
    const none = changedMaps(
      'claim.map',
      memo,
      `cht.INVOICE_NO as number where (false)
      -> claim.identifier as identifier`,
    );
    const gone = changesOf(await diff(none, '--json')).filter(({ after }) => after === undefined);
    expect(gone.length).toBeGreaterThan(0);
    for (const each of gone) expect(each.map).toMatch(/^common\.map:\d+$|^claim\.map:\d+$/);
  });

  it('runs changed profiles over the same claims', async () => {
    const folder = emptyFolder();
    const claim = writtenDefinitions('th').find(({ id }) => id === 'th-claim');
    const strict = structuredClone(claim) as unknown as StructureDefinition;
    for (const { element } of [strict.differential, strict.snapshot]) {
      const found = element.find(({ path }) => path === 'Claim.accident');
      if (found !== undefined) found.min = 1;
      else element.push({ id: 'Claim.accident', path: 'Claim.accident', min: 1 });
    }
    writeFileSync(join(folder, 'th-claim.json'), JSON.stringify(strict));
    const run = await diff(folder, '--json');
    expect(run.code).toBe(1);
    const states = changesOf(run).filter(({ element }) => element === 'state');
    expect(states.length).toBeGreaterThan(0);
    for (const each of states) expect(each).toMatchObject({ kind: 'verdict', after: 'rejected' });
  });

  it('refuses what it cannot do, and names it', async () => {
    expect(await diff(emptyFolder())).toMatchObject({ code: 2 });
    expect((await diff(channel, '--allow', 'all')).stderr).toContain('all is not money or verdict');
    const broken = await diff(changedMaps('claim.map', 'claim.created', 'claim.creatd'));
    expect(broken.code).toBe(2);
    expect(broken.stderr).toContain('did you mean created?');
  });
});

interface StructureDefinition {
  readonly differential: { readonly element: ElementDefinition[] };
  readonly snapshot: { readonly element: ElementDefinition[] };
}

interface ElementDefinition {
  readonly id: string;
  readonly path: string;
  min?: number;
}

describe('over what a gateway has kept', () => {
  const kept = emptyFolder();

  beforeAll(async () => {
    const env = { ...process.env, SAMPAN_DATA: kept, PORT: '0' };
    const bin = resolve('bin/sampan.mjs');
    const server = spawn(process.execPath, [bin, 'serve'], { env });
    const gone = once(server, 'exit');
    const sandbox = join(kept, 'sandbox.json');
    const written = () => (existsSync(sandbox) ? readFileSync(sandbox, 'utf8') : '');
    while (!written().endsWith('}\n') && server.exitCode === null)
      await new Promise((done) => setTimeout(done, 50));
    const { url } = JSON.parse(written()) as { readonly url: string };
    const sent = ['submit', '--to', url, '--channel', 'th-eclaim-16', input];
    spawnSync(process.execPath, [bin, ...sent], { env });
    server.kill('SIGKILL');
    await gone;
  }, 60_000);

  function diffKept(folder: string, ...more: readonly string[]): Promise<Run> {
    const args = ['--channel', 'th-eclaim-16', '--with', folder, '--data', kept];
    return sampan(['diff', ...args, ...more]);
  }

  it('finds the same changes as over the files that were sent', async () => {
    expect(await diffKept(channel)).toMatchObject({ code: 0, stdout: 'nothing changes\n' });
    const folder = changedMaps('claim.map', netRule, wrongNet);
    const run = await diffKept(folder, '--json');
    expect(run.code).toBe(1);
    const money = (of: Run) => changesOf(of).filter(({ kind }) => kind === 'money');
    expect(money(run)).toEqual(money(await diff(folder, '--json')));
    expect((await diffKept(folder, '--allow', 'money,verdict')).code).toBe(0);
  });

  it('says what is missing', async () => {
    const other = await sampan(['diff', '--channel', 'vn-xml', '--with', channel, '--data', kept]);
    expect([other.code, other.stderr]).toEqual([2, expect.stringMatching(/./)]);
    const none = await sampan(['diff', '--channel', 'th-eclaim-16', '--with', channel]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('--data')]);
  });
});
