/** Maps survive being rendered, and being written as StructureMap resources and read again. */
import { describe, expect, it } from 'vitest';
import { instantiateMap } from '../../src/cli/instantiate-map.ts';
import { compileMaps, type MapFile } from '../../src/mapping/compile.ts';
import { parseMap } from '../../src/mapping/parse/map.ts';
import { renderMap } from '../../src/mapping/render.ts';
import { readStructureMap } from '../../src/mapping/resource/read.ts';
import { writeStructureMap } from '../../src/mapping/resource/write.ts';
import { caseNames, context, has, mapsOf, model, sourceOf } from './cases.ts';

const runnable = caseNames.filter((name) => has(name, 'expected.json'));

function resultOf(maps: readonly MapFile[], name: string): string {
  const { code, problems } = compileMaps({ maps, conceptMaps: [], model });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return JSON.stringify(instantiateMap(code)(sourceOf(name), context()));
}

describe.each(runnable)('%s', (name) => {
  const maps = mapsOf(name);
  const before = resultOf(maps, name);

  it('means the same after rendering, which is stable', () => {
    const rendered = maps.map(({ file, text }) => ({
      file,
      text: renderMap(parseMap(file, text).map),
    }));
    expect(resultOf(rendered, name)).toBe(before);
    for (const { file, text } of rendered) expect(renderMap(parseMap(file, text).map)).toBe(text);
  });

  it.each(['4.0', '5.0'] as const)('means the same as a StructureMap of FHIR %s', (version) => {
    const resources = maps.map(({ file, text }) => {
      const resource = writeStructureMap(parseMap(file, text).map, version);
      return { file, text: JSON.stringify(resource, null, 2) };
    });
    expect(resultOf(resources, name)).toBe(before);
    for (const { file, text } of resources) {
      const again = writeStructureMap(readStructureMap(file, text).map, version);
      expect(JSON.stringify(again, null, 2)).toBe(text);
    }
  });
});

it('refuses what is no JSON, and what is no StructureMap', () => {
  expect(readStructureMap('a.json', '{\n "a": }').problems).toMatchObject([{ file: 'a.json' }]);
  expect(readStructureMap('a.json', '{"resourceType":"Patient"}').problems).toHaveLength(1);
});
