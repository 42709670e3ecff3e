/** Rules of Bundle that no snapshot states. http://hl7.org/fhir/R4/bundle.html */
import { asText } from '../../base/as-text.ts';
import type { BundleEntry, BundleIndex } from './bundle-index.ts';
import { checkBundleLinks } from './bundle-link.ts';
import { checkLinks } from './bundle-links.ts';
import { checkSearch } from './bundle-search.ts';
import { isAbsolute, referenceForm } from './reference-form.ts';
import type { Run } from './run.ts';

/** Types whose entries may leave fullUrl to the receiver. */
const FREE_OF_FULL_URL = new Set([
  'transaction',
  'transaction-response',
  'batch',
  'batch-response',
]);

function needsFullUrl(bundle: BundleIndex, entry: BundleEntry): boolean {
  const type = entry.resource?.resourceType;
  if (type === undefined || type === 'OperationOutcome') return false;
  return !FREE_OF_FULL_URL.has(bundle.type);
}

/** A RESTful fullUrl ends with the type and id of its resource. */
function checkIdentity(run: Run, entry: BundleEntry, base: string): void {
  const { fullUrl = '', resource, index } = entry;
  const named = fullUrl.slice(base.length);
  const { resourceType, id } = resource ?? {};
  const expected = `${asText(resourceType)}/${asText(id ?? '…')}`;
  if (named === expected) return;
  if (referenceForm(named, run.set.isResourceType).kind !== 'relative') return;
  // The others are resolved against the first; a wrong name elsewhere misleads nothing else.
  const sure = index === 0 || id === undefined;
  const code = sure ? 'SAMPAN-PROFILE-FULLURL-ID' : 'SAMPAN-PROFILE-FULLURL-ID-OTHER';
  run.add(code, 'entry', index, { found: fullUrl, expected });
}

function checkFullUrl(run: Run, bundle: BundleIndex, entry: BundleEntry): void {
  const { fullUrl, resource, index } = entry;
  if (fullUrl === undefined) {
    if (needsFullUrl(bundle, entry)) run.add('SAMPAN-PROFILE-FULLURL-MISSING', 'entry', index, {});
    return;
  }
  if (!isAbsolute(fullUrl)) run.add('SAMPAN-PROFILE-FULLURL', 'entry', index, { found: fullUrl });
  if (resource !== undefined && entry.base !== undefined) checkIdentity(run, entry, entry.base);
}

/** bdl-7, in one pass: fullUrl and version are unique unless it is a history. */
function checkUnique(run: Run, bundle: BundleIndex): void {
  if (bundle.type === 'history') return;
  const seen = new Set<string>();
  for (const { fullUrl, resource, index } of bundle.entries) {
    if (fullUrl === undefined) continue;
    const meta = resource?.meta as { versionId?: unknown } | undefined;
    const key = `${fullUrl}|${asText(meta?.versionId ?? '')}`;
    const human = `FullUrl must be unique in a bundle: ${fullUrl}`;
    if (seen.has(key)) run.add('SAMPAN-PROFILE-INVARIANT', 'entry', index, { key: 'bdl-7', human });
    seen.add(key);
  }
}

const FIRST: Readonly<Record<string, string>> = {
  document: 'Composition',
  message: 'MessageHeader',
};

function checkFirst(run: Run, bundle: BundleIndex): void {
  const expected = FIRST[bundle.type];
  if (expected === undefined) return;
  const found = asText(bundle.entries[0]?.resource?.resourceType);
  if (found !== expected) run.add('SAMPAN-PROFILE-ENTRY-FIRST', 'entry', 0, { expected, found });
  else checkLinks(run, bundle);
}

export function checkBundle(run: Run, value: unknown, bundle: BundleIndex): void {
  checkUnique(run, bundle);
  checkFirst(run, bundle);
  checkSearch(run, value, bundle);
  checkBundleLinks(run, value, bundle);
  for (const entry of bundle.entries) checkFullUrl(run, bundle, entry);
}
