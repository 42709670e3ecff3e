/** Whether a StructureDefinition fits the definition that it constrains or specialises. */
import type { Finding } from '../base/finding.ts';
import { compileBoolean, createUnit } from '../fhir/fhirpath/compile.ts';
import { parseFhirPath } from '../fhir/fhirpath/parser.ts';
import type {
  Constraint,
  ElementDefinition,
  StructureDefinition,
} from '../profile/compiler/definitions.ts';
import { typeCode } from '../profile/compiler/primitives.ts';
import { r4Definitions, r4TypeModel } from './r4-definitions.ts';

/** Makes a finding at a place below StructureDefinition. */
export function structureFinding(
  code: string,
  params: Readonly<Record<string, string>>,
  at = '',
): Finding {
  const expression = `StructureDefinition${at}`;
  return { code, severity: 'error', issue: 'exception', expression, places: [], params };
}

function misfit(element: string, found: string, at = ''): Finding {
  return structureFinding('SAMPAN-PROFILE-DIFFERENTIAL', { element, found }, at);
}

/** The definition it is based on, if it is one of R4's. */
export function baseOf(value: StructureDefinition): StructureDefinition | undefined {
  const structures = r4Definitions().structures as readonly unknown[];
  return (structures as readonly StructureDefinition[]).find(
    ({ url }) => url === value.baseDefinition,
  );
}

/** kind, type and derivation against the base. */
function heading(value: StructureDefinition, base: StructureDefinition): Finding[] {
  if (value.derivation === undefined)
    return [misfit('derivation', 'none, though there is a baseDefinition')];
  const found: Finding[] = [];
  if (base.abstract !== true && value.kind !== base.kind)
    found.push(misfit('kind', `${value.kind}, where ${base.name} is ${base.kind}`));
  const constrains = value.derivation === 'constraint';
  if (constrains !== (value.type === base.type))
    found.push(misfit('type', `${value.type}, as ${value.derivation} of ${base.type}`));
  return found;
}

const ELEMENT_ROOTS = new Set(['Element', 'Resource', 'Any', '*']);

/** Walks a path such as Patient.contact.name.family through the types of R4. */
function isElement(path: string): boolean {
  const model = r4TypeModel();
  const [root = '', ...steps] = path.split('#').at(-1)?.split('.') ?? [];
  let types = model.name(root) === undefined ? [] : [root];
  for (const step of steps) {
    const name = step.replace('[x]', '');
    types = types.flatMap((type) => [...(model.element(type, name)?.types ?? [])]);
  }
  return types.length > 0 || ELEMENT_ROOTS.has(path);
}

function extensionRules(value: StructureDefinition): Finding[] {
  const contexts = (value.context ?? []).flatMap(({ type, expression }, index) => {
    const known = type !== 'element' || expression.includes(':') || isElement(expression);
    return known ? [] : [misfit('context', `no element ${expression}`, `.context[${index}]`)];
  });
  const own = value.differential?.element.find(({ path }) => path === 'Extension.url');
  const url = own?.fixedUri;
  if (url === value.url || !value.baseDefinition?.endsWith('/Extension')) return contexts;
  return [
    ...contexts,
    misfit('Extension.url', `${String(url ?? 'no fixed URL')}, not ${value.url}`),
  ];
}

function contextRules(value: StructureDefinition): Finding[] {
  if (value.type === 'Extension') return extensionRules(value);
  const misplaced = ['context', 'contextInvariant'].filter((name) => Object.hasOwn(value, name));
  return misplaced.map((name) => misfit(name, `only an extension has one, not ${value.type}`));
}

const HAS_RANGE =
  /^(?:integer|decimal|instant|date|dateTime|time|positiveInt|unsignedInt|Quantity|Age|Count|Distance|Duration|Money)$/;
const HAS_LENGTH =
  /^(?:integer|decimal|instant|string|uri|date|dateTime|time|canonical|code|id|markdown|oid|positiveInt|unsignedInt|url|uuid)$/;

/** What an element may say depends on its types, where it names them. */
function ofTypes(element: ElementDefinition, at: string): Finding[] {
  const types = (element.type ?? []).map(typeCode);
  if (types.length === 0) return [];
  const says = (name: string, allowed: RegExp): Finding[] =>
    Object.keys(element).some((key) => key.startsWith(name)) &&
    !types.some((type) => allowed.test(type))
      ? [misfit(element.path, `${name} on ${types.join(', ')}`, at)]
      : [];
  const targets = (element.type ?? [])
    .filter(
      (type) => type.targetProfile !== undefined && !/^(?:Reference|canonical)$/.test(type.code),
    )
    .map(({ code }) => misfit(element.path, `targetProfile on ${code}`, at));
  return [
    ...says('minValue', HAS_RANGE),
    ...says('maxValue', HAS_RANGE),
    ...says('maxLength', HAS_LENGTH),
    ...targets,
  ];
}

