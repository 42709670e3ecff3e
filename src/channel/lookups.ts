/**
 * What a unit asks of registers: the look-ups of channel.json, run on its finished bundle. The
 * answers come from outside, so only questions are made here.
 */
import type { Finding } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { CutUnit } from './cut-units.ts';
import type { Lookup } from './definition.ts';
import type { ChannelModule, CompiledLookup } from './module.ts';
import { cellText, type PartRows, placeOfField } from './part-rows.ts';
import type { Parts } from './set-rules.ts';
import type { LookupQuestion, Resource } from './translation.ts';

/** The unit the questions are about. */
export interface AskedUnit {
  /** Absent where nothing was cut: the claim arrived as FHIR. */
  readonly cut?: CutUnit;
  readonly parts: Parts;
  readonly bundle: Resource;
}

export function lookupQuestions(
  channel: ChannelModule,
  unit: AskedUnit,
): readonly LookupQuestion[] {
  const { lookups = [] } = channel.definition;
  return lookups.flatMap((lookup, index) => {
    const compiled = channel.lookups?.[index];
    if (compiled === undefined) throw new Error(`${lookup.code}: no look-up compiled`);
    return questionsOf(lookup, compiled, unit);
  });
}

interface Entry {
  readonly fullUrl?: string;
  readonly resource: Resource;
}

/** One question for each key, however often the bundle names it. */
function questionsOf(
  lookup: Lookup,
  compiled: CompiledLookup,
  unit: AskedUnit,
): readonly LookupQuestion[] {
  const entries = (unit.bundle.entry ?? []) as readonly Entry[];
  const facts = { bundle: unit.bundle, env: { resolve: resolverOf(entries) } };
  const asked = new Map<string, LookupQuestion>();
  const [region] = compiled.region?.(unit.bundle, facts) ?? [];
  const off = region === undefined ? {} : { ruleSwitch: `${lookup.code}|${region}` };
  const ask = (resource: Resource, expression: string) => {
    for (const values of compiled.keys(resource, facts)) {
      const key = values.join('|');
      if (values.some((value) => value === undefined) || asked.has(key)) continue;
      const places = placesOf(lookup, values[0] ?? '', unit);
      const finding = findingOf(lookup, { key, expression, places });
      asked.set(key, { registry: lookup.ask, key, finding, ...off });
    }
  };
  if (compiled.type === undefined) ask(unit.bundle, 'Bundle');
  entries.forEach(({ resource }, at) => {
    if (resource.resourceType === compiled.type) ask(resource, `Bundle.entry[${at}].resource`);
  });
  return [...asked.values()];
}

function resolverOf(entries: readonly Entry[]): (reference: string) => unknown {
  return (reference) => entries.find(({ fullUrl }) => fullUrl === reference)?.resource;
}

interface Spot {
  readonly key: string;
  readonly expression: string;
  readonly places: readonly Place[];
}

function findingOf(
  { code, ask, severity = 'error', issue = 'business-rule' }: Lookup,
  { key, expression, places }: Spot,
): Finding {
  return { code, severity, issue, expression, places, params: { found: key, register: ask } };
}

/** A list in one cell names each of its items. */
function textsOf(text: string, rows: PartRows, field: string): readonly string[] {
  const own = rows.fields.find((each) => each.field.name === field)?.field.form?.separator;
  const listed = rows.groups.find(({ group }) => group.fields.some(({ name }) => name === field));
  const separator = own ?? listed?.group.separator;
  return separator === undefined ? [text] : text.split(separator).map((each) => each.trim());
}

/** The first row of each of the look-up's cells that holds the value. */
function placesOf(
  { cells = [] }: Lookup,
  value: string,
  { cut, parts }: AskedUnit,
): readonly Place[] {
  return cells.flatMap((cell) => {
    const [part = '', field = ''] = cell.split('.');
    const rows = parts.get(part);
    if (rows === undefined) return [];
    const row = cut?.rows
      .get(part)
      ?.find((each) => textsOf(cellText(rows, each, field), rows, field).includes(value));
    return row === undefined ? [] : [placeOfField(rows, row, field)];
  });
}
