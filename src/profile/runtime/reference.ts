/** Rules of Reference: its form, what it may point to, and that it points to something. */
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

function checkInBundle(run: Run, reference: string): void {
  const matches = bundleMatches(run, reference);
  if (
    matches.length > 1 &&
    isAbsolute(reference) &&
    new Set(matches.map((one) => one.resource?.id)).size > 1
  )
    run.add('SAMPAN-PROFILE-REFERENCE-AMBIGUOUS', 'reference', -1, { found: reference });
  if (matches.length === 0 && isUrn(reference))
    run.add('SAMPAN-PROFILE-REFERENCE-UNRESOLVED', 'reference', -1, { found: reference });
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

/** The resource type that a reference names, or that it resolves to. */
function typeOf(run: Run, value: ReferenceFields): string | undefined {
  const text = value.reference;
  if (typeof text === 'string') {
    const named = RELATIVE.exec(text) ?? TYPE_IN_URL.exec(text) ?? CONDITIONAL.exec(text);
    const type = named?.[1];
    if (type !== undefined && run.set.model.isResource(type)) return type;
    const found = resolveText(run, text) as { resourceType?: unknown } | undefined;
    if (typeof found?.resourceType === 'string') return found.resourceType;
  }
  return typeof value.type === 'string' ? value.type : undefined;
}

export function target(
  run: Run,
  ...[value, allowed, key, index]: [unknown, ReadonlySet<string>, string, number]
): void {
  if (typeof value !== 'object' || value === null) return;
  const type = typeOf(run, value);
  if (type === undefined || allowed.has(type)) return;
  const expected = [...allowed].join(', ');
  run.add('SAMPAN-PROFILE-REFERENCE-TYPE', key, index, { expected, found: type });
}
