/** mappings/<cc>/<channel>/ to one module a channel: definition, layouts, maps, roles. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  compileLayout,
  compileUnitModel,
  type LogicalModel,
} from '../../src/channel/compile-layout.ts';
import {
  type ChannelDefinition,
  type ChannelVersion,
  type FhirChannel,
  isFhirChannel,
  partsOf,
} from '../../src/channel/definition.ts';
import type { VersionModels } from '../../src/channel/module.ts';
import {
  checkChannel,
  formatProblem as formatChannelProblem,
} from '../../src/cli/check-channel.ts';
import { compileChannelMaps, mapFiles } from '../../src/cli/compile-channel-maps.ts';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import { type Conformance, countryDefinitions, ofType } from '../../src/cli/written-definitions.ts';
import { compileValues, createUnit } from '../../src/fhir/fhirpath/compile.ts';
import { createTypeModel, type TypeModel } from '../../src/fhir/model.ts';
import { compileFhirChannel } from './fhir-channel.ts';
import { lookupsCode } from './lookups.ts';
import { writeModule } from './stamp.ts';
import { readFindings } from './texts.ts';

interface Folder {
  readonly path: string;
  readonly definition: ChannelDefinition;
  readonly definitions: readonly Conformance[];
  readonly model: TypeModel;
}

/** Compiles every channel that is not a draft and writes the list of them. */
export async function compileChannels(): Promise<readonly string[]> {
  const problems: string[] = [];
  const compiled: ChannelDefinition[] = [];
  const takingFhir: { readonly path: string; readonly definition: FhirChannel }[] = [];
  for (const file of globSync('mappings/**/channel.json').sort()) {
    const text = readFileSync(file, 'utf8');
    const wrong = checkChannel(text, file);
    problems.push(...wrong.map(formatChannelProblem));
    const definition = JSON.parse(text) as ChannelDefinition | FhirChannel;
    if (wrong.length > 0 || definition.draft === true) continue;
    const path = dirname(file);
    if (isFhirChannel(definition)) {
      takingFhir.push({ path, definition });
      continue;
    }
    compiled.push(definition);
    problems.push(...compileChannel(openFolder(path, definition)));
  }
  const model = createTypeModel(r4Definitions().structures);
  for (const { path, definition } of takingFhir) {
    problems.push(...compileFhirChannel({ path, definition, model, homes: compiled }));
  }
  writeList(
    compiled,
    takingFhir.map(({ definition }) => definition),
  );
  return problems;
}

function openFolder(path: string, definition: ChannelDefinition): Folder {
  const definitions = countryDefinitions(definition.country);
  const structures = [...r4Definitions().structures, ...ofType(definitions, 'StructureDefinition')];
  return { path, definition, definitions, model: createTypeModel(structures) };
}

function writeList(
  channels: readonly ChannelDefinition[],
  takingFhir: readonly FhirChannel[],
): void {
  const name = (channel: { readonly id: string }) => channel.id.replaceAll('-', '_');
  const imports = [...channels, ...takingFhir].map(
    (channel) =>
      `import { channel as ${name(channel)} } from './${channel.country}/${channel.id}/channel.js';\n`,
  );
  writeModule(
    'channels',
    [
      ...imports,
      `export const channels = [${channels.map(name).join(', ')}];\n`,
      `export const fhirChannels = [${takingFhir.map(name).join(', ')}];\n`,
    ].join(''),
    [
      `import type { FhirChannelModule } from '../channel/fhir/module.ts';\n`,
      `import type { ChannelModule } from '../channel/module.ts';\n`,
      'export declare const channels: readonly ChannelModule[];\n',
      'export declare const fhirChannels: readonly FhirChannelModule[];\n',
    ].join(''),
  );
}

