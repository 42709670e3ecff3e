/** Finds where a FHIRPath expression inside a map ends, without knowing what it means. */
import type { Token } from './lexer.ts';
import { tokenAt } from './lexer.ts';

const BINARY_WORDS = new Set([
  'and',
  'or',
  'xor',
  'implies',
  'in',
  'contains',
  'is',
  'as',
  'div',
  'mod',
]);
const BINARY_MARKS = new Set([
  '=',
  '!=',
  '~',
  '!~',
  '<',
  '>',
  '<=',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '|',
  '&',
  '.',
]);
const OPENING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const UNITS = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

export interface Extent {
  /** Offset after the last token of the expression. */
  readonly end: number;
  /** The bracket that was never closed, if one was not. */
  readonly unclosed?: Token;
}

/** Offset after the bracket that closes the one at `open`. */
export function bracketEnd(text: string, open: Token): Extent {
  const stack = [OPENING[open.text]];
  let token = tokenAt(text, open.end);
  while (token.kind !== 'end') {
    if (token.kind === 'mark') {
      const closer = OPENING[token.text];
      if (closer !== undefined) stack.push(closer);
      else if (token.text === stack.at(-1)) stack.pop();
      else if (token.text === ';' || token.text === '->') break;
      if (stack.length === 0) return { end: token.end };
    }
    token = tokenAt(text, token.end);
  }
  return { end: token.at, unclosed: open };
}

function isQuantityUnit(token: Token): boolean {
  return (token.kind === 'string' && token.quote === "'") || UNITS.test(token.text);
}

/** The extent of the expression that begins at `from`; empty if none does. */
export function expressionExtent(text: string, from: number): Extent {
  let end = from;
  let wantsOperand = true;
  let afterNumber = false;
  for (let token = tokenAt(text, from); token.kind !== 'end'; token = tokenAt(text, end)) {
    const isMark = token.kind === 'mark';
    const opens = isMark && (token.text === '(' || token.text === '[');
    if (opens || (isMark && token.text === '{' && wantsOperand)) {
      const inner = bracketEnd(text, token);
      if (inner.unclosed !== undefined) return inner;
      end = inner.end;
      wantsOperand = afterNumber = false;
    } else if (wantsOperand) {
      const sign = isMark && (token.text === '-' || token.text === '+');
      if ((isMark && !sign) || token.kind === 'bad') break;
      end = token.end;
      wantsOperand = sign;
      afterNumber = token.kind === 'number';
    } else if (afterNumber && isQuantityUnit(token)) {
      end = token.end;
      afterNumber = false;
    } else if (isMark ? BINARY_MARKS.has(token.text) : BINARY_WORDS.has(token.text)) {
      end = token.end;
      wantsOperand = true;
      afterNumber = false;
    } else break;
  }
  return { end };
}
