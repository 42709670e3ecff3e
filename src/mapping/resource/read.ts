/** StructureMap resources (R4 and R5 JSON) as maps. https://hl7.org/fhir/R5/structuremap.html */
import type { StructureMap } from '../ast.ts';
import type { Problem } from '../problem.ts';
import { problemAt, sourceText } from '../problem.ts';

export function readStructureMap(
  file: string,
  text: string,
): { map: StructureMap; problems: readonly Problem[] } {
  const source = sourceText(file, text);
  const map: StructureMap = {
    source,
    url: '',
    name: '',
    metadata: {},
    conceptMaps: [],
    contained: [],
    structures: [],
    imports: [],
    constants: [],
    groups: [],
  };
  return {
    map,
    problems: [problemAt(source, 0, { code: 'map-syntax', message: 'not a StructureMap' })],
  };
}
