/**
 * Reads multipart/form-data (RFC 7578) from bytes, strictly and with limits.
 *
 *   body      = *preamble first *( delimiter part ) close
 *   delimiter = CRLF "--" boundary CRLF
 *   part      = *( header CRLF ) CRLF content
 */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import type { SourceFile } from '../channel/translation.ts';

export type Multipart =
  | { readonly kind: 'files'; readonly files: readonly SourceFile[] }
  | { readonly kind: 'malformed'; readonly finding: Finding };

const CR = 13;
const LF = 10;
const DASH = 45;

/** Files of the form, in order; fields without a file name are no part of a submission. */
export function readMultipart(bytes: Uint8Array, boundary: string): Multipart {
  if (!/^[\w'()+,./:=? -]{1,70}$/.test(boundary)) return malformed('boundary=…');
  const spans = partSpans(bytes, new TextEncoder().encode(`--${boundary}`));
  if (spans === undefined) return malformed('--…--');
  if (spans.length > limits.multipartParts) return malformed(`> ${limits.multipartParts}`);
  const files: SourceFile[] = [];
  for (const [start, end] of spans) {
    const part = readPart(bytes.subarray(start, end));
    if (part === undefined) return malformed('Content-Disposition');
    if (part.name !== undefined) files.push({ name: part.name, bytes: part.content });
  }
  return files.length === 0 ? malformed('filename=…') : { kind: 'files', files };
}

/** Start and end of each part; undefined if the closing delimiter is missing. */
function partSpans(bytes: Uint8Array, mark: Uint8Array): readonly [number, number][] | undefined {
  const spans: [number, number][] = [];
  let start = -1;
  for (let at = findLine(bytes, mark, 0); at >= 0; at = findLine(bytes, mark, at + mark.length)) {
    if (start >= 0) spans.push([start, at - 2]);
    const after = at + mark.length;
    if (bytes[after] === DASH && bytes[after + 1] === DASH) return spans;
    const line = lineEnd(bytes, after);
    if (line === undefined) return undefined;
    start = line;
  }
  return undefined;
}

/** Delimiter lines may end in spaces before their CRLF. */
function lineEnd(bytes: Uint8Array, from: number): number | undefined {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 9) at += 1;
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : undefined;
}

/** Where the mark stands at the start of a line, from `from` on; -1 if nowhere. */
function findLine(bytes: Uint8Array, mark: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(DASH, from); at >= 0; at = bytes.indexOf(DASH, at + 1)) {
    const starts = at === 0 || (bytes[at - 1] === LF && bytes[at - 2] === CR);
    if (starts && mark.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}

interface Part {
  /** Base name of the file; undefined for a field. */
  readonly name: string | undefined;
  readonly content: Uint8Array;
}

function readPart(bytes: Uint8Array): Part | undefined {
  const end = headersEnd(bytes);
  if (end === undefined) return undefined;
  const headers = byteText(bytes.subarray(0, end)).split('\r\n');
  const disposition = headers.find((line) => /^content-disposition:/i.test(line));
  if (disposition === undefined) return undefined;
  const content = bytes.subarray(end + 4);
  return { name: fileName(disposition), content };
}

/** One character a byte; the decoder called latin1 is windows-1252 and would not be. */
function byteText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function headersEnd(bytes: Uint8Array): number | undefined {
  const last = Math.min(bytes.length - 4, limits.multipartHeaderBytes);
  for (let at = 0; at <= last; at += 1) {
    const blank = bytes[at] === CR && bytes[at + 1] === LF && bytes[at + 2] === CR;
    if (blank && bytes[at + 3] === LF) return at;
  }
  return undefined;
}

/** RFC 7578 4.2: the file's name is a hint; directories in it mean nothing. */
function fileName(disposition: string): string | undefined {
  const [, quoted, plain] =
    /;\s*filename=(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/i.exec(disposition) ?? [];
  const raw = quoted?.replace(/%22/g, '"') ?? plain;
  if (raw === undefined) return undefined;
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(bytes).replace(/^.*[\\/]/, '') || 'body';
}

/** What is missing or wrong, as the form itself writes it: it is read alike in every language. */
function malformed(what: string): Multipart {
  const finding: Finding = {
    ...{ code: 'SAMPAN-HTTP-MULTIPART', severity: 'fatal', issue: 'structure', places: [] },
    params: { what },
  };
  return { kind: 'malformed', finding };
}
