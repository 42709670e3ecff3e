/** How a command ends. */
import { InvalidArgumentError } from 'commander';

export const exit = { fine: 0, inputHasErrors: 1, wrongUsage: 2 } as const;

/** Wrong usage or an unreadable file: told in one line, exit code 2. */
export class UsageError extends Error {}

/** For options whose value must not be empty. */
export function nonEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('it must not be empty');
  return value;
}
