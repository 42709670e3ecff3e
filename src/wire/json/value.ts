/** JSON values, with every finding and nothing lost. https://www.rfc-editor.org/rfc/rfc8259 */
import { readNumber } from './number.ts';
import { type Scan, skipSpace, stopAt } from './scan.ts';
import { readName, readString } from './string.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Undefined only if the scan stopped. */
export function readValue(scan: Scan): unknown {
  const c = skipSpace(scan);
  scan.recorder?.value(scan.at);
  switch (c) {
    case QUOTE:
      return readString(scan);
    case OPEN_OBJECT:
      return nested(scan, readObject);
    case OPEN_ARRAY:
      return nested(scan, readArray);
    default:
      return (c >= 0x30 && c <= 0x39) || c === 0x2d ? readNumber(scan) : readWord(scan);
  }
}

function nested(scan: Scan, read: (scan: Scan) => unknown): unknown {
  const { depth } = scan.limits;
  if (scan.depth === depth) {
    scan.report('SAMPAN-JSON-DEPTH', scan.at, { limit: depth });
    scan.stopped = true;
    return undefined;
  }
  scan.depth++;
  scan.at++;
  const container = scan.recorder?.open();
  const value = read(scan);
  scan.recorder?.close(container ?? 0);
  scan.depth--;
  return value;
}

/** object = "{" [ member *( "," member ) ] "}" */
function readObject(scan: Scan): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  let c = skipSpace(scan);
  while (c !== CLOSE_OBJECT) {
    if (c !== QUOTE) {
      stopAt(scan, '" }');
      return object;
    }
    readMember(scan, object);
    if (scan.stopped) return object;
    c = skipSpace(scan);
    if (c === COMMA) c = afterComma(scan, CLOSE_OBJECT);
    else if (c !== CLOSE_OBJECT) {
      stopAt(scan, ', }');
      return object;
    }
  }
  scan.at++;
  return object;
}

/** member = string ":" value */
function readMember(scan: Scan, object: Record<string, unknown>): void {
  const at = scan.at;
  const key = readName(scan);
  if (scan.stopped) return;
  if (skipSpace(scan) !== COLON) {
    stopAt(scan, ':');
    return;
  }
  scan.at++;
  scan.recorder?.key(key);
  const value = readValue(scan);
  if (scan.stopped) return;
  if (object[key] !== undefined && Object.hasOwn(object, key)) {
    scan.report('SAMPAN-JSON-DUPLICATE-KEY', at, { key });
  }
  if (key === '__proto__') defineProto(scan, at, { object, value });
  else object[key] = value;
}

/** As own data: an assignment would change what the object inherits. */
function defineProto(
  scan: Scan,
  at: number,
  { object, value }: { readonly object: Record<string, unknown>; readonly value: unknown },
): void {
  scan.report('SAMPAN-JSON-PROTO', at, { key: '__proto__' });
  const own = { value, writable: true, enumerable: true, configurable: true };
  Object.defineProperty(object, '__proto__', own);
}

/** array = "[" [ value *( "," value ) ] "]" */
function readArray(scan: Scan): unknown[] {
  const array: unknown[] = [];
  let c = skipSpace(scan);
  while (c !== CLOSE_ARRAY) {
    scan.recorder?.item(array.length);
    const value = readValue(scan);
    if (scan.stopped) return array;
    array.push(value);
    c = skipSpace(scan);
    if (c === COMMA) c = afterComma(scan, CLOSE_ARRAY);
    else if (c !== CLOSE_ARRAY) {
      stopAt(scan, ', ]');
      return array;
    }
  }
  scan.at++;
  return array;
}

/** A comma before the end is told and read over. */
function afterComma(scan: Scan, close: number): number {
  const comma = scan.at++;
  const c = skipSpace(scan);
  if (c === close) scan.report('SAMPAN-JSON-TRAILING-COMMA', comma);
  return c;
}

const WORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

/** Numbers of other notations, which are told and become null. */
const NUMBER_WORD = /^(?:NaN|[+]?Infinity|[+.]\d[\w.+-]*)$/;

function readWord(scan: Scan): unknown {
  const word = /[\w.+-]*/y;
  word.lastIndex = scan.at;
  const found = word.exec(scan.text)?.[0] ?? '';
  if (Object.hasOwn(WORDS, found)) {
    scan.at += found.length;
    return WORDS[found];
  }
  if (NUMBER_WORD.test(found)) return readNumber(scan);
  stopAt(scan, '{ [ " 0-9 true false null');
  return undefined;
}
