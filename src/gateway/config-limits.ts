/** Which limits a configuration may lower. */
import { limits } from '../base/limits.ts';

export const LOWERABLE_LIMITS = [
  'bodyBytes',
  'streamedBodyBytes',
  'largeBodies',
  'requestMs',
  'pageSizeMax',
] as const satisfies readonly (keyof typeof limits)[];

export type LowerableLimit = (typeof LOWERABLE_LIMITS)[number];

export type LoweredLimits = Readonly<Partial<Record<LowerableLimit, number>>>;

/** The limits in force. */
export function effectiveLimits(
  lowered: LoweredLimits = {},
): Readonly<Record<LowerableLimit, number>> {
  const { bodyBytes, streamedBodyBytes, largeBodies, requestMs, pageSizeMax } = limits;
  return { bodyBytes, streamedBodyBytes, largeBodies, requestMs, pageSizeMax, ...lowered };
}
