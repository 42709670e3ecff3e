/** Rules of Reference: its form, what it may point to, and that it points to something. */
import type { BundleEntry } from './bundle-index.ts';
import { type ReferenceForm, referenceForm, withoutVersion } from './reference-form.ts';
import { bundleMatches, resolveText } from './resolve.ts';
import type { Run } from './run.ts';

interface ReferenceFields {
  readonly reference?: unknown;
  readonly type?: unknown;
}

/** A fullUrl that is a URN can only be met inside the same Bundle. */
function isUrn(reference: string): boolean {
  return reference.startsWith('urn:uuid:') || reference.startsWith('urn:oid:');
}

/** The last form is kept: a Reference is looked at for its form and then for its target. */
function formOf(run: Run, text: string): ReferenceForm {
  if (run.lastReference !== text || run.lastForm === undefined) {
    run.lastReference = text;
    run.lastForm = referenceForm(text, run.set.isResourceType);
  }
  return run.lastForm;
}

/** Distinct resources under one fullUrl: versions of one resource in a history are the same. */
function isAmbiguous(matches: readonly BundleEntry[]): boolean {
  return matches.length > 1 && new Set(matches.map((one) => one.resource?.id)).size > 1;
}

function checkInBundle(run: Run, found: string, form: ReferenceForm): void {
  const { entry } = run;
  // What a POST creates has no URL yet, and an answer repeats what the request said.
  const named = entry?.method !== undefined && entry.method !== 'POST';
  if (named && entry.fullUrl === undefined && form.kind === 'relative')
    run.add('SAMPAN-PROFILE-FULLURL-MISSING', 'reference', -1, { found });
  const matches = bundleMatches(run, found);
  if (isAmbiguous(matches))
    run.add('SAMPAN-PROFILE-REFERENCE-AMBIGUOUS', 'reference', -1, { found });
  if (matches.length > 0) return;
  if (isUrn(found)) run.add('SAMPAN-PROFILE-REFERENCE-OUTSIDE', 'reference', -1, { found });
  const [other] = run.bundle?.byTypeAndId(withoutVersion(found)) ?? [];
  if (other === undefined) return;
  const expected = other.fullUrl ?? '';
  run.add('SAMPAN-PROFILE-REFERENCE-MISMATCH', 'reference', -1, { expected, found });
}

const TYPE_URL = 'http://hl7.org/fhir/StructureDefinition/';

/** Reference.type says what the URL says, where that names a type. */
function checkNamedType(run: Run, form: ReferenceForm, type: unknown): void {
  if (typeof type !== 'string' || form.type === undefined) return;
  const bare = type.startsWith(TYPE_URL) ? type.slice(TYPE_URL.length) : type;
  if (bare === form.type) return;
  run.add('SAMPAN-PROFILE-REFERENCE-TYPE', 'type', -1, { expected: form.type, found: type });
}

/** The type rule of Reference, called for each one. */
export function reference(value: unknown, run: Run): void {
  const found = (value as ReferenceFields).reference;
  if (typeof found !== 'string' || found === '') return;
  const form = formOf(run, found);
  checkNamedType(run, form, (value as ReferenceFields).type);
  if (form.kind === 'fragment') {
    if (resolveText(run, found) === undefined)
      run.add('SAMPAN-PROFILE-REFERENCE-UNRESOLVED', 'reference', -1, { found });
  } else if (form.kind === 'wrong') {
    run.add('SAMPAN-PROFILE-REFERENCE-FORM', 'reference', -1, { found });
  } else if (run.bundle !== undefined) checkInBundle(run, found, form);
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
  const named = typeof text === 'string' ? formOf(run, text).type : undefined;
  const claimed = named ?? (typeof type === 'string' ? type : undefined);
  if (claimed !== undefined && allowed.has(claimed)) return;
  const resolved = typeof text === 'string' ? resolvedType(run, text) : undefined;
  const found = resolved ?? claimed;
  if (found === undefined || allowed.has(found)) return;
  const sure = strict || resolved !== undefined;
  const code = sure ? 'SAMPAN-PROFILE-REFERENCE-TYPE' : 'SAMPAN-PROFILE-REFERENCE-TYPE-NAMED';
  run.add(code, key, index, { expected: [...allowed].join(', '), found });
}

/** contained, bundled or referenced: what a reference is must be one of what the profile allows. */
export function aggregation(
  run: Run,
  ...[value, modes, key, index]: [unknown, readonly string[], string, number]
): void {
  const text: unknown = (value as ReferenceFields | null)?.reference;
  if (typeof text !== 'string' || text === '') return;
  const own = text.startsWith('#') ? ['contained'] : ['referenced'];
  if (own[0] === 'referenced' && bundleMatches(run, text).length > 0) own.unshift('bundled');
  if (own.some((mode) => modes.includes(mode))) return;
  const params = { expected: modes.join(', '), found: own[0] ?? '' };
  run.add('SAMPAN-PROFILE-REFERENCE-AGGREGATION', key, index, params);
}
