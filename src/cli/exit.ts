/** How a command ends, and what its options must look like. */
import { InvalidArgumentError } from 'commander';

export const exit = { fine: 0, inputHasErrors: 1, wrongUsage: 2 } as const;

/** Wrong usage or an unreadable file: told in one line, exit code 2. */
export class UsageError extends Error {}

/** For options that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** For options that take a day. */
export function day(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw new InvalidArgumentError('a day is written as 2026-01-31');
}

/** For options whose value must not be empty. */
export function nonEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('it must not be empty');
  return value;
}
