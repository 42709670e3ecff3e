/** Names in a StructureMap that lead nowhere: variables, and groups where it imports nothing. */
import type { Finding } from '../base/finding.ts';
import { compileMaps } from '../mapping/compile.ts';
import { r4TypeModel } from './r4-definitions.ts';

export function structureMapFindings(value: { readonly [element: string]: unknown }): Finding[] {
  const { problems } = compileMaps({
    maps: [{ file: 'StructureMap', text: JSON.stringify(value) }],
    conceptMaps: [],
    model: r4TypeModel(),
    lenient: true,
  });
  const codes = value.import === undefined ? ['map-name', 'map-group'] : ['map-name'];
  return problems
    .filter(({ severity, code }) => severity === 'error' && codes.includes(code))
    .map(({ message }) => ({
      ...{ code: 'SAMPAN-PROFILE-MAP', severity: 'error', issue: 'invalid' },
      ...{ expression: 'StructureMap', places: [], params: { found: message } },
    }));
}
