/** What both emitters share: the names in scope and the record of what the code uses. */

import type { TypeModel } from '../model.ts';
import type { Expression, TypeSpecifier } from './syntax.ts';
import type { StaticType, Typing, VariableBinding } from './typing.ts';
import type { Unit } from './unit.ts';

export type UsedName = 'focus' | 'resource' | 'rootResource' | 'env';

/** JS expressions for what the caller provides. */
export interface Names {
  readonly focus: string;
  readonly focusExtension: string | undefined;
  readonly resource: string;
  readonly rootResource: string;
  readonly env: string;
}

/** One compilation. */
export interface Emission {
  readonly unit: Unit;
  readonly model: TypeModel | undefined;
  readonly typing: Typing;
  readonly names: Names;
  readonly variables: Readonly<Record<string, VariableBinding>>;
  readonly strict: boolean;
  readonly uses: Set<UsedName>;
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
  /** Self of the whole expression: `%context`. */
  readonly root: Self;
}

export function typeOfExpression(emission: Emission, expression: Expression): StaticType {
  return emission.typing.types.get(expression) ?? { many: true };
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
