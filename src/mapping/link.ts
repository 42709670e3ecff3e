/** Joins the maps of one compilation: imports, groups by name, groups by types. */
import type { Group, StructureMap } from './ast.ts';
import { nearMiss } from './near-miss.ts';
import { type Problem, problemAt } from './problem.ts';
import type { Types } from './types.ts';

export interface LinkedGroup {
  readonly map: StructureMap;
  readonly group: Group;
  readonly id: number;
}

export interface Program {
  readonly types: Types;
  readonly groups: readonly LinkedGroup[];
  /** Groups a map can call: its own, then those of what it imports. */
  visible(map: StructureMap): readonly LinkedGroup[];
  group(map: StructureMap, name: string): LinkedGroup | undefined;
  /** The default group for a pair of types, or for a source type alone (`<<type+>>`). */
  byTypes(map: StructureMap, source: string, target?: string): LinkedGroup | undefined;
}

/** `http://x/*Map*` as an import means every URL of that form. */
function importPattern(url: string): RegExp {
  const parts = url.replace(/\|.*$/, '').split('*');
  return new RegExp(
    `^${parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`,
  );
}

/** True if a map of this URL is what an import asks for. */
export function answersTo(imported: string, url: string): boolean {
  return importPattern(imported).test(url);
}

function reach(map: StructureMap, maps: readonly StructureMap[]): StructureMap[] {
  const reached = [map];
  for (const from of reached) {
    for (const { url } of from.imports) {
      const pattern = importPattern(url);
      for (const other of maps)
        if (pattern.test(other.url) && !reached.includes(other)) reached.push(other);
    }
  }
  return reached;
}

export function linkMaps(maps: readonly StructureMap[], types: Types): Program {
  let next = 0;
  const byMap = new Map<StructureMap, LinkedGroup[]>();
  for (const map of maps) {
    byMap.set(
      map,
      map.groups.map((group) => ({ map, group, id: next++ })),
    );
  }
  const seen = new Map<StructureMap, readonly LinkedGroup[]>();
  function visible(map: StructureMap): readonly LinkedGroup[] {
    const known = seen.get(map);
    if (known !== undefined) return known;
    const list = reach(map, maps).flatMap((each) => byMap.get(each) ?? []);
    seen.set(map, list);
    return list;
  }
  return {
    types,
    groups: [...byMap.values()].flat(),
    visible,
    group: (map, name) => visible(map).find(({ group }) => group.name === name),
    byTypes: (map, source, target) =>
      visible(map).find((linked) => handles(linked, { source, target, types })),
  };
}

interface Pair {
  readonly source: string;
  readonly target: string | undefined;
  readonly types: Types;
}

function handles({ map, group }: LinkedGroup, { source, target, types }: Pair): boolean {
  const [from, to] = group.parameters;
  if (group.typeMode === 'none' || group.parameters.length !== 2) return false;
  if (from?.mode !== 'source' || to?.mode !== 'target' || !from.type || !to.type) return false;
  if (target === undefined && group.typeMode !== 'type-and-types') return false;
  if (types.resolve(map, from.type) !== source) return false;
  return target === undefined || types.resolve(map, to.type) === target;
}

/** Imports nothing answers to, groups declared twice, parents that do not exist. */
export function checkLinks(program: Program, maps: readonly StructureMap[]): Problem[] {
  const problems: Problem[] = [];
  for (const map of maps) {
    for (const { url, at } of map.imports) {
      const pattern = importPattern(url);
      if (maps.some((other) => pattern.test(other.url))) continue;
      const message = `no map given answers to the import "${url}"`;
      problems.push(problemAt(map.source, at, { code: 'map-name', severity: 'warning', message }));
    }
    const names = new Set<string>();
    for (const group of map.groups) {
      if (names.has(group.name)) {
        const message = `the group \`${group.name}\` is declared twice`;
        problems.push(problemAt(map.source, group.at, { code: 'map-group', message }));
      }
      names.add(group.name);
      if (group.extends !== undefined && program.group(map, group.extends) === undefined) {
        problems.push(unknownGroup(program, map, { name: group.extends, at: group.at }));
      }
    }
  }
  return problems;
}

export function unknownGroup(
  program: Program,
  map: StructureMap,
  { name, at }: { readonly name: string; readonly at: number },
): Problem {
  const hint = nearMiss(
    name,
    program.visible(map).map(({ group }) => group.name),
  );
  return problemAt(map.source, at, {
    code: 'map-group',
    message: `no group \`${name}\` in this map or in what it imports`,
    found: name,
    ...(hint === undefined ? {} : { hint }),
  });
}
