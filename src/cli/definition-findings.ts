/** What is wrong with a definition beyond what the rules of its own type say. */
import type { Finding } from '../base/finding.ts';
import { parseFhirPath } from '../fhir/fhirpath/parser.ts';
import {
  type ElementDefinition,
  isStructureDefinition,
  type StructureDefinition,
} from '../profile/compiler/definitions.ts';
import { makeSnapshots } from '../profile/snapshot.ts';
import { r4Definitions, r4SearchTypes } from './r4-definitions.ts';
import { baseOf, structureFinding as finding, structureFindings } from './structure-findings.ts';
import { structureMapFindings } from './structure-map-findings.ts';

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

function ofStructure(value: StructureDefinition): Finding[] {
  const first = [...slicedRoot(value), ...ofElements(value), ...structureFindings(value)];
  if (first.length > 0 || value.differential === undefined) return first;
  const { snapshot: _, ...bare } = value;
  if (baseOf(value) === undefined) return [];
  return makeSnapshots([...r4Definitions().structures, bare])
    .problems.filter(({ profile }) => profile === value.url)
    .map(({ element = '', message }) =>
      finding('SAMPAN-PROFILE-DIFFERENTIAL', { element, found: message }),
    );
}

interface Resource {
  readonly resourceType?: unknown;
  readonly [element: string]: unknown;
}

function ofSearchParameter({ code, expression }: Resource): Finding[] {
  const parsed = typeof expression === 'string' ? parseFhirPath(expression) : undefined;
  if (parsed === undefined || parsed.ok) return [];
  const { line, column, expected, found } = parsed.problem;
  const why = `${line}:${column} expected ${expected}, found ${found}`;
  const params = { key: String(code), found: why };
  const made = finding('SAMPAN-PROFILE-EXPRESSION', params);
  return [{ ...made, expression: 'SearchParameter.expression', issue: 'invalid' }];
}

function list(value: unknown): readonly Resource[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one) : [];
}

/** A search parameter that a server offers has the type that its definition gives it. */
function ofCapabilities(value: Resource): Finding[] {
  return list(value.rest).flatMap((rest, i) =>
    list(rest.resource).flatMap((resource, j) =>
      list(resource.searchParam).flatMap(({ definition, type }, k) => {
        const expected = r4SearchTypes().get(String(definition).split('|')[0] ?? '');
        if (expected === undefined || expected === type) return [];
        const params = { expected, found: String(type) };
        const made = finding('SAMPAN-PROFILE-SEARCH-TYPE', params);
        const at = `rest[${i}].resource[${j}].searchParam[${k}]`;
        return [
          { ...made, expression: `CapabilityStatement.${at}.type`, issue: 'invalid' as const },
        ];
      }),
    ),
  );
}

function ofOne(value: unknown): Finding[] {
  if (isStructureDefinition(value)) return ofStructure(value);
  const resource = (value ?? {}) as Resource;
  if (resource.resourceType === 'SearchParameter') return ofSearchParameter(resource);
  if (resource.resourceType === 'StructureMap') return structureMapFindings(resource);
  return resource.resourceType === 'CapabilityStatement' ? ofCapabilities(resource) : [];
}

/** The definition itself, or each one that a Bundle holds. */
export function definitionFindings(value: unknown): Finding[] {
  const resource = (value ?? {}) as Resource;
  if (resource.resourceType !== 'Bundle') return ofOne(value);
  return list(resource.entry).flatMap((entry, index) =>
    ofOne(entry.resource).map((one) => ({
      ...one,
      expression: one.expression?.replace(/^\w+/, `Bundle.entry[${index}].resource`) ?? '',
    })),
  );
}
