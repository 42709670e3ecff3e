/** Parses FHIRPath by precedence climbing. http://hl7.org/fhirpath/N1/grammar.html */

import { type LexerOptions, type Token, tokenAt } from './lexer.ts';
import { type FhirPathProblem, problemIn } from './problem.ts';
import type { BinaryOperator, Expression, TypeSpecifier } from './syntax.ts';

export interface ParseOptions extends LexerOptions {
  /** Where in the text the expression begins; 0 if absent. */
  readonly offset?: number;
  /** Stops at the first token that cannot continue the expression instead of refusing it. */
  readonly prefix?: boolean;
}

export type ParseResult =
  | { readonly ok: true; readonly expression: Expression; readonly end: number }
  | { readonly ok: false; readonly problem: FhirPathProblem };

/** Levels of the tree: the compiler's recursion follows them, so they are bounded. */
const MAX_EXPRESSION_DEPTH = 256;

/** Higher binds tighter; `is` and `as` take a type on the right. */
const PRECEDENCE: Readonly<Record<BinaryOperator | 'is' | 'as', number>> = {
  implies: 1,
  or: 2,
  xor: 2,
  and: 3,
  in: 4,
  contains: 4,
  '=': 5,
  '~': 5,
  '!=': 5,
  '!~': 5,
  '<': 6,
  '>': 6,
  '<=': 6,
  '>=': 6,
  '|': 7,
  is: 8,
  as: 8,
  '+': 9,
  '-': 9,
  '&': 9,
  '*': 10,
  '/': 10,
  div: 10,
  mod: 10,
};

const CALENDAR_UNIT = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

/** Words that cannot begin an expression. */
const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'xor', 'implies', 'div', 'mod']);

class Refusal {
  readonly token: Token;
  readonly expected: string;
  constructor(token: Token, expected: string) {
    this.token = token;
    this.expected = expected;
  }
}

/** Never throws; the problem has the place in `text`. */
export function parseFhirPath(text: string, options: ParseOptions = {}): ParseResult {
  const parser = new Parser(text, options);
  try {
    const expression = parser.expression(0);
    if (options.prefix !== true) parser.finish();
    return { ok: true, expression, end: parser.end };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { token, expected } = refusal;
    const found = token.kind === 'end' ? 'the end' : `'${text.slice(token.start, token.end)}'`;
    return {
      ok: false,
      problem: problemIn(text, { kind: 'syntax', offset: token.start, expected, found }),
    };
  }
}

/** Owns the position in the text while one expression is read. */
class Parser {
  /** Offset behind the last token taken. */
  end: number;
  private token: Token;
  private depth = 0;
  private readonly text: string;
  private readonly options: ParseOptions;

  constructor(text: string, options: ParseOptions) {
    this.text = text;
    this.options = options;
    this.end = options.offset ?? 0;
    this.token = tokenAt(text, this.end, options);
  }

  finish(): void {
    if (this.token.kind !== 'end') this.refuse('an operator or the end of the expression');
  }

  // expression: term | expression '.' invocation | … | expression 'implies' expression
  expression(least: number): Expression {
    let left = this.unary();
    let levels = 0;
    for (;;) {
      const operator = this.operator();
      if (operator === undefined || PRECEDENCE[operator] < least) break;
      if (++levels + this.depth > MAX_EXPRESSION_DEPTH)
        this.refuse('a less deeply nested expression');
      this.take();
      if (operator === 'is' || operator === 'as') {
        const type = this.typeSpecifier();
        const { start } = left;
        left = { kind: 'type-test', operator, operand: left, type, start, end: this.end };
        continue;
      }
      const right = this.nested(() => this.expression(PRECEDENCE[operator] + 1));
      left = { kind: 'binary', operator, left, right, start: left.start, end: this.end };
    }
    return left;
  }

  private operator(): BinaryOperator | 'is' | 'as' | undefined {
    const { kind, text } = this.token;
    if (kind !== 'symbol' && kind !== 'identifier') return undefined;
    return Object.hasOwn(PRECEDENCE, text) ? (text as BinaryOperator) : undefined;
  }

  // ('+' | '-') expression: binds tighter than '*', looser than '.'
  private unary(): Expression {
    const { kind, text, start } = this.token;
    if (kind !== 'symbol' || (text !== '+' && text !== '-')) return this.path();
    this.take();
    const operand = this.nested(() => this.unary());
    return { kind: 'unary', operator: text, operand, start, end: this.end };
  }

  // term ('.' invocation | '[' expression ']')*
  private path(): Expression {
    let left = this.term();
    let levels = 0;
    for (;;) {
      if (++levels + this.depth > MAX_EXPRESSION_DEPTH) this.refuse('a shorter path');
      if (this.accept('.')) {
        left = this.invocation(left);
      } else if (this.accept('[')) {
        const index = this.nested(() => this.expression(0));
        this.expect(']');
        left = { kind: 'indexer', input: left, index, start: left.start, end: this.end };
      } else return left;
    }
  }

