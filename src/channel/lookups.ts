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
  const facts = factsOf(unit.bundle);
  return lookups.flatMap((lookup, index) => {
    const compiled = channel.lookups?.[index];
    if (compiled === undefined) throw new Error(`${lookup.code}: no look-up compiled`);
    return questionsOf(lookup, compiled, { ...unit, facts });
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
  unit: AskedUnit & { readonly facts: Facts },
): readonly LookupQuestion[] {
  const entries = entriesOf(unit.bundle);
  const { facts } = unit;
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

/** What the claim of a finished bundle adds to the sums under keys of registers. */
export function countsIn(
  { definition, lookups: compiled = [] }: ChannelModule,
  bundle: Resource,
): readonly { readonly name: string; readonly key: string; readonly amount: string }[] {
  const entries = entriesOf(bundle);
  const facts = factsOf(bundle);
  return (definition.lookups ?? []).flatMap(({ ask }, index) => {
    const { counts, keys, type } = compiled[index] ?? {};
    const [amount] = counts?.(bundle, facts) ?? [];
    if (amount === undefined || keys === undefined) return [];
    const resources = entries.map(({ resource }) => resource);
    const asked = type === undefined ? [bundle] : resources.filter((r) => r.resourceType === type);
    const found = asked.flatMap((resource) => keys(resource, facts));
    const known = found.filter((values) => !values.includes(undefined));
    return [...new Set(known.map((values) => values.join('|')))].map((key) => {
      return { name: ask, key, amount };
    });
  });
}

function entriesOf({ entry }: Resource): readonly Entry[] {
  return (entry ?? []) as readonly Entry[];
}

type Facts = ReturnType<typeof factsOf>;

/** What the expressions of look-ups see beside the resource. */
function factsOf(bundle: Resource) {
  let byUrl: ReadonlyMap<string | undefined, Resource> | undefined;
  const resolve = (reference: string): unknown => {
    byUrl ??= new Map(entriesOf(bundle).map(({ fullUrl, resource }) => [fullUrl, resource]));
    return byUrl.get(reference);
  };
  return { bundle, env: { resolve } };
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

/** What parts the items of a list that stands in one cell. */
function separatorOf(rows: PartRows, field: string): string | undefined {
  const own = rows.fields.find((each) => each.field.name === field)?.field.form?.separator;
  const listed = rows.groups.find(({ group }) => group.fields.some(({ name }) => name === field));
  return own ?? listed?.group.separator;
}

/** A list in one cell names each of its items. */
function names(text: string, value: string, separator: string | undefined): boolean {
  if (separator === undefined) return text === value;
  return text.split(separator).some((each) => each.trim() === value);
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
    const separator = separatorOf(rows, field);
    const row = cut?.rows
      .get(part)
      ?.find((each) => names(cellText(rows, each, field), value, separator));
    return row === undefined ? [] : [placeOfField(rows, row, field)];
  });
}
