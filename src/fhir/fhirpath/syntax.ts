/** The syntax tree of FHIRPath. http://hl7.org/fhirpath/N1/grammar.html */

import type { Span } from './problem.ts';

export type BinaryOperator =
  | 'implies'
  | 'or'
  | 'xor'
  | 'and'
  | 'in'
  | 'contains'
  | '='
  | '~'
  | '!='
  | '!~'
  | '<='
  | '<'
  | '>'
  | '>='
  | '|'
  | '+'
  | '-'
  | '&'
  | '*'
  | '/'
  | 'div'
  | 'mod';

/** Types of literals, without the namespace `System`. */
export type LiteralType =
  | 'Boolean'
  | 'String'
  | 'Integer'
  | 'Decimal'
  | 'Date'
  | 'DateTime'
  | 'Time'
  | 'Quantity';

/** `text` is the value as written, unescaped, without `@` and quotes. */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly type: LiteralType;
  readonly text: string;
  /** UCUM code in quotes (`'mg'`) or calendar word (`days`). */
  readonly unit?: string;
  /** True if the unit is a calendar word. */
  readonly calendar?: boolean;
}

export interface Empty extends Span {
  readonly kind: 'empty';
}

/** `input.name`; without input, of the current focus. */
export interface Member extends Span {
  readonly kind: 'member';
  readonly input?: Expression;
  readonly name: string;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly input?: Expression;
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface Indexer extends Span {
  readonly kind: 'indexer';
  readonly input: Expression;
  readonly index: Expression;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '+' | '-';
  readonly operand: Expression;
}

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `System.String`, `FHIR.Patient`, `Patient`. */
export interface TypeSpecifier extends Span {
  readonly namespace?: string;
  readonly name: string;
}

export interface TypeTest extends Span {
  readonly kind: 'type-test';
  readonly operator: 'is' | 'as';
  readonly operand: Expression;
  readonly type: TypeSpecifier;
}

/** `$this`, `$index`, `$total`. */
export interface Special extends Span {
  readonly kind: 'special';
  readonly name: 'this' | 'index' | 'total';
}

/** `%resource`, %`ext-patient-birthTime`. */
export interface Variable extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

export type Expression =
  | Literal
  | Empty
  | Member
  | Call
  | Indexer
  | Unary
  | Binary
  | TypeTest
  | Special
  | Variable;