  // term: invocation | literal | externalConstant | '(' expression ')'
  private term(): Expression {
    const token = this.token;
    switch (token.kind) {
      case 'identifier':
      case 'delimited':
        return token.text === 'true' || token.text === 'false' ? this.boolean() : this.invocation();
      case 'special':
        return this.special();
      case 'variable':
        this.take();
        return { kind: 'variable', name: token.text, start: token.start, end: token.end };
      case 'symbol':
        return this.bracketed();
      default:
        return this.literal();
    }
  }

  private boolean(): Expression {
    const { kind, text, start, end } = this.token;
    if (kind === 'delimited') return this.invocation();
    this.take();
    return { kind: 'literal', type: 'Boolean', text, start, end };
  }

  private special(): Expression {
    const { text, start, end } = this.token;
    this.take();
    const name = text === 'index' || text === 'total' ? text : 'this';
    return { kind: 'special', name, start, end };
  }

  // '(' expression ')' | '{' '}'
  private bracketed(): Expression {
    const { start } = this.token;
    if (this.accept('{')) {
      this.expect('}');
      return { kind: 'empty', start, end: this.end };
    }
    if (!this.accept('(')) this.refuse('an expression');
    const inner = this.nested(() => this.expression(0));
    this.expect(')');
    return inner;
  }

  // literal: STRING | NUMBER | DATE | DATETIME | TIME | quantity
  private literal(): Expression {
    const { kind, text, start, end } = this.token;
    switch (kind) {
      case 'string':
        this.take();
        return { kind: 'literal', type: 'String', text, start, end };
      case 'number':
        return this.number();
      case 'date':
        this.take();
        return { kind: 'literal', type: 'Date', text, start, end };
      case 'dateTime':
        this.take();
        return { kind: 'literal', type: 'DateTime', text, start, end };
      case 'time':
        this.take();
        return { kind: 'literal', type: 'Time', text, start, end };
      default:
        return this.refuse('an expression');
    }
  }

  // quantity: NUMBER (dateTimePrecision | pluralDateTimePrecision | STRING)
  private number(): Expression {
    const { text, start } = this.token;
    this.take();
    const { kind, text: unit } = this.token;
    const calendar = kind === 'identifier' && CALENDAR_UNIT.test(unit);
    if (calendar || kind === 'string') {
      this.take();
      const type = 'Quantity';
      return { kind: 'literal', type, text, unit, calendar, start, end: this.end };
    }
    const type = text.includes('.') ? 'Decimal' : 'Integer';
    return { kind: 'literal', type, text, start, end: this.end };
  }

  // invocation: identifier | function | '$this' …   function: identifier '(' paramList? ')'
  private invocation(input?: Expression): Expression {
    const { kind, text: name, start } = this.token;
    if (input !== undefined && kind === 'special') return this.special();
    const word = kind === 'identifier' && (input !== undefined || !RESERVED.has(name));
    if (!word && kind !== 'delimited') this.refuse('the name of an element or function');
    this.take();
    const from = input === undefined ? {} : { input };
    const begin = input?.start ?? start;
    if (!this.accept('(')) return { kind: 'member', ...from, name, start: begin, end: this.end };
    const args = this.arguments();
    return { kind: 'call', ...from, name, args, start: begin, end: this.end };
  }

  // paramList: expression (',' expression)*
  private arguments(): Expression[] {
    const args: Expression[] = [];
    if (this.accept(')')) return args;
    do args.push(this.nested(() => this.expression(0)));
    while (this.accept(','));
    this.expect(')');
    return args;
  }

  // typeSpecifier: identifier ('.' identifier)?
  private typeSpecifier(): TypeSpecifier {
    const { start } = this.token;
    const first = this.name();
    if (!this.accept('.')) return { name: first, start, end: this.end };
    return { namespace: first, name: this.name(), start, end: this.end };
  }

  private name(): string {
    const { kind, text } = this.token;
    if (kind !== 'identifier' && kind !== 'delimited') this.refuse('the name of a type');
    this.take();
    return text;
  }

  private nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_EXPRESSION_DEPTH) this.refuse('a less deeply nested expression');
    const result = read();
    this.depth -= 1;
    return result;
  }

  private take(): void {
    this.end = this.token.end;
    this.token = tokenAt(this.text, this.end, this.options);
  }

  private accept(symbol: string): boolean {
    if (this.token.kind !== 'symbol' || this.token.text !== symbol) return false;
    this.take();
    return true;
  }

  private expect(symbol: string): void {
    if (!this.accept(symbol)) this.refuse(`'${symbol}'`);
  }

  private refuse(expected: string): never {
    const { kind, text } = this.token;
    throw new Refusal(this.token, kind === 'invalid' ? text : expected);
  }
}
