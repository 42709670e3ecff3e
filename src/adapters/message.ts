/** What both clients have in common. */

export interface TransportTimes {
  /** Milliseconds until the answer's headers are there. */
  readonly headersMs: number;
  /** Milliseconds until all of it is. */
  readonly totalMs: number;
}

/** Retry-After (RFC 9110 10.2.3), in seconds or as a date; undefined if it is neither. */
export function retryAfterMs(
  header: string | undefined | null,
  nowMs: number = Date.now(),
): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = /^[A-Z][a-z]{2},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
