/** A large XML document read a piece at a time: the repeated elements, and what stands around. */
import { bytePositions } from './byte-positions.ts';
import { type ByteSource, readRange } from './byte-source.ts';
import { charsetOfLabel, charsetOfMark } from './charset/codec.ts';
import { cleanText } from './charset.ts';
import { type Position, positionIndex } from './text-position.ts';
import { outermostScope, type Scope } from './xml/namespace.ts';
import { declaredEncoding } from './xml/prolog.ts';
import { type Span, splitXml } from './xml/split.ts';
import { parseXml, type XmlResult } from './xml.ts';

export interface XmlPieces {
  /** The document without its pieces. */
  readonly around: XmlResult;
  readonly count: number;
  positionOf(index: number): Position;
  /** Undefined if its text is not clean: then the document must be read as a whole. */
  piece(index: number): XmlResult | undefined;
}

export interface PiecesOptions {
  /** Names from the root to the repeated element. */
  readonly path: readonly string[];
  readonly declared?: string;
}

/** A document whose bytes need not be in memory. */
export interface LargeFile {
  readonly name: string;
  readonly source: ByteSource;
}

const MARK_BYTES = 3;
/** Enough for a mark and a declaration. */
const HEAD_BYTES = 1024;

/** Undefined if the document is not UTF-8, or nothing in it is repeated. */
export function openPieces(file: LargeFile, options: PiecesOptions): XmlPieces | undefined {
  const { source } = file;
  const start = readRange(source, 0, HEAD_BYTES);
  const marked = charsetOfMark(start) === 'utf-8';
  const head = marked ? start.subarray(MARK_BYTES) : start;
  const own = [options.declared, declaredEncoding(head)].filter((each) => each !== undefined);
  if (own.some((label) => charsetOfLabel(label) !== 'utf-8')) return undefined;
  const spans = splitXml(source, options.path);
  if (spans === undefined || spans.length === 0) return undefined;
  const positionOf = bytePositions(source, marked ? MARK_BYTES : 0);
  const text = (span: Span): string | undefined => decode(file, span);
  const outer = outside(source, spans, marked ? MARK_BYTES : 0);
  const around = readAround(file.name, outer, { text, positionOf });
  const scope = around && scopeOf(around.head);
  if (around === undefined || scope === undefined) return undefined;
  return {
    around: around.result,
    count: spans.length,
    positionOf: (index) => positionOf(spans[index]?.from ?? 0),
    piece(index) {
      const span = spans[index];
      const own = span && text(span);
      if (span === undefined || own === undefined) return undefined;
      const inside = shifted(own, () => positionOf(span.from));
      return parseXml(own, { file: file.name, positionOf: inside, scope, clean: true });
    },
  };
}

function decode({ source }: LargeFile, { from, to }: Span): string | undefined {
  return from === to ? '' : cleanText(readRange(source, from, to));
}

function outside({ length }: ByteSource, spans: readonly Span[], begin: number): readonly Span[] {
  const starts = [begin, ...spans.map(({ to }) => to)];
  const ends = [...spans.map(({ from }) => from), length];
  return starts.map((from, index) => ({ from, to: ends[index] ?? from }));
}

interface Reading {
  readonly text: (span: Span) => string | undefined;
  readonly positionOf: (offset: number) => Position;
}

interface Around {
  /** Before the first piece. */
  readonly head: string;
  readonly result: XmlResult;
}

function readAround(
  file: string,
  spans: readonly Span[],
  { text, positionOf }: Reading,
): Around | undefined {
  const starts: number[] = [];
  let whole = '';
  for (const span of spans) {
    const own = text(span);
    if (own === undefined) return undefined;
    starts.push(whole.length);
    whole += own;
  }
  const place = (offset: number): Position => {
    const index = Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
    const start = starts[index] ?? 0;
    const from = spans[index]?.from ?? 0;
    return shifted(whole.slice(start, offset), () => positionOf(from))(offset - start);
  };
  const head = whole.slice(0, starts[1]);
  return { head, result: parseXml(whole, { file, positionOf: place }) };
}

/** Positions in a text that begins at `base`, which is looked up on the first question. */
function shifted(text: string, base: () => Position): (offset: number) => Position {
  const local = positionIndex(text);
  let from: Position | undefined;
  return (offset) => {
    const { line, column } = local(offset);
    from ??= base();
    return { line: from.line + line - 1, column: line === 1 ? from.column + column - 1 : column };
  };
}

const DECLARATION = /\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"<&]*)"|'([^'<&]*)')/g;

/** Every prefix that what stands before the pieces binds. */
function scopeOf(head: string): Scope {
  const scope = new Map(outermostScope);
  for (const [, prefix = '', double, single] of head.matchAll(DECLARATION)) {
    scope.set(prefix, double ?? single ?? '');
  }
  return scope;
}
