/** Compiled maps are plain modules: they run where making code from text is forbidden. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileMaps } from '../../src/mapping/compile.ts';
import { mapsOf, model, readCase } from './cases.ts';

const names = ['groups', 'where-check-log', 'typed-groups', 'translate'];

describe.each(names)('the module of %s', (name) => {
  const compiled = compileMaps({ maps: mapsOf(name), conceptMaps: [], model });

  it('has one export and no import', () => {
    for (const code of [compiled.code, compiled.tracedCode]) {
      expect(code.match(/^export /gm)).toHaveLength(1);
      expect(code).not.toMatch(/\bimport\b|\beval\b|\bnew Function\b/);
    }
  });

  it('is the same text each time it is made', () => {
    expect(compileMaps({ maps: mapsOf(name), conceptMaps: [], model })).toEqual(compiled);
  });

  it('runs without code generation', () => {
    const folder = mkdtempSync(join(tmpdir(), 'module-'));
    writeFileSync(join(folder, 'map.mjs'), compiled.code);
    const runtime = pathToFileURL(resolve('src/mapping/runtime/index.ts')).href;
    writeFileSync(
      join(folder, 'run.mjs'),
      `import { createMap } from './map.mjs';
       import { runtime } from '${runtime}';
       const context = { findings: [], uuid: () => 'id-1' };
       const result = createMap(runtime)(${readCase(name, 'source.json')}, context);
       process.stdout.write(JSON.stringify(result, null, 2) + '\\n');`,
    );
    const flag = '--disallow-code-generation-from-strings';
    const run = spawnSync(process.execPath, [flag, join(folder, 'run.mjs')], { encoding: 'utf8' });
    expect(run.stdout).toBe(readCase(name, 'expected.json'));
  });
});
