/** What only making the snapshot of a StructureDefinition shows to be wrong with it. */
import type { Finding } from '../base/finding.ts';
import { isStructureDefinition } from '../profile/compiler/definitions.ts';
import { makeSnapshots } from '../profile/snapshot.ts';
import { r4Definitions } from './r4-definitions.ts';

function finding(code: string, params: Readonly<Record<string, string>>, at = ''): Finding {
  const expression = `StructureDefinition${at}`;
  return { code, severity: 'error', issue: 'exception', expression, places: [], params };
}

/** http://hl7.org/fhir/R4/profiling.html: a profile cannot slice its own root. */
function slicedRoot(value: { readonly differential?: unknown }): Finding[] {
  const element: unknown = (value.differential as { element?: unknown } | undefined)?.element;
  const root = Array.isArray(element) ? (element[0] as Record<string, unknown>) : undefined;
  if (root?.slicing === undefined || String(root.path).includes('.')) return [];
  return [finding('SAMPAN-PROFILE-SLICED-ROOT', {}, '.differential.element[0]')];
}

export function definitionFindings(value: unknown): Finding[] {
  if (!isStructureDefinition(value)) return [];
  const sliced = slicedRoot(value);
  if (sliced.length > 0 || value.differential === undefined) return sliced;
  const { snapshot: _, ...bare } = value;
  const { structures } = r4Definitions();
  if (!structures.some((one) => one.url === value.baseDefinition)) return [];
  return makeSnapshots([...structures, bare])
    .problems.filter(({ profile }) => profile === value.url)
    .map(({ element = '', message }) =>
      finding('SAMPAN-PROFILE-DIFFERENTIAL', { element, found: message }),
    );
}
