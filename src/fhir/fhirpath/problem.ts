/** What is wrong with an expression before it can run, said so that its author can mend it. */

export interface FhirPathProblem {
  /** `syntax`: not FHIRPath; `type`: not of this model; `unsupported`: cannot be compiled. */
  readonly kind: 'syntax' | 'type' | 'unsupported';
  /** Code units from the start of the text given. */
  readonly offset: number;
  readonly line: number;
  /** Code units from 1. */
  readonly column: number;
  readonly expected: string;
  readonly found: string;
  /** A near miss: `birthDate` where `birthdate` was written. */
  readonly hint?: string;
}

/** A range of the text, in code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ProblemDetail {
  readonly kind: FhirPathProblem['kind'];
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
  readonly hint?: string | undefined;
}

/** Turns an offset into a line and a column. */
export function problemIn(text: string, detail: ProblemDetail): FhirPathProblem {
  const before = text.slice(0, detail.offset);
  const line = before.split('\n').length;
  const column = detail.offset - (before.lastIndexOf('\n') + 1) + 1;
  const { hint, ...rest } = detail;
  return { ...rest, line, column, ...(hint === undefined ? {} : { hint }) };
}

export function formatProblem(problem: FhirPathProblem): string {
  const hint = problem.hint === undefined ? '' : `; did you mean ${problem.hint}?`;
  const place = `line ${problem.line}, column ${problem.column}`;
  return `${place}: expected ${problem.expected}, found ${problem.found}${hint}`;
}

/** The candidate nearest to `word`, if it is near enough to be a slip of the pen. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? limit;
}
