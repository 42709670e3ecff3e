/**
 * Documents and messages: what the first entry names must be in the Bundle, and each entry must be
 * linked with it. http://hl7.org/fhir/R4/documents.html http://hl7.org/fhir/R4/messaging.html
 */
import { asText } from '../../base/as-text.ts';
import { ownValue } from '../../base/own-value.ts';
import type { BundleEntry, BundleIndex } from './bundle-index.ts';
import { isAbsolute, withoutVersion } from './reference-form.ts';
import type { Run } from './run.ts';

/** Elements of the first resource whose targets belong to the document or message. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  Composition: [
    'subject',
    'encounter',
    'author',
    'custodian',
    'attester.party',
    'section.entry',
    'section.focus',
  ],
  MessageHeader: ['focus'],
};

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return [];
    const inner: unknown = Reflect.get(one, name);
    const values: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
    return values.flatMap((next) => (next === undefined ? [] : valuesAt(next, rest)));
  });
}

function referencesIn(value: unknown, found: string[]): string[] {
  if (Array.isArray(value)) for (const item of value) referencesIn(item, found);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'reference' && typeof inner === 'string') found.push(inner);
      else referencesIn(inner, found);
    }
  return found;
}

function targets(
  bundle: BundleIndex,
  from: BundleEntry,
  reference: string,
): readonly BundleEntry[] {
  const bare = withoutVersion(reference);
  if (isAbsolute(bare)) return bundle.byFullUrl(bare);
  return from.base === undefined ? [] : bundle.byFullUrl(from.base + bare);
}

/** A document or message carries what its first resource names. */
function checkNamed(run: Run, bundle: BundleIndex, first: BundleEntry): void {
  const type = asText(first.resource?.resourceType);
  for (const path of ownValue(NAMED, type) ?? [])
    for (const value of valuesAt(first.resource, path.split('.'))) {
      const text: unknown = (value as { reference?: unknown } | null)?.reference;
      if (typeof text !== 'string' || text.startsWith('#')) continue;
      if (targets(bundle, first, text).length > 0) continue;
      const params = { expected: `${type}.${path}`, found: text };
      run.add('SAMPAN-PROFILE-ENTRY-LINK', 'entry', 0, params);
    }
}

/** Entries linked with each other in either direction, from the first on; linear in references. */
function reachable(bundle: BundleIndex, first: BundleEntry): ReadonlySet<number> {
  const near = new Map<number, number[]>();
  const join = (from: number, to: number) => {
    const known = near.get(from);
    if (known === undefined) near.set(from, [to]);
    else known.push(to);
  };
  for (const entry of bundle.entries)
    for (const reference of referencesIn(entry.resource, []))
      for (const target of targets(bundle, entry, reference)) {
        join(entry.index, target.index);
        join(target.index, entry.index);
      }
  const seen = new Set([first.index]);
  const open = [first.index];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of near.get(at) ?? [])
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
  return seen;
}

export function checkLinks(run: Run, bundle: BundleIndex): void {
  const [first] = bundle.entries;
  if (first === undefined) return;
  checkNamed(run, bundle, first);
  const linked = reachable(bundle, first);
  const code =
    bundle.type === 'document' ? 'SAMPAN-PROFILE-ENTRY-UNREACHABLE' : 'SAMPAN-PROFILE-ENTRY-REVIEW';
  for (const { index, fullUrl, resource } of bundle.entries)
    if (resource !== undefined && !linked.has(index))
      run.add(code, 'entry', index, { found: fullUrl ?? asText(resource.resourceType) });
}
