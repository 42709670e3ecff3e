/** What both emitters share: the names in scope and the record of what the code uses. */

import type { TypeModel } from '../model.ts';
import type { StaticType } from './static-type.ts';
import type { Expression, TypeSpecifier } from './syntax.ts';
import type { Typing } from './typing.ts';
import type { Unit } from './unit.ts';
import type { VariableBinding } from './variables.ts';

export type UsedName = 'focus' | 'resource' | 'rootResource' | 'env';

/** JS expressions for what the caller provides. */
export interface Names {
  readonly focus: string;
  readonly focusExtension: string | undefined;
  readonly resource: string;
  readonly rootResource: string;
  readonly env: string;
}

/** A value of a known primitive type; the code gives it raw, null or undefined if there is none. */
export interface Scalar {
  readonly code: string;
  readonly kind: 'string' | 'number' | 'boolean' | 'dateTime' | 'time' | 'quantity';
}

export type RawSelf = Extract<Self, { kind: 'raw' }>;

/** The emitters, which call one another. Those that may give nothing leave the rest to `nodes`. */
export interface Emitters {
  /** JS boolean: the condition holds, as invariants mean it. */
  holds(expression: Expression, scope: Scope): string;
  /** JS boolean: the expression is true, and neither false nor empty. */
  isTrue(expression: Expression, scope: Scope): string;
  /** JS boolean: the expression is false, and neither true nor empty. */
  isFalse(expression: Expression, scope: Scope): string;
  /** JS boolean: there is an item. */
  exists(expression: Expression, scope: Scope): string | undefined;
  /** JS statements that run `consume` for each item. */
  each(
    expression: Expression,
    scope: Scope,
    consume: (item: RawSelf) => string | undefined,
  ): string | undefined;
  scalar(expression: Expression, scope: Scope): Scalar | undefined;
  nodes(expression: Expression, scope: Scope): string;
}

/** One compilation. */
export interface Emission {
  readonly unit: Unit;
  readonly model: TypeModel | undefined;
  /** Type of %resource, if it is known. */
  readonly resourceType: string | undefined;
  readonly typing: Typing;
  readonly names: Names;
  readonly variables: Readonly<Record<string, VariableBinding>>;
  readonly strict: boolean;
  /** JS variables of the caller that the code may speak of. */
  readonly locals: ReadonlySet<string>;
  /** Bound names that may hold nothing: the extensions of primitives. */
  readonly doubtful: Set<string>;
  readonly uses: Set<UsedName>;
  readonly emit: Emitters;
  /** Name of the object for defined variables, once there is one. */
  holder: string | undefined;
  /** Set when the code may throw an error of evaluation. */
  throws: boolean;
}

/** The current `$this`: a raw value with its extension sibling, or a JS name of a collection. */
export type Self =
  | {
      readonly kind: 'raw';
      readonly value: string;
      readonly ext: string | undefined;
      readonly type: StaticType;
    }
  | { readonly kind: 'nodes'; readonly code: string };

export interface Scope {
  readonly self: Self;
  /** JS expression of a number. */
  readonly index?: string;
  /** JS expression of a collection. */
  readonly total?: string;
  readonly totalScalar?: Scalar;
  /** Self of the whole expression: `%context`. */
  readonly root: Self;
}

export function specifierName(emission: Emission, at: TypeSpecifier | Expression): string {
  return emission.typing.specifiers.get(at) ?? '';
}

export function use(emission: Emission, name: UsedName): string {
  emission.uses.add(name);
  return emission.names[name];
}

export function quote(text: string): string {
  return JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

export function isIdentifier(code: string): boolean {
  return IDENTIFIER.test(code);
}

/** `holder.key`, or `holder?.key` where the holder may be missing: only what is bound is sure. */
export function property(emission: Emission, holder: string, key: string): string {
  const bound = emission.unit.isFresh(holder) && !emission.doubtful.has(holder);
  const safe = bound || holder === emission.names.focus ? '.' : '?.';
  if (isIdentifier(key)) return `${holder}${safe}${key}`;
  return `${holder}${safe === '.' ? '' : '?.'}[${quote(key)}]`;
}

/** Hoists statements into a function of what they use; gives the call. */
export function hoisted(emission: Emission, body: string): string {
  const bare = body.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const words = new Set(freeWords(bare));
  for (const [, declared = ''] of bare.matchAll(/\b(?:const|let) ([\w$]+)/g))
    words.delete(declared);
  for (const [, list = ''] of bare.matchAll(/\(([\w$, ]*)\) =>/g)) {
    for (const parameter of list.split(', ')) words.delete(parameter);
  }
  const locals = [...words].filter(
    (word) => emission.locals.has(word) || emission.unit.isFresh(word),
  );
  return `${emission.unit.hoist(locals, body)}(${locals.join(', ')})`;
}

/** Words of expressions that are no variables. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'undefined null true false this new typeof void in instanceof'.split(' '),
);

/** Variables that the caller's expressions for names are made of. */
export function localsOf(names: Names, variables: Emission['variables']): ReadonlySet<string> {
  const codes = [...Object.values(names), ...Object.values(variables).map(({ code }) => code)];
  const words = codes.flatMap((code) => (code === undefined ? [] : freeWords(code)));
  return new Set(words.filter((word) => !KEYWORDS.has(word)));
}

function freeWords(code: string): string[] {
  const bare = code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  return bare.match(/(?<![.\w$])[A-Za-z_$][\w$]*/g) ?? [];
}

/** Emits, or takes back all that was noted on the way to nothing. */
export function tentative<T>(emission: Emission, emit: () => T | undefined): T | undefined {
  const { throws } = emission;
  const used = [...emission.uses];
  const result = emission.unit.tentative(emit);
  if (result !== undefined) return result;
  emission.throws = throws;
  emission.uses.clear();
  for (const name of used) emission.uses.add(name);
  return undefined;
}
