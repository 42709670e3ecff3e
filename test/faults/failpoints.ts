/** Points of a submission's way at which a gateway can be made to die. */
export const FAILPOINTS = [
  'after-parse',
  'before-transaction',
  'in-transaction',
  'before-audit',
  'after-commit',
  'after-lease',
  'while-sending',
  'after-reply',
] as const;

export type Failpoint = (typeof FAILPOINTS)[number];