function compileChannel(folder: Folder): readonly string[] {
  const problems: string[] = [];
  const maps = writeMaps(folder, problems);
  const { definition } = folder;
  const models = versionModels(folder, problems);
  const profiles = definition.versions
    .flatMap((version) => Object.values(version.units))
    .map(({ profile }) => [profile, canonicalOf(folder, profile, problems)]);
  const lookups = lookupsCode({ lookups: definition.lookups ?? [], model: folder.model });
  problems.push(...lookups.problems.map((each) => `${folder.path}/channel.json: ${each}`));
  const data = { definition, versions: versionsOf(folder), rules: ruleNotes(definition.country) };
  writeModule(
    `${definition.country}/${definition.id}/channel`,
    [
      `import * as rt from '../../../fhir/fhirpath/runtime.ts';`,
      `import { runtime } from '../../../mapping/runtime/index.ts';`,
      ...maps.map(({ name, file }) => `import { createMap as ${name} } from './${file}.js';`),
      ...maps.map(
        ({ name, file }) => `import { createMap as ${name}Traced } from './${file}.traced.js';`,
      ),
      rolesCode(folder, problems),
      ruleParamsCode(folder, problems),
      lookups.code,
      'export const channel = {',
      `  ...${JSON.stringify(data)},`,
      `  ...${JSON.stringify(models)},`,
      `  profiles: ${JSON.stringify(Object.fromEntries(profiles))},`,
      `  maps: { ${maps.map(({ name }) => `${name}: ${name}(runtime)`).join(', ')} },`,
      `  tracedMaps: { ${maps.map(({ name }) => `${name}: ${name}Traced(runtime)`).join(', ')} },`,
      '  roles,',
      '  ruleParams,',
      '  lookups,',
      '};\n',
    ].join('\n'),
    `import type { ChannelModule } from '../../../channel/module.ts';\nexport declare const channel: ChannelModule;\n`,
  );
  return problems;
}

/** The channel's models, and those of versions that have others. */
function versionModels(folder: Folder, problems: string[]) {
  const { definition } = folder;
  const byVersion = definition.versions
    .filter(({ models, units }) => {
      return models !== undefined || Object.values(units).some(({ model }) => model !== undefined);
    })
    .map((version) => [version.id, modelsOf(folder, version, problems)]);
  const own = modelsOf(folder, undefined, problems);
  return { ...own, ...(byVersion.length > 0 && { byVersion: Object.fromEntries(byVersion) }) };
}

function modelsOf(
  folder: Folder,
  version: ChannelVersion | undefined,
  problems: string[],
): VersionModels {
  const { reader, units } = folder.definition;
  const layouts = Object.entries(partsOf(reader)).map(([part, { model }]) => {
    const name = version?.models?.[part] ?? model;
    return [part, compileLayout(logicalModel(folder, name, problems), part)];
  });
  const unitModels = units.map(({ kind, model }) => {
    const name = version?.units[kind]?.model ?? model;
    return [kind, compileUnitModel(logicalModel(folder, name, problems))];
  });
  return {
    layouts: Object.fromEntries(layouts),
    unitModels: Object.fromEntries(unitModels),
  };
}

function find(folder: Folder, name: string): Conformance | undefined {
  return folder.definitions.find((each) => each.name === name || each.id === name);
}

function logicalModel(folder: Folder, name: string, problems: string[]): LogicalModel {
  const found = find(folder, name);
  if (found !== undefined) return found as unknown as LogicalModel;
  problems.push(`${folder.path}/channel.json: no logical model ${name}`);
  return { url: name, name, type: name, snapshot: { element: [] } };
}

function canonicalOf(folder: Folder, name: string, problems: string[]): string {
  const found = find(folder, name);
  if (found === undefined) problems.push(`${folder.path}/channel.json: no profile ${name}`);
  return found?.url ?? name;
}

interface WrittenMap {
  readonly name: string;
  readonly file: string;
}

