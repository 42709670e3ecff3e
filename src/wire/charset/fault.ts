/** The lines of a text that are not sound, each with its first fault. */
import { codePointLength, type Position, positionIndex } from '../text-position.ts';
import type { Codec } from './codec.ts';

export interface Fault extends Position {
  /** Bytes as `0xDB`, or a character as `U+0000`. */
  readonly what: string;
}

/** One fault a line: the first sequence that does not decode. */
export function undecodableLines(bytes: Uint8Array, codec: Codec): readonly Fault[] {
  const { faultLength, characterLength } = codec;
  // UTF-16 and GB18030 decode by the platform alone, which tells no offset
  if (faultLength === undefined || characterLength === undefined) {
    return linesMatching(codec.loose(bytes), /\ufffd/g);
  }
  const faults: Fault[] = [];
  let line = 1;
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const broken = faultLength(bytes, at, bytes.length);
    if (broken > 0) {
      const before = codec.loose(bytes.subarray(start, at));
      const what = hex(bytes.subarray(at, at + broken));
      faults.push({ line, column: codePointLength(before) + 1, what });
      at = lineEnd(bytes, at + broken);
    } else if (isLineEnd(bytes, at)) {
      line++;
      start = ++at;
    } else at += characterLength(bytes, at);
  }
  return faults;
}

function isLineEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a);
}

function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isLineEnd(bytes, at)) at++;
  return at;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => `0x${b.toString(16).toUpperCase().padStart(2, '0')}`).join(' ');
}

/** One fault a line: the first match of a global pattern for single characters. */
export function linesMatching(text: string, pattern: RegExp): readonly Fault[] {
  const faults: Fault[] = [];
  const positionOf = positionIndex(text);
  let lastLine = 0;
  for (const match of text.matchAll(pattern)) {
    const position = positionOf(match.index);
    if (position.line === lastLine) continue;
    lastLine = position.line;
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    faults.push({ ...position, what: `U+${code}` });
  }
  return faults;
}
