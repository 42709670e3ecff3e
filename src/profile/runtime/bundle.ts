/** Rules of Bundle that no snapshot states. http://hl7.org/fhir/R4/bundle.html */
import type { BundleEntry, BundleIndex } from './bundle-index.ts';
import { isAbsolute, RELATIVE, restBase } from './resolve.ts';
import type { Run } from './run.ts';

function checkFullUrl(run: Run, entry: BundleEntry): void {
  const { fullUrl, resource, index } = entry;
  if (fullUrl === undefined) return;
  const found = fullUrl;
  if (!isAbsolute(fullUrl)) run.add('SAMPAN-PROFILE-FULLURL', 'entry', index, { found });
  if (resource === undefined || restBase(fullUrl) === undefined) return;
  const named = fullUrl.slice(restBase(fullUrl)?.length);
  const own = `${String(resource.resourceType)}/${String(resource.id)}`;
  const known = run.set.model.isResource(named.split('/')[0] ?? '');
  if (known && resource.id !== undefined && named !== own && RELATIVE.test(named))
    run.add('SAMPAN-PROFILE-FULLURL', 'entry', index, { found, expected: own });
}

/** bdl-7, in one pass: fullUrl and version are unique unless it is a history. */
function checkUnique(run: Run, bundle: BundleIndex): void {
  if (bundle.type === 'history') return;
  const seen = new Set<string>();
  for (const { fullUrl, resource, index } of bundle.entries) {
    if (fullUrl === undefined) continue;
    const meta = resource?.meta as { versionId?: unknown } | undefined;
    const key = `${fullUrl}|${String(meta?.versionId ?? '')}`;
    if (seen.has(key))
      run.add('SAMPAN-PROFILE-INVARIANT', 'entry', index, { key: 'bdl-7', human: fullUrl });
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
  const found = String(bundle.entries[0]?.resource?.resourceType);
  if (found !== expected) run.add('SAMPAN-PROFILE-ENTRY-FIRST', 'entry', 0, { expected, found });
}

export function checkBundle(run: Run, _value: unknown, bundle: BundleIndex): void {
  checkUnique(run, bundle);
  checkFirst(run, bundle);
  for (const entry of bundle.entries) checkFullUrl(run, entry);
}
