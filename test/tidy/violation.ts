import { expect } from 'vitest';

/** `file:line: what is wrong; what to do`. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Fails with one line a violation, so that the report can be worked off. */
export function expectTidy(violations: readonly Violation[]): void {
  const report = violations.map(({ path, line, message }) => `${path}:${line}: ${message}`);
  expect(report.join('\n')).toBe('');
}
