/** How a command ends. */
export const exit = { fine: 0, inputHasErrors: 1, wrongUsage: 2 } as const;

/** Wrong usage or an unreadable file: told in one line, exit code 2. */
export class UsageError extends Error {}
