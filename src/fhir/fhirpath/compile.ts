/** FHIRPath to JavaScript: the text of an expression for a generated module. */

import type { TypeModel } from '../model.ts';
import {
  type Emission,
  type Emitters,
  localsOf,
  type Names,
  type Scope,
  type Self,
  tentative,
  type UsedName,
} from './emission.ts';
import { emitNodes } from './emit-nodes.ts';
import { emitHolds, emitTruth } from './fast-condition.ts';
import { emitEach } from './fast-each.ts';
import { emitExists } from './fast-exists.ts';
import { emitScalar } from './fast-scalar.ts';
import { emitValues } from './fast-values.ts';
import { parseFhirPath } from './parser.ts';
import { type FhirPathProblem, problemIn } from './problem.ts';
import type { StaticType } from './static-type.ts';
import type { Expression } from './syntax.ts';
import { typeExpression } from './typing.ts';
import type { Unit } from './unit.ts';
import type { VariableBinding } from './variables.ts';

export type { UsedName } from './emission.ts';
export { createUnit, type Unit } from './unit.ts';
export type { VariableBinding } from './variables.ts';

export interface CompileRequest {
  readonly expression: string | Expression;
  readonly unit: Unit;
  /** Absent: untyped JSON, and nothing is refused for its name. */
  readonly model?: TypeModel | undefined;
  /** `Period`, `Patient.contact`, a logical model's URL; absent: not known. */
  readonly focusType?: string | undefined;
  /** The focus is an array. */
  readonly focusMany?: boolean;
  /** Type of %resource where the focus does not tell it: rules of datatypes inside one resource. */
  readonly resourceType?: string | undefined;
  /** JS expressions; see the defaults. */
  readonly names?: {
    readonly focus?: string;
    /** The `_x` sibling of a primitive focus. */
    readonly focusExtension?: string;
    readonly resource?: string;
    readonly rootResource?: string;
    readonly env?: string;
  };
  readonly variables?: Readonly<Record<string, VariableBinding>>;
  /** `as` on several items and order in unordered lists are errors, as the specification has it. */
  readonly strict?: boolean;
}

export interface Compiled {
  readonly ok: true;
  /** A JS expression. */
  readonly code: string;
  /** The type of every item, if it is known and one. */
  readonly type?: string;
  readonly many: boolean;
  readonly uses: ReadonlySet<UsedName>;
  readonly mayThrow: boolean;
}

export interface Refused {
  readonly ok: false;
  readonly problems: readonly FhirPathProblem[];
}

interface Prepared {
  readonly ok: true;
  readonly expression: Expression;
  readonly emission: Emission;
  readonly scope: Scope;
  readonly result: StaticType;
}

/** JS expression, true or false: whether the condition holds. It never throws. */
export function compileBoolean(request: CompileRequest): Compiled | Refused {
  const prepared = prepare(request);
  if (!prepared.ok) return prepared;
  const { emission, expression, scope } = prepared;
  const condition = emission.emit.holds(expression, scope);
  const code = emission.throws ? `rt.attempt(() => ${condition})` : condition;
  return finish(prepared, code, { type: 'System.Boolean', many: false, mayThrow: false });
}

/** JS expression of an array of raw JSON values; it may throw FhirPathError. */
export function compileValues(request: CompileRequest): Compiled | Refused {
  const prepared = prepare(request);
  if (!prepared.ok) return prepared;
  const { emission, expression, scope } = prepared;
  const plain = tentative(emission, () => emitValues(emission, expression, scope));
  const code = plain ?? `rt.valuesOf(${emitNodes(emission, expression, scope)})`;
  return finish(prepared, code, describe(prepared));
}

/** JS expression of an array of nodes with their types; it may throw FhirPathError. */
export function compileNodes(request: CompileRequest): Compiled | Refused {
  const prepared = prepare(request);
  if (!prepared.ok) return prepared;
  const { emission, expression, scope } = prepared;
  return finish(prepared, emitNodes(emission, expression, scope), describe(prepared));
}

interface Description {
  readonly type?: string;
  readonly many: boolean;
  readonly mayThrow: boolean;
}

function describe({ result, emission }: Prepared): Description {
  const [type, ...others] = result.types ?? [];
  const known = type !== undefined && others.length === 0 ? { type } : {};
  return { ...known, many: result.many, mayThrow: emission.throws };
}

function finish({ emission }: Prepared, code: string, description: Description): Compiled {
  const { holder, uses } = emission;
  const whole = holder === undefined ? `(${code})` : `((${holder}) => ${code})({})`;
  return { ok: true, code: whole, ...description, uses };
}

function prepare(request: CompileRequest): Prepared | Refused {
  const { model, focusType, focusMany = false, strict = false, variables = {} } = request;
  const source = typeof request.expression === 'string' ? request.expression : '';
  const parsed = parse(request.expression);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const types = focusType === undefined ? undefined : [model?.name(focusType) ?? focusType];
  const focus: StaticType = types === undefined ? { many: focusMany } : { types, many: focusMany };
  const resourceType = resourceTypeOf(request, types?.[0]);
  const typing = typeExpression(parsed.expression, {
    model,
    focus,
    resourceType,
    variables,
    strict,
  });
  if (typing.problems.length > 0) {
    return { ok: false, problems: typing.problems.map((detail) => problemIn(source, detail)) };
  }
  const names: Names = {
    focus: 'v',
    resource: 'resource',
    rootResource: 'rootResource',
    env: 'env',
    focusExtension: undefined,
    ...request.names,
  };
  const self: Self = { kind: 'raw', value: names.focus, ext: names.focusExtension, type: focus };
  const result = typing.types.get(parsed.expression) ?? { many: true };
  const emission: Emission = {
    emit: emittersOf(() => emission),
    unit: request.unit,
    model,
    resourceType,
    typing,
    names,
    variables,
    strict,
    locals: localsOf(names, variables),
    holder: undefined,
    doubtful: new Set(),
    uses: new Set(),
    throws: false,
  };
  return { ok: true, expression: parsed.expression, emission, scope: { self, root: self }, result };
}

/** A resource's own elements are of that resource. */
function resourceTypeOf(request: CompileRequest, focus: string | undefined): string | undefined {
  const { model, resourceType } = request;
  if (resourceType !== undefined) return model?.name(resourceType);
  const head = focus?.split('.')[0] ?? '';
  return model?.isResource(head) === true ? head : undefined;
}

function parse(expression: string | Expression): ReturnType<typeof parseFhirPath> {
  if (typeof expression === 'string') return parseFhirPath(expression);
  return { ok: true, expression, end: expression.end };
}

/** Ties the emitters together: each calls the others through the emission. */
function emittersOf(emission: () => Emission): Emitters {
  return {
    holds: (expression, scope) => emitHolds(emission(), expression, scope),
    isTrue: (expression, scope) => emitTruth(emission(), expression, scope, true),
    isFalse: (expression, scope) => emitTruth(emission(), expression, scope, false),
    exists: (expression, scope) =>
      tentative(emission(), () => emitExists(emission(), expression, scope)),
    each: (expression, scope, consume) => {
      return tentative(emission(), () => emitEach(emission(), expression, scope, consume));
    },
    scalar: (expression, scope) =>
      tentative(emission(), () => emitScalar(emission(), expression, scope)),
    nodes: (expression, scope) => emitNodes(emission(), expression, scope),
  };
}