function count(max: string): number {
  return max === '*' ? Number.POSITIVE_INFINITY : Number(max);
}

/** Cardinality and types only ever become narrower. */
function narrower(element: ElementDefinition, base: ElementDefinition, at: string): Finding[] {
  const found: Finding[] = [];
  const { path, sliceName, min, max, type = [] } = element;
  if (max !== undefined && count(max) > count(base.max ?? '*'))
    found.push(misfit(path, `max ${max} over ${base.max ?? ''} of the base`, at));
  if (sliceName === undefined && min !== undefined && min < (base.min ?? 0))
    found.push(misfit(path, `min ${min} below ${base.min ?? 0} of the base`, at));
  const allowed = (base.type ?? []).map(typeCode);
  const open = allowed.length === 0 || allowed.some((one) => /^(?:Element|Resource|\*)$/.test(one));
  for (const one of type.map(typeCode))
    if (!open && !allowed.includes(one))
      found.push(misfit(path, `type ${one} is not of the base`, at));
  if (element.slicing !== undefined && base.max === '1' && !base.path.endsWith('[x]'))
    found.push(misfit(path, 'slices of an element that does not repeat', at));
  return found;
}

function repeatedKeys(value: StructureDefinition, base: StructureDefinition): Finding[] {
  const known = new Map<string, Constraint>();
  for (const { constraint = [] } of base.snapshot?.element ?? [])
    for (const one of constraint) known.set(one.key, one);
  return (value.differential?.element ?? []).flatMap(({ constraint = [], path }, index) =>
    constraint.flatMap((one) => {
      const before = known.get(one.key);
      known.set(one.key, one);
      if (before === undefined || before.expression === one.expression) return [];
      const at = `.differential.element[${index}]`;
      return [misfit(path, `another constraint has the key ${one.key}`, at)];
    }),
  );
}

/** Expressions of a snapshot speak of elements that exist; a differential says no types. */
function ownExpressions(value: StructureDefinition): Finding[] {
  const unit = createUnit();
  const model = r4TypeModel();
  return (value.snapshot?.element ?? []).flatMap(({ constraint = [], path, type = [] }, index) =>
    constraint.flatMap(({ key, expression, source }) => {
      const own = source === undefined || source === value.url;
      if (expression === undefined || !own || !parseFhirPath(expression).ok) return [];
      const [first, ...others] = path.includes('.') ? type.map(typeCode) : [value.type];
      if (first === undefined || others.length > 0 || model.name(first) === undefined) return [];
      if (first === 'BackboneElement' || first === 'Element' || model.kind(first) === 'primitive')
        return [];
      const made = compileBoolean({
        ...{ expression, unit, model, focusType: first, names: { focus: 'o' } },
      });
      if (made.ok) return [];
      const { expected = '', found = '' } = made.problems[0] ?? {};
      const params = { key, found: `expected ${expected}, found ${found}` };
      return [structureFinding('SAMPAN-PROFILE-EXPRESSION', params, `.snapshot.element[${index}]`)];
    }),
  );
}

/** A fixed value or a pattern is of the element's type; only a snapshot always names that. */
function fixedTypes(value: StructureDefinition): Finding[] {
  return (value.snapshot?.element ?? []).flatMap((element, index) => {
    const types = (element.type ?? []).map((type) => typeCode(type).toLowerCase());
    return Object.keys(element).flatMap((key) => {
      const type = /^(?:fixed|pattern|defaultValue)(?=[A-Z])(.+)$/.exec(key)?.[1];
      if (type === undefined || types.length === 0 || types.includes(type.toLowerCase())) return [];
      return [misfit(element.path, `${key} on ${types.join(', ')}`, `.snapshot.element[${index}]`)];
    });
  });
}

function ofDifferential(value: StructureDefinition, base: StructureDefinition): Finding[] {
  const elements = new Map((base.snapshot?.element ?? []).map((one) => [one.path, one]));
  return (value.differential?.element ?? []).flatMap((element, index) => {
    const at = `.differential.element[${index}]`;
    const own = elements.get(element.path);
    return [...ofTypes(element, at), ...(own === undefined ? [] : narrower(element, own, at))];
  });
}

/** Everything that only the base or R4's types can tell. */
export function structureFindings(value: StructureDefinition): Finding[] {
  const base = baseOf(value);
  const head = [...contextRules(value), ...(base === undefined ? [] : heading(value, base))];
  const body =
    base === undefined || value.derivation !== 'constraint' || value.kind === 'logical'
      ? []
      : [...ofDifferential(value, base), ...repeatedKeys(value, base)];
  return [...head, ...body, ...fixedTypes(value), ...ownExpressions(value)];
}
