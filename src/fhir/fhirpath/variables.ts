/** Variables: FHIR's own, those the caller binds, and those an expression defines. */

import type { TypeModel } from '../model.ts';
import { type StaticType, systemType } from './static-type.ts';
import type { Expression } from './syntax.ts';

export interface VariableBinding {
  /** JS expression of a raw JSON value, or of an array if `many`. */
  readonly code: string;
  readonly type?: string;
  readonly many?: boolean;
}

const CONSTANTS: Readonly<Record<string, string>> = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
};

/** The text of FHIR's own variables: http://hl7.org/fhir/R4/fhirpath.html#variables */
export function constantOf(name: string): string | undefined {
  if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name];
  if (name.startsWith('vs-')) return `http://hl7.org/fhir/ValueSet/${name.slice(3)}`;
  if (name.startsWith('ext-')) return `http://hl7.org/fhir/StructureDefinition/${name.slice(4)}`;
  return undefined;
}

/** What is known before an expression is looked at. */
interface Provided {
  readonly model?: TypeModel | undefined;
  readonly focus: StaticType;
  readonly resourceType?: string | undefined;
  readonly variables: Readonly<Record<string, VariableBinding>>;
}

/** Type of a variable of the caller's or FHIR's; undefined if neither has one of that name. */
export function providedType(name: string, provided: Provided): StaticType | undefined {
  const { model, focus, resourceType, variables } = provided;
  const bound = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (bound !== undefined) {
    const many = bound.many === true;
    return bound.type === undefined
      ? { many }
      : { types: [model?.name(bound.type) ?? bound.type], many };
  }
  switch (name) {
    case 'context':
      return focus;
    case 'resource':
      return resourceType === undefined ? { many: false } : { types: [resourceType], many: false };
    case 'rootResource':
      return { types: ['DomainResource'], many: false };
    default:
      return constantOf(name) === undefined ? undefined : systemType('String');
  }
}

interface DefinedVariable {
  readonly slot: string;
  readonly type: StaticType;
}

export type Defined = ReadonlyMap<string, DefinedVariable>;

/** What defineVariable() calls define for the rest of their path. */
export class Definitions {
  private readonly added = new Map<Expression, Defined>();

  /** Variables that the path up to here has defined. */
  chain(path: Expression | undefined): Defined {
    let at = path;
    while (at !== undefined) {
      const found = this.added.get(at);
      if (found !== undefined) return found;
      at =
        at.kind === 'member' || at.kind === 'call' || at.kind === 'indexer' ? at.input : undefined;
    }
    return new Map();
  }

  /** Gives the place where the value is kept; each definition has its own. */
  add(call: Extract<Expression, { kind: 'call' }>, name: string, type: StaticType): string {
    const slot = `v${this.added.size}`;
    this.added.set(call, new Map([...this.chain(call.input), [name, { slot, type }]]));
    return slot;
  }
}
