/** A channel with the maps or the profiles of another folder in place of its own, in memory. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ChannelModule, TracedMap } from '../channel/module.ts';
import { createTypeModel, type TypeModel } from '../fhir/model.ts';
import { joinProfiles, type ProfileSet } from '../profile/runtime/index.ts';
import { loadModules } from './catalogue.ts';
import { type ChannelMap, compileChannelMaps } from './compile-channel-maps.ts';
import { instantiateProfiles } from './compile-profiles.ts';
import { UsageError } from './exit.ts';
import { instantiateMap, instantiateTracedMap } from './instantiate-map.ts';
import { r4Definitions } from './r4-definitions.ts';
import { readJson } from './read-file.ts';
import { type Conformance, countryDefinitions, ofType } from './written-definitions.ts';

export interface ChangedChannel {
  readonly channel: ChannelModule;
  readonly profiles: ProfileSet;
}

const definitionTypes: readonly unknown[] = ['StructureDefinition', 'ValueSet', 'CodeSystem'];

/** Definitions as JSON below the folder, and maps (`*.map`, `*.ConceptMap.json`) in it. */
export async function changeChannel(
  channel: ChannelModule,
  folder: string,
): Promise<ChangedChannel> {
  const handed = definitionsIn(folder);
  const maps = globSync(`${folder}/*.map`);
  if (maps.length + handed.length === 0) {
    throw new UsageError(`${folder} holds neither maps (*.map) nor definitions (*.json)`);
  }
  const definitions = replaceByUrl(countryDefinitions(channel.definition.country), handed);
  const modules = await loadModules();
  const changed = handed.length === 0 ? [] : [compileDefinitions(definitions, handed)];
  return {
    channel: maps.length === 0 ? channel : withMapsOf(channel, folder, openGround(definitions)),
    profiles: joinProfiles([...modules, ...changed]),
  };
}

/** Files of samples are input, never definitions. */
function definitionsIn(folder: string): readonly Conformance[] {
  const paths = globSync(`${folder}/**/*.json`).sort();
  return paths
    .filter((path) => !path.slice(folder.length).includes('/samples/'))
    .map((path) => readJson(path) as Conformance)
    .filter(({ resourceType }) => definitionTypes.includes(resourceType));
}

function replaceByUrl(
  own: readonly Conformance[],
  handed: readonly Conformance[],
): readonly Conformance[] {
  const urls = new Set(handed.map(({ url }) => url));
  return [...own.filter(({ url }) => !urls.has(url)), ...handed];
}

/** All of the country's validators again: one may have taken in what another one says. */
function compileDefinitions(all: readonly Conformance[], handed: readonly Conformance[]) {
  const base = r4Definitions();
  const structures = ofType(all, 'StructureDefinition');
  const { profiles, problems } = instantiateProfiles({
    definitions: [...base.structures, ...structures],
    valueSets: [...base.valueSets, ...ofType(all, 'ValueSet')],
    codeSystems: [...base.codeSystems, ...ofType(all, 'CodeSystem')],
    roots: structures.map(({ url }) => url),
  });
  const urls = new Set(handed.map(({ url }) => url));
  const errors = problems.filter(
    ({ severity, profile }) => severity === 'error' && urls.has(profile ?? ''),
  );
  if (errors.length > 0) {
    const lines = errors.map((each) => `${each.profile} ${each.element ?? ''}: ${each.message}`);
    throw new UsageError(lines.join('\n'));
  }
  return profiles;
}

/** What maps of a country are compiled against; opening it takes longer than a compilation. */
export interface MapGround {
  readonly definitions: readonly Conformance[];
  readonly model: TypeModel;
}

export function openGround(definitions: readonly Conformance[]): MapGround {
  const structures = [...r4Definitions().structures, ...ofType(definitions, 'StructureDefinition')];
  return { definitions, model: createTypeModel(structures) };
}

/** With the maps of the folder; a UsageError tells everything that is wrong with them. */
export function withMapsOf(
  channel: ChannelModule,
  path: string,
  ground: MapGround,
  traced: (map: ChannelMap) => TracedMap = tracedWhenAsked,
): ChannelModule {
  const { country, versions } = channel.definition;
  const units = versions.flatMap((each) => Object.values(each.units));
  const shared = fileURLToPath(new URL(`../../mappings/${country}`, import.meta.url));
  const { maps, errors } = compileChannelMaps({ path, shared, units, ...ground });
  if (errors.length > 0) throw new UsageError(errors.join('\n'));
  return {
    ...channel,
    maps: Object.fromEntries(maps.map(({ name, code }) => [name, instantiateMap(code)])),
    tracedMaps: Object.fromEntries(maps.map((map) => [map.name, traced(map)])),
  };
}

/** Most claims need no trace. */
function tracedWhenAsked(map: ChannelMap): TracedMap {
  let made: TracedMap | undefined;
  return (source, context) => {
    made ??= instantiateTracedMap(map.tracedCode);
    return made(source, context);
  };
}
