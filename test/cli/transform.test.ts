/** `sampan transform` as its users call it. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampan } from './sampan.ts';

const cases = 'test/mapping/cases';
const models = ['--definitions', 'test/mapping/models.json'];

async function transform(...args: string[]) {
  const { code, stdout, stderr } = await sampan(['transform', ...args]);
  return { status: code, out: stdout, err: stderr };
}

describe('transform', () => {
  it('prints the result and ends with 0', async () => {
    const { status, out, err } = await transform(
      ...['--map', `${cases}/groups/main.map`, ...models, `${cases}/groups/source.json`],
    );
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toBe(readFileSync(`${cases}/groups/expected.json`, 'utf8'));
  });

  it('finds imported maps beside the map', async () => {
    const { status, out } = await transform(
      ...['--map', `${cases}/typed-groups/main.map`, `${cases}/typed-groups/source.json`],
    );
    expect(status).toBe(0);
    expect(out).toBe(readFileSync(`${cases}/typed-groups/expected.json`, 'utf8'));
  });

  it('reports every error of a map with its place, prints nothing and ends with 1', async () => {
    const { status, out, err } = await transform(
      ...['--map', `${cases}/syntax-errors/main.map`, ...models, `${cases}/groups/source.json`],
    );
    expect({ status, out }).toEqual({ status: 1, out: '' });
    for (const line of [3, 4, 7, 8, 9, 10, 11, 14]) expect(err).toContain(`main.map:${line}:`);
  });

  it('prints the result and ends with 1 if the run left an error', async () => {
    const { status, out, err } = await transform(
      ...['--map', `${cases}/only-one/main.map`, ...models, `${cases}/only-one/source.json`],
    );
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({ text: 'a long name' });
    expect(err).toContain('SAMPAN-MAP-CARDINALITY element=tags count=3');
  });

  it('ends with 2 for a file that is not there', async () => {
    const { status, err } = await transform('--map', 'nothing.map', `${cases}/groups/source.json`);
    expect(status).toBe(2);
    expect(err).toContain('nothing.map');
  });

  it('ends with 1 for a source that is no JSON', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'transform-')), 'broken.json');
    writeFileSync(file, '{ "name": ');
    const { status, err } = await transform('--map', `${cases}/groups/main.map`, ...models, file);
    expect(status).toBe(1);
    expect(err).toContain('broken.json:1:');
  });

  it('writes where each element came from', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'transform-')), 'trace.ndjson');
    const source = `${cases}/groups/source.json`;
    await transform('--map', `${cases}/groups/main.map`, ...models, '--trace', file, source);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const entries = lines.map((line) => JSON.parse(line));
    expect(entries).toContainEqual(
      expect.objectContaining({ target: 'Right.box[0].notes[1]', sources: ['part[0].notes[1]'] }),
    );
  });

  it.each(['r4', 'r5'])('prints a map as a StructureMap of %s that runs the same', async (form) => {
    const printed = await transform('--map', `${cases}/groups/main.map`, '--print', form);
    const file = join(mkdtempSync(join(tmpdir(), 'transform-')), 'map.json');
    writeFileSync(file, printed.out);
    const { out } = await transform('--map', file, ...models, `${cases}/groups/source.json`);
    expect(out).toBe(readFileSync(`${cases}/groups/expected.json`, 'utf8'));
  });
});
