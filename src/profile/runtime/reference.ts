/** Rules of Reference: its form, what it may point to, and that it points to something. */
import type { BundleEntry } from './bundle-index.ts';
import { bundleMatches, isAbsolute, RELATIVE, resolveText } from './resolve.ts';
import type { Run } from './run.ts';

interface ReferenceFields {
  readonly reference?: unknown;
  readonly type?: unknown;
}

const TYPE_IN_URL = /^https?:.*\/([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[^/]+)?$/;
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?/;

/** A fullUrl that is a URN can only be met inside the same Bundle. */
function isUrn(reference: string): boolean {
  return reference.startsWith('urn:uuid:') || reference.startsWith('urn:oid:');
}

function checkForm(run: Run, reference: string): void {
  if (isAbsolute(reference) || CONDITIONAL.test(reference)) return;
  const match = RELATIVE.exec(reference);
  const type = match?.[1];
  if (type !== undefined && run.set.model.isResource(type)) return;
  run.add('SAMPAN-PROFILE-REFERENCE-FORM', 'reference', -1, { found: reference });
}

/** Distinct resources under one fullUrl: versions of one resource in a history are the same. */
function isAmbiguous(matches: readonly BundleEntry[]): boolean {
  return matches.length > 1 && new Set(matches.map((one) => one.resource?.id)).size > 1;
}

function checkInBundle(run: Run, reference: string): void {
  const { entry } = run;
  const found = reference;
  // What a POST creates has no URL yet, and an answer repeats what the request said.
  const named = entry?.method !== undefined && entry.method !== 'POST';
  if (named && entry.fullUrl === undefined && RELATIVE.test(reference))
    run.add('SAMPAN-PROFILE-FULLURL-MISSING', 'reference', -1, { found });
  const matches = bundleMatches(run, reference);
  if (isAmbiguous(matches))
    run.add('SAMPAN-PROFILE-REFERENCE-AMBIGUOUS', 'reference', -1, { found });
  if (matches.length > 0) return;
  if (isUrn(reference)) run.add('SAMPAN-PROFILE-REFERENCE-OUTSIDE', 'reference', -1, { found });
  const other = run.bundle?.byTypeAndId(reference)[0];
  if (other === undefined) return;
  const expected = other.fullUrl ?? '';
  run.add('SAMPAN-PROFILE-REFERENCE-MISMATCH', 'reference', -1, { expected, found });
}

/** The type rule of Reference, called for each one. */
export function reference(value: unknown, run: Run): void {
  const text = (value as ReferenceFields).reference;
  if (typeof text !== 'string' || text === '') return;
  if (text.charCodeAt(0) === 35) {
    if (resolveText(run, text) === undefined)
      run.add('SAMPAN-PROFILE-REFERENCE-UNRESOLVED', 'reference', -1, { found: text });
    return;
  }
  checkForm(run, text);
  if (run.bundle !== undefined) checkInBundle(run, text);
}

function namedType(run: Run, text: string): string | undefined {
  const named = RELATIVE.exec(text) ?? TYPE_IN_URL.exec(text) ?? CONDITIONAL.exec(text);
  const type = named?.[1];
  return type !== undefined && run.set.model.isResource(type) ? type : undefined;
}

function resolvedType(run: Run, text: string): string | undefined {
  const found = resolveText(run, text) as { resourceType?: unknown } | undefined;
  return typeof found?.resourceType === 'string' ? found.resourceType : undefined;
}

/** What a reference is found to be is judged as an error, what it is merely called as a warning. */
export function target(
  run: Run,
  ...[value, allowed, strict, key, index]: [
    value: unknown,
    allowed: ReadonlySet<string>,
    strict: boolean,
    key: string,
    index: number,
  ]
): void {
  if (typeof value !== 'object' || value === null) return;
  const { reference: text, type } = value as ReferenceFields;
  const named = typeof text === 'string' ? namedType(run, text) : undefined;
  const claimed = named ?? (typeof type === 'string' ? type : undefined);
  if (claimed !== undefined && allowed.has(claimed)) return;
  const resolved = typeof text === 'string' ? resolvedType(run, text) : undefined;
  const found = resolved ?? claimed;
  if (found === undefined || allowed.has(found)) return;
  const sure = strict || resolved !== undefined;
  const code = sure ? 'SAMPAN-PROFILE-REFERENCE-TYPE' : 'SAMPAN-PROFILE-REFERENCE-TYPE-NAMED';
  run.add(code, key, index, { expected: [...allowed].join(', '), found });
}

/** Canonicals name a definition by its URL, or a contained one by its id. */
export function canonical(run: Run, value: string, key: string, index: number): void {
  if (isAbsolute(value) || value.startsWith('#')) return;
  // Type/id is what a server of its own would understand, and published examples use it.
  const relative = RELATIVE.test(value);
  const code = relative ? 'SAMPAN-PROFILE-CANONICAL-RELATIVE' : 'SAMPAN-PROFILE-CANONICAL';
  run.add(code, key, index, { found: value });
}
