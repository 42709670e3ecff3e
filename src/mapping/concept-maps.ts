/** Concept maps, from blocks in FML and from resources of R4 or R5, as tables for the run. */
import type { ConceptMapBlock, Relationship, StructureMap } from './ast.ts';
import type { CompiledConceptMap, CompiledGroup, CompiledTarget } from './runtime/translate.ts';

/** Lower is better. */
type Rank = 0 | 1 | 2;

interface RankedTarget extends CompiledTarget {
  readonly rank: Rank;
}

/**
 * Which relationships give a translation, best first. A target that is narrower than the source, or
 * unrelated, gives none. https://hl7.org/fhir/R4/valueset-concept-map-equivalence.html
 */
const RANKS: Readonly<Record<string, Rank>> = {
  equal: 0,
  equivalent: 0,
  relatedto: 1,
  'related-to': 1,
  wider: 1,
  subsumes: 1,
  'source-is-narrower-than-target': 1,
  inexact: 2,
};

interface Row {
  readonly source: string;
  readonly target: string;
  readonly code: string;
  readonly to: RankedTarget;
}

type MutableGroup = { -readonly [K in keyof CompiledGroup]: CompiledGroup[K] } & {
  codes: Record<string, CompiledTarget | null>;
};

class Groups {
  readonly #groups = new Map<string, MutableGroup>();
  /** Of each code, the rank of the target it has so far. */
  readonly #ranks = new Map<string, Rank>();

  group(source: string, target: string): MutableGroup {
    const key = JSON.stringify([source, target]);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const made: MutableGroup = { source, target, codes: {} };
    this.#groups.set(key, made);
    return made;
  }

  add({ source, target, code, to }: Row): void {
    const { codes } = this.group(source, target);
    const key = JSON.stringify([source, target, code]);
    const best = this.#ranks.get(key) ?? Number.POSITIVE_INFINITY;
    if (to.rank > best || (to.rank === best && codes[code]?.code === to.code)) return;
    this.#ranks.set(key, to.rank);
    const { rank, ...bare } = to;
    const value = rank === best ? null : bare;
    Object.defineProperty(codes, code, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }

  list(): CompiledGroup[] {
    return [...this.#groups.values()];
  }
}

function fromBlock(map: StructureMap, block: ConceptMapBlock): CompiledConceptMap {
  const groups = new Groups();
  for (const { relationship, source, sourceSystem, target, targetSystem } of block.pairs) {
    const rank = RANKS[relationship];
    if (rank === undefined) continue;
    groups.add({
      source: sourceSystem,
      target: targetSystem,
      code: source,
      to: { code: target, rank },
    });
  }
  for (const { system, mode, value } of block.unmapped) {
    if (mode === 'other-map') continue;
    const group = groups.list().find(({ source }) => source === system) ?? groups.group(system, '');
    const unmapped = value === undefined ? { mode } : { mode, code: value };
    Object.assign(group, { unmapped });
  }
  return { url: `${map.url}#${block.id}`, groups: groups.list() };
}

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function addElement(groups: Groups, group: Json, element: Json): void {
  const code = string(element.code);
  if (code === undefined) return;
  const source = string(group.source) ?? '';
  const target = string(group.target) ?? '';
  for (const each of objects(element.target)) {
    const how = string(each.equivalence) ?? string(each.relationship) ?? 'related-to';
    const rank = RANKS[how];
    const to = string(each.code);
    if (rank === undefined || to === undefined) continue;
    const display = string(each.display);
    groups.add({
      source,
      target,
      code,
      to: { code: to, rank, ...(display === undefined ? {} : { display }) },
    });
  }
}

/** R4: provided | fixed | other-map; R5: use-source-code | fixed | other-map. */
function addUnmapped(groups: Groups, group: Json): void {
  const unmapped = group.unmapped;
  if (!isJson(unmapped)) return;
  const mode = string(unmapped.mode);
  const into = groups.group(string(group.source) ?? '', string(group.target) ?? '');
  if (mode === 'provided' || mode === 'use-source-code')
    into.unmapped = { mode: 'use-source-code' };
  const code = string(unmapped.code);
  if (mode !== 'fixed' || code === undefined) return;
  const display = string(unmapped.display);
  into.unmapped = { mode, code, ...(display === undefined ? {} : { display }) };
}

/** A ConceptMap resource; undefined for anything else. */
function fromResource(resource: unknown): (CompiledConceptMap & { id: string }) | undefined {
  if (!isJson(resource) || resource.resourceType !== 'ConceptMap') return undefined;
  const groups = new Groups();
  for (const group of objects(resource.group)) {
    for (const element of objects(group.element)) addElement(groups, group, element);
    addUnmapped(groups, group);
  }
  const id = string(resource.id) ?? '';
  return { url: string(resource.url) ?? `#${id}`, id, groups: groups.list() };
}

export type FindConceptMap = (map: StructureMap, url: string) => CompiledConceptMap | undefined;

/** `#id` means a map's own concept map, else one given beside it; anything else is a URL. */
export function conceptMapFinder(
  maps: readonly StructureMap[],
  resources: readonly unknown[],
): FindConceptMap {
  const given = resources.map(fromResource).filter((each) => each !== undefined);
  const local = (map: StructureMap, id: string): CompiledConceptMap | undefined => {
    const block = map.conceptMaps.find((each) => each.id === id);
    if (block !== undefined) return fromBlock(map, block);
    const contained = map.contained
      .map(fromResource)
      .find((each) => each?.id.replace(/^#/, '') === id);
    return contained ?? given.find((each) => each.id === id);
  };
  return (map, url) => {
    if (url.startsWith('#')) return local(map, url.slice(1));
    const [canonical = '', fragment] = url.split('#');
    const bare = canonical.replace(/\|.*$/, '');
    const owner = fragment === undefined ? undefined : maps.find((each) => each.url === bare);
    if (owner !== undefined && fragment !== undefined) return local(owner, fragment);
    const own = map.conceptMaps.find((each) => each.id === bare);
    return own === undefined
      ? given.find((each) => each.url.replace(/\|.*$/, '') === bare)
      : fromBlock(map, own);
  };
}

export type { Relationship };
