/** Search results: ids, modes and the types that the search asked for. */
import { asText } from '../../base/as-text.ts';
import type { BundleEntry, BundleIndex } from './bundle-index.ts';
import type { Run } from './run.ts';

interface SearchBundle {
  readonly link?: readonly { readonly relation?: unknown; readonly url?: unknown }[];
}

/** `base/Observation?code=x` asks for Observation; `base?_type=A,B` for A and B. */
function searchedTypes(run: Run, value: unknown): readonly string[] {
  const links = (value as SearchBundle).link;
  const self = Array.isArray(links) ? links.find((one) => one?.relation === 'self') : undefined;
  if (typeof self?.url !== 'string') return [];
  const [path = '', query = ''] = self.url.split('?');
  const last = path.slice(path.lastIndexOf('/') + 1);
  if (run.set.isResourceType(last)) return [last];
  return new URLSearchParams(query).get('_type')?.split(',') ?? [];
}

function checkEntry(run: Run, entry: BundleEntry, types: readonly string[]): void {
  const { resource, searchMode, index } = entry;
  if (resource === undefined) return;
  const found = asText(resource.resourceType);
  if (searchMode === 'outcome') {
    const expected = 'OperationOutcome';
    if (found !== expected)
      run.add('SAMPAN-PROFILE-SEARCH-TYPE', 'entry', index, { expected, found });
    return;
  }
  if (searchMode === undefined) return;
  if (resource.id === undefined) run.add('SAMPAN-PROFILE-SEARCH-ID', 'entry', index, { found });
  if (searchMode !== 'match' || types.length === 0 || types.includes(found)) return;
  run.add('SAMPAN-PROFILE-SEARCH-TYPE', 'entry', index, { expected: types.join(', '), found });
}

export function checkSearch(run: Run, value: unknown, bundle: BundleIndex): void {
  if (bundle.type !== 'searchset') return;
  const types = searchedTypes(run, value);
  for (const entry of bundle.entries) checkEntry(run, entry, types);
}
