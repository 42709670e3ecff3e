/** Maps as FML text. https://hl7.org/fhir/R5/mapping-language.html */
import type {
  Argument,
  ConceptMapBlock,
  Group,
  Relationship,
  Rule,
  Source,
  StructureMap,
  Target,
} from './ast.ts';
import { bracketEnd } from './parse/expression-extent.ts';
import { tokenAt } from './parse/lexer.ts';

const SYMBOLS: Readonly<Record<Relationship, string>> = {
  equivalent: '==',
  'related-to': '-',
  'source-is-narrower-than-target': '<=',
  'source-is-broader-than-target': '>=',
  'not-related-to': '!=',
};

function quoted(text: string, quote: '"' | "'"): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `${quote}${escaped}${quote}`;
}

const double = (text: string): string => quoted(text, '"');
const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A name, in backticks where it needs them. */
function name(text: string): string {
  return PLAIN.test(text) ? text : `\`${text.replace(/[\\`]/g, '\\$&')}\``;
}

function path(first: string, rest: readonly string[]): string {
  return [first, ...rest].map(name).join('.');
}

function argument(given: Argument): string {
  if (given.kind === 'variable') return path(given.name, given.path);
  if (given.kind === 'expression') return `(${given.expression.text})`;
  if (given.type === 'string') return quoted(given.text, "'");
  if (given.type === 'date' || given.type === 'dateTime') return `@${given.text}`;
  return given.type === 'time' ? `@T${given.text}` : given.text;
}

/** In brackets, unless one pair encloses it already. */
function bracketed(text: string): string {
  const first = tokenAt(text, 0);
  const isEnclosed = first.text === '(' && bracketEnd(text, first).end === text.length;
  return isEnclosed ? text : `(${text})`;
}

function source(from: Source): string {
  const parts = [path(from.context, from.path)];
  if (from.type !== undefined)
    parts.push(`: ${PLAIN.test(from.type) ? from.type : double(from.type)}`);
  if (from.min !== undefined) parts.push(`${from.min}..${from.max ?? '*'}`);
  if (from.fallback !== undefined) parts.push(`default ${bracketed(from.fallback.text)}`);
  if (from.listMode !== undefined) parts.push(from.listMode);
  if (from.variable !== undefined) parts.push(`as ${name(from.variable)}`);
  if (from.where !== undefined) parts.push(`where ${bracketed(from.where.text)}`);
  if (from.check !== undefined) parts.push(`check ${bracketed(from.check.text)}`);
  if (from.log !== undefined) parts.push(`log ${bracketed(from.log.text)}`);
  return parts.join(' ');
}

function transform(to: Target): string {
  const [first, second] = to.parameters;
  if (to.transform === 'copy' && first !== undefined) return argument(first);
  if (to.transform === 'evaluate' && first?.kind === 'expression') return argument(first);
  if (to.transform === 'evaluate' && first !== undefined && second?.kind === 'expression') {
    return `evaluate(${argument(first)}, ${second.expression.text})`;
  }
  return `${to.transform}(${to.parameters.map(argument).join(', ')})`;
}

function target(to: Target): string {
  const place = to.context === undefined ? undefined : path(to.context, to.path);
  const made = to.transform === undefined ? undefined : transform(to);
  const parts = [[place, made].filter((part) => part !== undefined).join(' = ')];
  if (to.variable !== undefined) parts.push(`as ${name(to.variable)}`);
  for (const mode of to.listModes) {
    parts.push(mode === 'share' ? `share ${name(to.listRuleId ?? '')}` : mode);
  }
  return parts.join(' ');
}

function rule(given: Rule, indent: string): string {
  const parts = [given.sources.map(source).join(', ')];
  if (given.targets.length > 0) parts.push(`-> ${given.targets.map(target).join(', ')}`);
  const calls = given.calls.map(
    ({ group, arguments: list }) => `${name(group)}(${list.map(argument).join(', ')})`,
  );
  const inner = given.rules.length > 0 ? block(given.rules, indent) : undefined;
  const then = [calls.join(', '), inner].filter((part) => part !== undefined && part !== '');
  if (then.length > 0) parts.push(`then ${then.join(' ')}`);
  if (given.name !== undefined) parts.push(double(given.name));
  return `${indent}${parts.join(' ')};`;
}

function block(rules: readonly Rule[], indent: string): string {
  const inner = `${indent}  `;
  return ['{', ...rules.map((each) => rule(each, inner)), `${indent}}`].join('\n');
}

function group(given: Group): string {
  const parameters = given.parameters
    .map(({ mode, name: own, type }) => {
      const typed = type === undefined ? '' : ` : ${PLAIN.test(type) ? type : double(type)}`;
      return `${mode} ${name(own)}${typed}`;
    })
    .join(', ');
  const parts = [`group ${name(given.name)}(${parameters})`];
  if (given.extends !== undefined) parts.push(`extends ${name(given.extends)}`);
  if (given.typeMode === 'types') parts.push('<<types>>');
  if (given.typeMode === 'type-and-types') parts.push('<<type+>>');
  parts.push(block(given.rules, ''));
  const comment = given.documentation?.split('\n').map((text) => `// ${text}`) ?? [];
  return [...comment, parts.join(' ')].join('\n');
}

function conceptMap(given: ConceptMapBlock): string {
  const systems = new Set<string>();
  for (const { sourceSystem, targetSystem } of given.pairs)
    systems.add(sourceSystem).add(targetSystem);
  for (const { system } of given.unmapped) systems.add(system);
  const prefixes = new Map([...systems].map((system, index) => [system, `s${index}`]));
  const of = (system: string) => prefixes.get(system) ?? '';
  return [
    `conceptmap ${double(given.id)} {`,
    ...[...prefixes].map(([system, prefix]) => `  prefix ${prefix} = ${double(system)}`),
    ...given.unmapped.map(({ system, mode, value }) => {
      const to = mode === 'use-source-code' ? 'provided' : double(value ?? '');
      return `  unmapped for ${of(system)} = ${to}`;
    }),
    ...given.pairs.map(
      ({ sourceSystem, source: from, relationship, targetSystem, target: to }) =>
        `  ${of(sourceSystem)}:${double(from)} ${SYMBOLS[relationship]} ${of(targetSystem)}:${double(to)}`,
    ),
    '}',
  ].join('\n');
}

/** FML that parses to the same map. ConceptMap resources a JSON map contained are not written. */
export function renderMap(map: StructureMap): string {
  const metadata = Object.entries(map.metadata)
    .filter(([key]) => key !== 'url' && key !== 'name')
    .map(([key, value]) => `/// ${key} = ${double(value)}`);
  const sections = [
    [...metadata, `map ${double(map.url)} = ${double(map.name)}`],
    map.conceptMaps.map(conceptMap),
    map.structures.map(({ url, alias, mode }) => {
      const named = alias === undefined ? '' : ` alias ${name(alias)}`;
      return `uses ${double(url)}${named} as ${mode}`;
    }),
    map.imports.map(({ url }) => `imports ${double(url)}`),
    map.constants.map(({ name: own, expression }) => `let ${name(own)} = ${expression.text};`),
    [map.groups.map(group).join('\n\n')],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
