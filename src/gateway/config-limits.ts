/** Which limits a configuration may lower. */
import { limits } from '../base/limits.ts';

export const LOWERABLE_LIMITS = [
  'bodyBytes',
  'streamedBodyBytes',
  'largeBodies',
  'admittedRequests',
  'admittedBytes',
  'requestMs',
  'pageSizeMax',
] as const satisfies readonly (keyof typeof limits)[];

export type LowerableLimit = (typeof LOWERABLE_LIMITS)[number];

export type LoweredLimits = Readonly<Partial<Record<LowerableLimit, number>>>;

/** The limits in force. */
export function effectiveLimits(
  lowered: LoweredLimits = {},
): Readonly<Record<LowerableLimit, number>> {
  const inForce = LOWERABLE_LIMITS.map((name) => [name, lowered[name] ?? limits[name]]);
  return Object.fromEntries(inForce) as Record<LowerableLimit, number>;
}
