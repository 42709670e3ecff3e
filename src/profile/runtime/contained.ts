/** Contained resources. http://hl7.org/fhir/R4/references.html#contained (dom-2 to dom-5) */
import { asText } from '../../base/as-text.ts';
import type { Run } from './run.ts';

interface Contained {
  readonly id?: unknown;
  readonly contained?: unknown;
  readonly meta?: {
    readonly versionId?: unknown;
    readonly lastUpdated?: unknown;
    readonly security?: unknown;
  };
}

/** All texts in the value that begin with `#`: references and uris to contained ones. */
function fragments(value: unknown, found: Set<string>): Set<string> {
  if (typeof value === 'string') {
    if (value.charCodeAt(0) === 35) found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) fragments(item, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) fragments(inner, found);
  }
  return found;
}

function checkOne(run: Run, one: Contained, index: number): void {
  const key = 'contained';
  if (one.contained !== undefined) run.add('SAMPAN-PROFILE-CONTAINED-NESTED', key, index, {});
  for (const field of ['versionId', 'lastUpdated', 'security'] as const)
    if (one.meta?.[field] !== undefined)
      run.add('SAMPAN-PROFILE-CONTAINED-META', key, index, { found: `meta.${field}` });
}

/** dom-3: each is referred to from elsewhere in the resource, or refers to it. */
export function checkContained(run: Run, resource: { readonly contained?: unknown }): void {
  const list: unknown = resource.contained;
  if (!Array.isArray(list)) return;
  const contained = list.filter((one) => typeof one === 'object' && one !== null);
  const { contained: _, ...own } = resource;
  const outside = fragments(own, new Set());
  const inside = contained.map((one) => fragments(one, new Set()));
  const ids = new Set<unknown>();
  contained.forEach((one: Contained, index) => {
    checkOne(run, one, index);
    const id = `#${asText(one.id)}`;
    const others = inside.some((found, at) => at !== index && found.has(id));
    if (!outside.has(id) && !others && !inside[index]?.has('#'))
      run.add('SAMPAN-PROFILE-CONTAINED-UNUSED', 'contained', index, { found: id });
    if (one.id !== undefined && ids.has(one.id))
      run.add('SAMPAN-PROFILE-ID-DUPLICATE', 'contained', index, { found: asText(one.id) });
    ids.add(one.id);
  });
}
