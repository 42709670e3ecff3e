/** Extensions by URL: their own definition, whether they may modify, and where they may stand. */
import { FhirPathError } from '../../fhir/fhirpath/runtime.ts';
import { typeOf } from './extension-context.ts';
import type { ExtensionEntry } from './profile-module.ts';
import type { Run } from './run.ts';
import { list } from './shape.ts';

/** Where extensions stand, by all names that a context may call it. */
export interface ExtensionPlace {
  readonly names: ReadonlySet<string>;
  readonly modifier: boolean;
}

export function place(data: {
  readonly names: readonly string[];
  readonly modifier: boolean;
}): ExtensionPlace {
  return { names: new Set([...data.names, 'Element', '*', 'Any']), modifier: data.modifier };
}

/** Extensions of http://hl7.org/fhir by a country's or realm's guide, which we do not hold. */
const GUIDE = /^http:\/\/hl7\.org\/fhir\/(?:[a-z]{2}|uv)\//;

/** R4's own definitions carry these where their stated contexts do not allow them. */
const SELF_DESCRIBING =
  /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/(?:structuredefinition-|regex$|capabilitystatement-|valueset-concept-comments$)/;

function unknownExtension(
  run: Run,
  url: string,
  where: { modifier: boolean; index: number; key: string },
): void {
  const code =
    GUIDE.test(url) || where.modifier
      ? 'SAMPAN-PROFILE-EXTENSION-NOT-FOUND'
      : 'SAMPAN-PROFILE-EXTENSION-UNKNOWN';
  run.add(code, where.key, where.index, { found: url });
}

/** Instance paths are looked at only where the static place does not already allow it. */
function contextAllows(run: Run, entry: ExtensionEntry, site: ExtensionSite): boolean {
  if (entry.context.length === 0) return true;
  const allowed = entry.context.some(({ type, expression }) => {
    if (type === 'extension') return expression === site.parentUrl;
    if (type === 'fhirpath') return isPlace(run, entry, site);
    return site.where.names.has(typeName(expression));
  });
  return allowed || SELF_DESCRIBING.test(entry.url);
}

const DEFINITIONS = 'http://hl7.org/fhir/StructureDefinition/';

function typeName(expression: string): string {
  return expression.startsWith(DEFINITIONS) ? expression.slice(DEFINITIONS.length) : expression;
}

/** An expression that cannot be evaluated on this resource finds nothing in it. */
function isPlace(run: Run, entry: ExtensionEntry, { holder }: ExtensionSite): boolean {
  if (holder === undefined) return true;
  const finds = (places: (resource: unknown, run: Run) => readonly unknown[]): boolean => {
    try {
      return places(run.resource, run).includes(holder);
    } catch (error) {
      if (error instanceof FhirPathError) return false;
      throw error;
    }
  };
  return entry.places?.some(finds) === true;
}

/** Conditions on the element that holds the extension. */
function conditions(run: Run, entry: ExtensionEntry, site: ExtensionSite): void {
  const { holder, value, key, index } = site;
  if (holder === undefined) return;
  for (const [expression, holds] of entry.conditions ?? [])
    if (!holds(holder, value, run.resource, run.rootResource, run))
      run.add('SAMPAN-PROFILE-EXTENSION-CONTEXT', key, index, {
        ...{ expected: expression, found: entry.url },
      });
}

function known(run: Run, entry: ExtensionEntry, at: ExtensionSite): void {
  const { value, where, key, index } = at;
  const mark = run.count;
  entry.check(value, run);
  if (run.count !== mark) run.under(mark, key, index);
  if (entry.modifier !== where.modifier)
    run.add('SAMPAN-PROFILE-EXTENSION-MODIFIER', key, index, {
      expected: entry.modifier ? 'modifierExtension' : 'extension',
      found: entry.url,
    });
  if (entry.conditions !== undefined) conditions(run, entry, at);
  if (contextAllows(run, entry, at)) return;
  const expected = entry.context.map(({ expression }) => expression);
  run.placed({ url: entry.url, expected, resourceType: typeOf(run.resource) }, key, index);
}

/** Extension.url carries no version, so a known URL with one means nothing. */
function isVersioned(run: Run, url: string): boolean {
  const bar = url.indexOf('|');
  return bar > 0 && run.set.extension(url.slice(0, bar)) !== undefined;
}

interface ExtensionSite {
  readonly value: unknown;
  readonly where: ExtensionPlace;
  readonly parentUrl: unknown;
  readonly key: string;
  readonly index: number;
  /** The element that has the extension; undefined for a primitive. */
  readonly holder: unknown;
}

function one(run: Run, site: ExtensionSite): void {
  const { value, where, key, index } = site;
  const url: unknown = (value as { url?: unknown } | null)?.url;
  const entry = typeof url === 'string' ? run.set.extension(url) : undefined;
  if (entry !== undefined) {
    known(run, entry, site);
    return;
  }
  const mark = run.count;
  run.set.anyExtension(value, run);
  if (run.count !== mark) run.under(mark, key, index);
  // Parts of a complex extension have names, not URLs: its definition knows them.
  if (typeof url !== 'string') return;
  if (!url.includes(':') && site.parentUrl === undefined)
    run.add('SAMPAN-PROFILE-EXTENSION-NOT-FOUND', key, index, { found: url });
  else if (isVersioned(run, url))
    run.add('SAMPAN-PROFILE-EXTENSION-NOT-FOUND', key, index, { found: url });
  else if (url.includes(':')) unknownExtension(run, url, { modifier: where.modifier, key, index });
}

/** True if the value is a list of extensions that could be looked at. */
export function extensions(
  run: Run,
  ...[value, where, parentUrl, key, holder]: [unknown, ExtensionPlace, unknown, string, unknown?]
): boolean {
  if (!list(run, value, key)) return false;
  value.forEach((item, index) => {
    one(run, { value: item, where, parentUrl, key, index, holder });
  });
  return true;
}

/** A complex extension has the parts that its definition names, and no others. */
export function unknownPart(run: Run, value: unknown, key: string, index: number): void {
  const url: unknown = (value as { url?: unknown } | null)?.url;
  if (typeof url === 'string' && !url.includes(':'))
    run.add('SAMPAN-PROFILE-EXTENSION-NOT-FOUND', key, index, { found: url });
}

/** ext-1: a value or parts, not both and not neither. */
export function extensionContent(value: unknown, run: Run): void {
  let values = 0;
  let parts = 0;
  for (const key in value as object) {
    if (key.startsWith('value') || key.startsWith('_value')) values = 1;
    else if (key === 'extension') parts = 1;
  }
  if (values + parts === 1) return;
  const params = { key: 'ext-1', human: 'Must have either extensions or value[x], not both' };
  run.add('SAMPAN-PROFILE-INVARIANT', '', -1, params);
}
