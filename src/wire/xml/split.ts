/**
 * Where the repeated elements of a large document stand in its bytes, so that each can be read as a
 * document of its own and let go. Only looks at markup; who parses the pieces tells what is wrong.
 */

import { type ByteSource, byteReader, nextByte } from '../byte-source.ts';

/** From the `<` of the start tag to behind the `>` of the end tag. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;

interface Scan {
  readonly source: ByteSource;
  readonly at: (offset: number) => number | undefined;
  readonly path: readonly string[];
  readonly container: Uint8Array;
  readonly spans: Span[];
  /** Names of the elements open around the next byte. */
  readonly open: string[];
}

/**
 * The elements on `path`, in order; undefined if something stands there that has no place in these
 * formats. The last piece of a document that is cut short ends where that does.
 */
export function splitXml(source: ByteSource, path: readonly string[]): readonly Span[] | undefined {
  const container = new TextEncoder().encode(path.at(-1) ?? '');
  const scan: Scan = { source, at: byteReader(source), path, container, spans: [], open: [] };
  let at = nextByte(source, LESS, 0);
  while (at < source.length) {
    const end = step(scan, at);
    if (end === undefined) return undefined;
    at = nextByte(source, LESS, end);
  }
  return scan.spans;
}

/** Behind the markup at `from`; a whole container at once. */
function step(scan: Scan, from: number): number | undefined {
  const { at, path, open } = scan;
  const next = at(from + 1);
  if (next === EXCLAMATION || next === QUESTION) return behindMisc(scan, from);
  if (next === SLASH) {
    open.pop();
    return behindTag(scan, from);
  }
  const name = nameAt(scan, from + 1);
  const end = behindTag(scan, from);
  const below = open.length === path.length - 1 && path[open.length] === name;
  if (below && open.every((each, index) => each === path[index])) {
    const to = at(end - 2) === SLASH ? end : behindContainer(scan, end);
    if (to !== undefined) scan.spans.push({ from, to });
    return to;
  }
  if (at(end - 2) !== SLASH) open.push(name);
  return end;
}

/** Behind the end tag of the container whose start tag ends before `from`. */
function behindContainer(scan: Scan, from: number): number | undefined {
  const { source, at, container } = scan;
  let depth = 1;
  let tag = nextByte(source, LESS, from);
  while (tag < source.length) {
    const next = at(tag + 1);
    if (next === EXCLAMATION || next === QUESTION) {
      const end = behindMisc(scan, tag);
      if (end === undefined) return undefined;
      tag = nextByte(source, LESS, end);
      continue;
    }
    const closes = next === SLASH;
    if (isNamed(scan, tag + (closes ? 2 : 1), container)) {
      const end = behindTag(scan, tag);
      if (closes) depth--;
      else if (at(end - 2) !== SLASH) depth++;
      if (depth === 0) return end;
    }
    tag = nextByte(source, LESS, tag + 1);
  }
  return source.length;
}

/** Behind a comment, instruction or CDATA; undefined for a declaration. */
function behindMisc(scan: Scan, from: number): number | undefined {
  if (scan.at(from + 1) === QUESTION) return behind(scan, from + 2, '?>');
  if (startsWith(scan, from, '<!--')) return behind(scan, from + 4, '-->');
  if (startsWith(scan, from, '<![CDATA[')) return behind(scan, from + 9, ']]>');
  return undefined;
}

function behind(scan: Scan, from: number, end: string): number {
  const { source } = scan;
  const first = end.charCodeAt(0);
  let found = nextByte(source, first, from);
  while (found < source.length && !startsWith(scan, found, end)) {
    found = nextByte(source, first, found + 1);
  }
  return found === source.length ? found : found + end.length;
}

/** Behind the `>` of a tag; one in an attribute's value is none. */
function behindTag({ source, at }: Scan, from: number): number {
  let quote = 0;
  for (let i = from + 1; i < source.length; i++) {
    const c = at(i) ?? 0;
    if (quote !== 0) {
      if (c === quote) quote = 0;
    } else if (c === QUOTE || c === APOSTROPHE) quote = c;
    else if (c === GREATER) return i + 1;
  }
  return source.length;
}

function startsWith({ at }: Scan, from: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (at(from + i) !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** True if the name at `from` is this one, and no longer. */
function isNamed({ at }: Scan, from: number, name: Uint8Array): boolean {
  for (let i = 0; i < name.length; i++) if (at(from + i) !== name[i]) return false;
  return endsName(at(from + name.length));
}

function endsName(c: number | undefined): boolean {
  return c === undefined || c === GREATER || c === SLASH || c <= 0x20;
}

function nameAt({ at }: Scan, from: number): string {
  let name = '';
  for (let i = from; !endsName(at(i)); i++) name += String.fromCharCode(at(i) ?? 0);
  return name;
}
