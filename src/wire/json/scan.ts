/** The state of one pass over a JSON text, and what every reader of a token needs. */
import type { WireCode } from '../findings.ts';
import type { PlaceRecorder } from './place-index.ts';

export interface JsonLimits {
  readonly depth: number;
  /** Characters of one string, key or value. */
  readonly stringCharacters: number;
  /** Characters of one number. */
  readonly numberCharacters: number;
}

export interface Scan {
  readonly text: string;
  readonly limits: JsonLimits;
  readonly report: (code: WireCode, at: number, params?: Record<string, string | number>) => void;
  readonly recorder: PlaceRecorder | undefined;
  /** Offset of the next character. */
  at: number;
  depth: number;
  /** True once the text cannot be read on. */
  stopped: boolean;
}

/** Ends the pass: the text is not JSON from here on, or ends too early. */
export function stopAt(scan: Scan, expected: string): void {
  if (!scan.stopped) {
    const found = String.fromCodePoint(scan.text.codePointAt(scan.at) ?? 0x20);
    if (scan.at >= scan.text.length) scan.report('SAMPAN-JSON-CUT-SHORT', scan.at, { expected });
    else scan.report('SAMPAN-JSON-SYNTAX', scan.at, { expected, found });
  }
  scan.stopped = true;
}

/** Moves to the next token. Comments are no JSON, but reading goes on behind them. */
export function skipSpace(scan: Scan): number {
  const { text } = scan;
  for (;;) {
    const c = text.charCodeAt(scan.at);
    if (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) scan.at++;
    else if (c === 0x2f && skipComment(scan)) continue;
    else return c;
  }
}

function skipComment(scan: Scan): boolean {
  const { text, at } = scan;
  const opening = text.slice(at, at + 2);
  if (opening !== '//' && opening !== '/*') return false;
  const line = opening === '//';
  const end = text.indexOf(line ? '\n' : '*/', at + 2);
  scan.report('SAMPAN-JSON-COMMENT', at);
  scan.at = end === -1 ? text.length : end + (line ? 1 : 2);
  return true;
}