/** A module a map named in channel.json, and its traced twin. */
function writeMaps(folder: Folder, problems: string[]): readonly WrittenMap[] {
  const { path, definition, definitions, model } = folder;
  const units = definition.versions.flatMap((each) => Object.values(each.units));
  const compiled = compileChannelMaps({ path, shared: dirname(path), units, definitions, model });
  problems.push(...compiled.errors);
  for (const warning of compiled.warnings) console.error(warning);
  return compiled.maps.map(({ name, code, tracedCode }) => {
    const file = `${definition.country}/${definition.id}/${name}`;
    writeModule(file, code, mapDeclaration('MapFunction'));
    writeModule(`${file}.traced`, tracedCode, mapDeclaration('TracedMapFunction'));
    return { name, file: name };
  });
}

function mapDeclaration(type: string): string {
  return [
    `import type { ${type} } from '../../../mapping/runtime/index.ts';`,
    `export declare function createMap(runtime: unknown): ${type};\n`,
  ].join('\n');
}

/** Natural keys: each role's FHIRPath as a function from the finished resource to its texts. */
function rolesCode(folder: Folder, problems: string[]): string {
  const unit = createUnit({ prefix: 'role' });
  const rows = Object.entries(folder.definition.identity.roles).flatMap(([type, { key }]) => {
    const compiled = compileValues({
      expression: key,
      unit,
      model: folder.model,
      focusType: type,
      names: { focus: 'resource', resource: 'resource', rootResource: 'resource', env: '{}' },
    });
    if (compiled.ok) return [`  ${type}: (resource) => (${compiled.code}).map(String),`];
    for (const problem of compiled.problems) {
      const expected = `expected ${problem.expected}, found ${problem.found}`;
      problems.push(`${folder.path}/channel.json: identity.roles.${type}: ${expected}`);
    }
    return [];
  });
  return `${unit.declarations()}\nconst roles = {\n${rows.join('\n')}\n};`;
}

/** Every code of the country's catalogue, with its `at` and `reads`. */
/** Params that a catalogue computes for a rule's texts, as FHIRPath on the broken element. */
function ruleParamsCode(folder: Folder, problems: string[]): string {
  const unit = createUnit({ prefix: 'rule' });
  const { country } = folder.definition;
  const rows = Object.entries(readFindings(country)).flatMap(([code, entry]) => {
    const { params = {} } = entry as unknown as { params?: Readonly<Record<string, string>> };
    const values = Object.entries(params).flatMap(([name, expression]) => {
      const names = { focus: 'focus', resource: 'resource', rootResource: 'resource', env: '{}' };
      const compiled = compileValues({ expression, unit, names });
      if (compiled.ok) return [`${name}: (focus, resource) => ${compiled.code}`];
      problems.push(`profiles/${country}/findings.json: ${code}.params.${name}: ${expression}`);
      return [];
    });
    return values.length === 0 ? [] : [`  '${code}': { ${values.join(', ')} },`];
  });
  return `${unit.declarations()}\nconst ruleParams = {\n${rows.join('\n')}\n};`;
}

function ruleNotes(country: string): Readonly<Record<string, unknown>> {
  const notes = Object.entries(readFindings(country)).map(([code, entry]) => {
    const { at, reads } = entry as Readonly<Record<string, unknown>>;
    return [code, { at, reads }];
  });
  return Object.fromEntries(notes);
}

/** Short hashes that name what a claim was translated with. */
function versionsOf(folder: Folder): Readonly<Record<string, string>> {
  const hash = (texts: readonly string[]) => {
    const digest = createHash('sha256');
    for (const text of texts) digest.update(text);
    return digest.digest('hex').slice(0, 12);
  };
  const jsonOf = (types: readonly string[]) =>
    folder.definitions
      .filter((each) => types.includes(each.resourceType))
      .map((each) => JSON.stringify(each));
  return {
    map: hash(
      mapFiles({ path: folder.path, shared: dirname(folder.path) }).map((path) =>
        readFileSync(path, 'utf8'),
      ),
    ),
    profile: hash(jsonOf(['StructureDefinition'])),
    terminology: hash(jsonOf(['ValueSet', 'CodeSystem', 'ConceptMap'])),
  };
}
