/** What expressions on the command line may ask for: clock, Bundle, value sets, narratives. */

import { type Environment, isObject } from '../fhir/fhirpath/runtime.ts';
import { scanXhtml } from '../profile/runtime/xhtml.ts';
import { memberOf } from './member-of.ts';
import { r4Definitions } from './r4-definitions.ts';

export function environmentFor(input: unknown): Environment {
  const resources = bundled(input);
  let terminology: ReturnType<typeof memberOf> | undefined;
  return {
    now: new Date().toISOString(),
    resolve: (reference) => resources.get(reference),
    memberOf: (value, valueSet) => {
      terminology ??= memberOf(r4Definitions());
      return terminology(value, valueSet);
    },
    htmlChecks: (xhtml) => {
      const { problem, content } = scanXhtml(xhtml);
      return problem === undefined && content;
    },
  };
}

/** Resources of a Bundle by fullUrl and by Type/id; the first of a name counts. */
function bundled(input: unknown): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const entries = isObject(input) && input.resourceType === 'Bundle' ? input.entry : undefined;
  if (!Array.isArray(entries)) return found;
  for (const entry of entries) {
    if (!isObject(entry) || !isObject(entry.resource)) continue;
    const { fullUrl, resource } = entry;
    const names = [fullUrl, `${resource.resourceType}/${resource.id}`];
    for (const name of names) {
      if (typeof name === 'string' && !found.has(name)) found.set(name, resource);
    }
  }
  return found;
}
