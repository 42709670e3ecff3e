/** JSON numbers, exactly. https://www.rfc-editor.org/rfc/rfc8259#section-6 */
import { type ExactNumber, exactNumber } from '../../base/decimal.ts';
import type { Scan } from './scan.ts';

/** Every integer of at most this many digits is a safe one. */
const SAFE_DIGITS = 15;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,4})?$/;

/** What a token that tried to be a number may consist of. */
const NUMBER_LIKE = /[+\-.\w]*/y;

/** Null for a token that is no number or too long a one; the finding says so. */
export function readNumber(scan: Scan): ExactNumber | null {
  const { text, at } = scan;
  const first = text.charCodeAt(at);
  let end = first === 0x2d ? at + 1 : at;
  let value = 0;
  const digits = end;
  for (; ; end++) {
    const digit = text.charCodeAt(end) - 0x30;
    if (!(digit >= 0 && digit <= 9)) break;
    value = value * 10 + digit;
  }
  const count = end - digits;
  const plain = count > 0 && count <= SAFE_DIGITS && !continuesNumber(text.charCodeAt(end));
  // Neither 007 nor -0
  if (plain && (text.charCodeAt(digits) !== 0x30 || (count === 1 && digits === at))) {
    scan.at = end;
    return digits === at ? value : -value;
  }
  return readToken(scan);
}

function continuesNumber(c: number): boolean {
  return c === 0x2e || c === 0x45 || c === 0x65 || isNumberLike(c);
}

/** Letters, digits, sign: then the whole token is looked at. */
function isNumberLike(c: number): boolean {
  return (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x2b || c === 0x2d;
}

function readToken(scan: Scan): ExactNumber | null {
  const { text, at, limits } = scan;
  NUMBER_LIKE.lastIndex = at;
  const token = NUMBER_LIKE.exec(text)?.[0] ?? '';
  scan.at = at + token.length;
  if (token.length > limits.numberCharacters) {
    scan.report('SAMPAN-JSON-NUMBER-LONG', at, {
      length: token.length,
      limit: limits.numberCharacters,
    });
    return null;
  }
  if (NUMBER.test(token)) return exactNumber(token);
  scan.report('SAMPAN-JSON-NUMBER', at, { token });
  return null;
}
