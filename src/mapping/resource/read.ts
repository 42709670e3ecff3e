/** StructureMap resources (R4 and R5 JSON) as maps. https://hl7.org/fhir/R5/structuremap.html */
import type { Group, Parameter, Structure, StructureMap, StructureMode } from '../ast.ts';
import { type Problem, problemAt, type SourceText, sourceText } from '../problem.ts';
import { isJson, type Json, objects, parseExact, string, strings } from './json.ts';
import { readRules } from './read-rule.ts';

/** Finds where rules stand in the JSON text: their names come in the order they are written in. */
export interface Locator {
  /** Offset of the next `"key": "value"` after the last one asked for. */
  locate(key: string, value: string): number;
}

function createLocator({ text }: SourceText): Locator {
  let last = 0;
  return {
    locate: (key, value) => {
      const written = JSON.stringify(value).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const pattern = new RegExp(`"${key}"\\s*:\\s*${written}`, 'g');
      pattern.lastIndex = last;
      const found = pattern.exec(text)?.index;
      if (found !== undefined) last = found;
      return last;
    },
  };
}

const TYPE_MODES = ['none', 'types', 'type-and-types'] as const;

function readParameter(input: Json, at: number): Parameter {
  const type = string(input.type);
  return {
    at,
    mode: input.mode === 'target' ? 'target' : 'source',
    name: string(input.name) ?? '',
    ...(type === undefined ? {} : { type }),
  };
}

function readGroup(group: Json, locator: Locator): Group {
  const name = string(group.name) ?? '';
  const at = locator.locate('name', name);
  const parent = string(group.extends);
  const documentation = string(group.documentation);
  return {
    at,
    name,
    parameters: objects(group.input).map((input) => readParameter(input, at)),
    typeMode: TYPE_MODES.find((mode) => mode === group.typeMode) ?? 'none',
    rules: readRules(group.rule, locator),
    ...(parent === undefined ? {} : { extends: parent }),
    ...(documentation === undefined ? {} : { documentation }),
  };
}

function readStructure(structure: Json, locator: Locator): Structure {
  const url = string(structure.url) ?? '';
  const alias = string(structure.alias);
  const mode = (string(structure.mode) ?? 'source') as StructureMode;
  return { at: locator.locate('url', url), url, mode, ...(alias === undefined ? {} : { alias }) };
}

const CONSTANTS = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-StructureMap.const';

/** R5's `const`, or its extension in R4. */
function readConstants(resource: Json): StructureMap['constants'] {
  const inR4 = objects(resource.extension)
    .filter(({ url }) => url === CONSTANTS)
    .map((each) =>
      Object.fromEntries(
        objects(each.extension).map((part) => [string(part.url), part.valueString]),
      ),
    );
  return [...objects(resource.const), ...inR4].map((each) => ({
    at: 0,
    name: string(each.name) ?? '',
    expression: { at: 0, text: string(each.value) ?? '' },
  }));
}

const METADATA = ['title', 'status', 'version', 'description', 'publisher', 'date'];

function parsed(text: string): unknown {
  try {
    return parseExact(text);
  } catch (error) {
    return error;
  }
}

export function readStructureMap(
  file: string,
  text: string,
): { map: StructureMap; problems: readonly Problem[] } {
  const source = sourceText(file, text);
  const value = parsed(text);
  const resource = isJson(value) && value.resourceType === 'StructureMap' ? value : {};
  const locator = createLocator(source);
  const metadata = METADATA.flatMap((name) => {
    const stated = string(resource[name]);
    return stated === undefined ? [] : [[name, stated] as const];
  });
  const map: StructureMap = {
    source,
    url: string(resource.url) ?? '',
    name: string(resource.name) ?? '',
    metadata: Object.fromEntries(metadata),
    conceptMaps: [],
    contained: objects(resource.contained),
    structures: objects(resource.structure).map((each) => readStructure(each, locator)),
    imports: strings(resource.import).map((url) => ({ url, at: 0 })),
    constants: readConstants(resource),
    groups: objects(resource.group).map((each) => readGroup(each, locator)),
  };
  return { map, problems: problemsOf(source, value, map) };
}

function problemsOf(source: SourceText, value: unknown, map: StructureMap): Problem[] {
  if (value instanceof Error) {
    const at = Number(/position (\d+)/.exec(value.message)?.[1] ?? 0);
    return [problemAt(source, at, { code: 'map-syntax', message: `not JSON: ${value.message}` })];
  }
  if (!isJson(value) || value.resourceType !== 'StructureMap') {
    return [
      problemAt(source, 0, {
        code: 'map-syntax',
        message: 'expected a StructureMap resource',
        expected: '"resourceType": "StructureMap"',
      }),
    ];
  }
  if (map.groups.length > 0) return [];
  return [problemAt(source, 0, { code: 'map-syntax', message: 'the StructureMap has no group' })];
}
