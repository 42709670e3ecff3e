/** What is wrong with a StructureDefinition beyond what the rules of its own type say. */
import type { Finding } from '../base/finding.ts';
import { parseFhirPath } from '../fhir/fhirpath/parser.ts';
import {
  type ElementDefinition,
  isStructureDefinition,
  type StructureDefinition,
} from '../profile/compiler/definitions.ts';
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

/** Types whose values come from code systems. */
const BINDABLE = new Set(
  'code Coding CodeableConcept Quantity string uri Duration Age Count Distance Money'.split(' '),
);

function bindingTypes({ binding, type = [], path }: ElementDefinition, at: string): Finding[] {
  const types = type.map(({ code }) => code);
  const bound = types.length === 0 || types.some((code) => BINDABLE.has(code));
  if (binding === undefined || bound) return [];
  const params = { element: path, found: types.join(', ') };
  return [{ ...finding('SAMPAN-PROFILE-BINDING-TYPE', params, at), issue: 'business-rule' }];
}

function expressions({ constraint = [] }: ElementDefinition, at: string): Finding[] {
  return constraint.flatMap(({ key, expression }) => {
    const parsed = expression === undefined ? undefined : parseFhirPath(expression);
    if (parsed === undefined || parsed.ok) return [];
    const { line, column, expected, found } = parsed.problem;
    const why = `${line}:${column} expected ${expected}, found ${found}`;
    return [{ ...finding('SAMPAN-PROFILE-EXPRESSION', { key, found: why }, at), issue: 'invalid' }];
  });
}

function elementPath({ path }: ElementDefinition, type: string, at: string): Finding[] {
  if (path === type || path.startsWith(`${type}.`)) return [];
  const params = { expected: type, found: path };
  return [{ ...finding('SAMPAN-PROFILE-ELEMENT-PATH', params, at), issue: 'invalid' }];
}

/** Elements of a malformed definition are judged by its own profile, not here. */
function elementsOf(value: StructureDefinition): readonly ElementDefinition[] {
  const element: unknown = value.differential?.element;
  if (!Array.isArray(element)) return [];
  return element.filter((one) => typeof (one as { path?: unknown } | null)?.path === 'string');
}

function ofElements(value: StructureDefinition): Finding[] {
  const elements = elementsOf(value);
  const type = value.kind === 'logical' ? elements[0]?.path : value.type;
  return elements.flatMap((element, index) => {
    const at = `.differential.element[${index}]`;
    const own = type === undefined ? [] : elementPath(element, type, at);
    return [...own, ...bindingTypes(element, at), ...expressions(element, at)];
  });
}

export function definitionFindings(value: unknown): Finding[] {
  if (!isStructureDefinition(value)) return [];
  const first = [...slicedRoot(value), ...ofElements(value)];
  if (first.length > 0 || value.differential === undefined) return first;
  const { snapshot: _, ...bare } = value;
  const { structures } = r4Definitions();
  if (!structures.some((one) => one.url === value.baseDefinition)) return [];
  return makeSnapshots([...structures, bare])
    .problems.filter(({ profile }) => profile === value.url)
    .map(({ element = '', message }) =>
      finding('SAMPAN-PROFILE-DIFFERENTIAL', { element, found: message }),
    );
}
