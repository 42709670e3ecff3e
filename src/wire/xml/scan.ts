/** The state of one pass over an XML text, and what every reader of a piece of it needs. */
import type { WireCode } from '../findings.ts';

export interface XmlLimits {
  /** Of a document that is read as a whole. */
  readonly bytes: number;
  readonly depth: number;
  readonly attributes: number;
  readonly elements: number;
  /** Character and entity references of a document. */
  readonly references: number;
  /** Characters of one element's text. */
  readonly textCharacters: number;
}

export type XmlReport = (
  code: WireCode,
  offset: number,
  params?: Readonly<Record<string, string | number>>,
) => void;

export interface XmlScan {
  readonly text: string;
  readonly limits: XmlLimits;
  readonly report: XmlReport;
  /** True if the text has any `&`, any carriage return, any `]]>`: else nobody need look. */
  readonly references: boolean;
  readonly returns: boolean;
  readonly cdataEnds: boolean;
  /** Offset of the next character. */
  at: number;
  /** True once the text cannot be read on: behind a fault a reader can only guess. */
  stopped: boolean;
}

export interface Fault {
  readonly code: WireCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly offset?: number;
}

/** Ends the pass; only the first fault is told. */
export function stop(scan: XmlScan, { code, params, offset = scan.at }: Fault): void {
  if (!scan.stopped) scan.report(code, offset, params);
  scan.stopped = true;
}

/** The end of the document, in findings of every language. */
export const END = 'EOF';

export function expect(scan: XmlScan, expected: string, offset = scan.at): void {
  const found = scan.text.codePointAt(offset);
  const shown = found === undefined ? END : String.fromCodePoint(found);
  stop(scan, { code: 'SAMPAN-XML-SYNTAX', params: { expected, found: shown }, offset });
}

/** S = (#x20 | #x9 | #xD | #xA)+ ; returns whether any stood there. */
export function skipSpace(scan: XmlScan): boolean {
  const begin = scan.at;
  while (isSpace(scan.text.charCodeAt(scan.at))) scan.at++;
  return scan.at > begin;
}

export function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}
