/** What is wrong with a map, as a compiler reports it: place, expectation, source line, hint. */

export type ProblemCode =
  | 'map-syntax'
  | 'map-name'
  | 'map-type'
  | 'map-element'
  | 'map-expression'
  | 'map-group'
  | 'map-concept'
  | 'map-concept-codes'
  | 'map-unreachable'
  | 'map-required'
  | 'map-limit';

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  /** The whole line the place is in. */
  readonly sourceLine: string;
  readonly hint?: string;
}

/** What a problem says, before it is placed. */
export interface Complaint {
  readonly code: ProblemCode;
  readonly severity?: 'error' | 'warning';
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  readonly hint?: string;
}

/** A map's text with the offsets of its lines. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

export function sourceText(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    lineStarts.push(at + 1);
  return { file, text, lineStarts };
}

/** 1-based line and column of an offset. */
export function positionOf(source: SourceText, offset: number): { line: number; column: number } {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (source.lineStarts[low] ?? 0) + 1 };
}

export function problemAt(source: SourceText, offset: number, complaint: Complaint): Problem {
  const { line, column } = positionOf(source, offset);
  const start = source.lineStarts[line - 1] ?? 0;
  const end = source.text.indexOf('\n', start);
  const sourceLine = source.text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  return { severity: 'error', ...complaint, file: source.file, line, column, sourceLine };
}

/** `file:line:column: error: …`, the line, a caret under the place, and the hint. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, severity, message, sourceLine, expected, found, hint } = problem;
  const head = `${file}:${line}:${column}: ${severity}: ${message}`;
  const margin = String(line);
  const pad = sourceLine.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const lines = [head, `  ${margin} | ${sourceLine}`, `  ${' '.repeat(margin.length)} | ${pad}^`];
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (found !== undefined) lines.push(`  found:    ${found}`);
  if (hint !== undefined) lines.push(`  hint:     ${hint}`);
  return lines.join('\n');
}
