/** Maps as StructureMap resources of R4 or R5. https://hl7.org/fhir/R4/structuremap.html */

import { exactNumber } from '../../base/decimal.ts';
import {
  type Argument,
  type ConceptMapBlock,
  type Group,
  isSimple,
  type Relationship,
  type Rule,
  ruleName,
  type Source,
  type StructureMap,
  type Target,
} from '../ast.ts';
import { tokenAt } from '../parse/lexer.ts';
import { type Json, quoted } from './json.ts';

export type FhirVersion = '4.0' | '5.0';

const CONSTANTS = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-StructureMap.const';
const AUTOMATIC = 'vvv';

const EQUIVALENCES: Readonly<Record<Relationship, string>> = {
  equivalent: 'equivalent',
  'related-to': 'relatedto',
  'source-is-narrower-than-target': 'wider',
  'source-is-broader-than-target': 'narrower',
  'not-related-to': 'disjoint',
};

function defined(object: Json): Json {
  const isKept = ([, value]: [string, unknown]) =>
    value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(object).filter(isKept));
}

const VALUE_KEYS = {
  string: 'valueString',
  boolean: 'valueBoolean',
  integer: 'valueInteger',
  decimal: 'valueDecimal',
  date: 'valueDate',
  dateTime: 'valueDateTime',
  time: 'valueTime',
} as const;

/** R4 has no parameters of date and time types. */
function writeArgument(argument: Argument, version: FhirVersion): Json {
  if (argument.kind === 'variable') {
    return { valueId: [argument.name, ...argument.path].join('.') };
  }
  if (argument.kind === 'expression') return { valueString: argument.expression.text };
  const { type, text } = argument;
  const isMoment = type === 'date' || type === 'dateTime' || type === 'time';
  if (isMoment && version === '4.0') return { valueString: text };
  if (type === 'boolean') return { valueBoolean: text === 'true' };
  const value = type === 'integer' || type === 'decimal' ? exactNumber(text) : text;
  return { [VALUE_KEYS[type]]: value };
}

/** Resources hold the default itself; an expression is kept apart by brackets around it. */
function writeFallback(text: string): string {
  const token = tokenAt(text, 0);
  const isLiteral = token.kind === 'string' && token.end === text.length;
  if (isLiteral) return token.text;
  return text.startsWith('(') && text.endsWith(')') ? text : `(${text})`;
}

function writeSource(source: Source, version: FhirVersion, variable?: string): Json {
  const { context, path, type, min, max, listMode } = source;
  const fallback = source.fallback && writeFallback(source.fallback.text);
  return defined({
    context,
    min,
    max,
    type,
    [version === '4.0' ? 'defaultValueString' : 'defaultValue']: fallback,
    element: path.length === 0 ? undefined : path.join('.'),
    listMode: version === '4.0' ? listMode : listMode?.replaceAll('_', '-'),
    variable: source.variable ?? variable,
    condition: source.where?.text,
    check: source.check?.text,
    logMessage: source.log?.text,
  });
}

function writeTarget(target: Target, version: FhirVersion, variable?: string): Json {
  const { context, path, listModes, listRuleId } = target;
  return defined({
    context,
    contextType: version === '4.0' && context !== undefined ? 'variable' : undefined,
    element: path.length === 0 ? undefined : path.join('.'),
    variable: target.variable ?? variable,
    listMode: listModes,
    listRuleId,
    transform: target.transform ?? (variable === undefined ? undefined : 'create'),
    parameter: target.parameters.map((each) => writeArgument(each, version)),
  });
}

/** R4 has names only; a literal is told from a name by its quotes. */
function variableText(argument: Argument): string {
  if (argument.kind === 'variable') return [argument.name, ...argument.path].join('.');
  if (argument.kind === 'expression') return `(${argument.expression.text})`;
  return argument.type === 'string' ? quoted(argument.text) : argument.text;
}

function writeCalls(rule: Rule, version: FhirVersion): Json[] {
  return rule.calls.map(({ group, arguments: list }) => {
    if (version === '5.0') {
      return { name: group, parameter: list.map((each) => writeArgument(each, version)) };
    }
    const variable = list.map(variableText);
    return { name: group, variable };
  });
}

function writeRule(rule: Rule, version: FhirVersion): Json {
  const automatic = isSimple(rule) ? AUTOMATIC : undefined;
  return defined({
    name: ruleName(rule),
    source: rule.sources.map((each) => writeSource(each, version, automatic)),
    target: rule.targets.map((each) => writeTarget(each, version, automatic)),
    rule: rule.rules.map((each) => writeRule(each, version)),
    dependent: writeCalls(rule, version),
    documentation: rule.documentation,
  });
}

function writeGroup(group: Group, version: FhirVersion): Json {
  const isPlain = group.typeMode === 'none';
  return defined({
    name: group.name,
    extends: group.extends,
    typeMode: isPlain && version === '5.0' ? undefined : group.typeMode,
    documentation: group.documentation,
    input: group.parameters.map(({ name, type, mode }) => defined({ name, type, mode })),
    rule: group.rules.map((each) => writeRule(each, version)),
  });
}

/** A `conceptmap` block as the ConceptMap it stands for. */
function writeConceptMap(block: ConceptMapBlock, version: FhirVersion): Json {
  const groups = new Map<string, { source: string; target: string; element: Json[] }>();
  for (const pair of block.pairs) {
    const { sourceSystem, source, targetSystem, target, relationship } = pair;
    const key = JSON.stringify([sourceSystem, targetSystem]);
    const group = groups.get(key) ?? { source: sourceSystem, target: targetSystem, element: [] };
    const how = version === '4.0' ? { equivalence: EQUIVALENCES[relationship] } : { relationship };
    group.element.push({ code: source, target: [{ code: target, ...how }] });
    groups.set(key, group);
  }
  const group = [...groups.values()].map((each) => {
    const unmapped = block.unmapped.find(({ system }) => system === each.source);
    if (unmapped === undefined || unmapped.mode === 'other-map') return each;
    const provided = version === '4.0' ? 'provided' : 'use-source-code';
    const mode = unmapped.mode === 'fixed' ? 'fixed' : provided;
    return { ...each, unmapped: defined({ mode, code: unmapped.value }) };
  });
  return { resourceType: 'ConceptMap', id: block.id, status: 'draft', group };
}

function constantsOf(map: StructureMap, version: FhirVersion): Json {
  const list = map.constants.map(({ name, expression }) => ({ name, value: expression.text }));
  if (list.length === 0) return {};
  if (version === '5.0') return { const: list };
  const extension = list.map(({ name, value }) => ({
    url: CONSTANTS,
    extension: [
      { url: 'name', valueString: name },
      { url: 'value', valueString: value },
    ],
  }));
  return { extension };
}

/** The map as a resource; `status` is `draft` where its metadata says nothing. */
export function writeStructureMap(map: StructureMap, version: FhirVersion = '4.0'): Json {
  const { url: _url, name: _name, ...metadata } = map.metadata;
  const { extension, ...constants } = constantsOf(map, version);
  return defined({
    resourceType: 'StructureMap',
    contained: [...map.contained, ...map.conceptMaps.map((each) => writeConceptMap(each, version))],
    extension,
    url: map.url,
    name: map.name,
    status: 'draft',
    ...metadata,
    structure: map.structures.map(({ url, mode, alias }) => defined({ url, mode, alias })),
    import: map.imports.map(({ url }) => url),
    ...constants,
    group: map.groups.map((each) => writeGroup(each, version)),
  });
}
