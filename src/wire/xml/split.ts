/**
 * Where the repeated elements of a large document stand in its bytes, so that each can be read as a
 * document of its own and let go. Only looks at markup; who parses the pieces tells what is wrong.
 */

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
  readonly bytes: Uint8Array;
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
export function splitXml(bytes: Uint8Array, path: readonly string[]): readonly Span[] | undefined {
  const container = new TextEncoder().encode(path.at(-1) ?? '');
  const scan: Scan = { bytes, path, container, spans: [], open: [] };
  let at = nextLess(bytes, 0);
  while (at < bytes.length) {
    const end = step(scan, at);
    if (end === undefined) return undefined;
    at = nextLess(bytes, end);
  }
  return scan.spans;
}

function nextLess(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LESS) at++;
  return at;
}

/** Behind the markup at `at`; a whole container at once. */
function step(scan: Scan, at: number): number | undefined {
  const { bytes, path, open } = scan;
  const next = bytes[at + 1];
  if (next === EXCLAMATION || next === QUESTION) return behindMisc(bytes, at);
  if (next === SLASH) {
    open.pop();
    return behindTag(bytes, at);
  }
  const name = nameAt(bytes, at + 1);
  const end = behindTag(bytes, at);
  const below = open.length === path.length - 1 && path[open.length] === name;
  if (below && open.every((each, index) => each === path[index])) {
    const to = bytes[end - 2] === SLASH ? end : behindContainer(scan, end);
    if (to !== undefined) scan.spans.push({ from: at, to });
    return to;
  }
  if (bytes[end - 2] !== SLASH) open.push(name);
  return end;
}

/** Behind the end tag of the container whose start tag ends before `from`. */
function behindContainer({ bytes, container }: Scan, from: number): number | undefined {
  let depth = 1;
  let at = nextLess(bytes, from);
  while (at < bytes.length) {
    const next = bytes[at + 1];
    if (next === EXCLAMATION || next === QUESTION) {
      const end = behindMisc(bytes, at);
      if (end === undefined) return undefined;
      at = nextLess(bytes, end);
      continue;
    }
    const closes = next === SLASH;
    if (isNamed(bytes, at + (closes ? 2 : 1), container)) {
      const end = behindTag(bytes, at);
      if (closes) depth--;
      else if (bytes[end - 2] !== SLASH) depth++;
      if (depth === 0) return end;
    }
    at = nextLess(bytes, at + 1);
  }
  return bytes.length;
}

/** Behind a comment, instruction or CDATA; undefined for a declaration. */
function behindMisc(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at + 1] === QUESTION) return behind(bytes, at + 2, '?>');
  if (startsWith(bytes, at, '<!--')) return behind(bytes, at + 4, '-->');
  if (startsWith(bytes, at, '<![CDATA[')) return behind(bytes, at + 9, ']]>');
  return undefined;
}

function behind(bytes: Uint8Array, from: number, end: string): number {
  const first = end.charCodeAt(0);
  let at = bytes.indexOf(first, from);
  while (at !== -1 && !startsWith(bytes, at, end)) at = bytes.indexOf(first, at + 1);
  return at === -1 ? bytes.length : at + end.length;
}

/** Behind the `>` of a tag; one in an attribute's value is none. */
function behindTag(bytes: Uint8Array, at: number): number {
  let quote = 0;
  for (let i = at + 1; i < bytes.length; i++) {
    const c = bytes[i] ?? 0;
    if (quote !== 0) {
      if (c === quote) quote = 0;
    } else if (c === QUOTE || c === APOSTROPHE) quote = c;
    else if (c === GREATER) return i + 1;
  }
  return bytes.length;
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** True if the name at `at` is this one, and no longer. */
function isNamed(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name[i]) return false;
  return endsName(bytes[at + name.length]);
}

function endsName(c: number | undefined): boolean {
  return c === undefined || c === GREATER || c === SLASH || c <= 0x20;
}

function nameAt(bytes: Uint8Array, from: number): string {
  let name = '';
  for (let at = from; !endsName(bytes[at]); at++) name += String.fromCharCode(bytes[at] ?? 0);
  return name;
}
