/** Reads JSON text we wrote ourselves, decimals as their text: never through a double. */
import { exactNumber } from './decimal.ts';

interface ReviverContext {
  readonly source?: string;
}

/** Only for text of ours: what senders wrote goes through the reader in `wire`. */
export function readExactJson(text: string): unknown {
  const revive = (_key: string, value: unknown, context?: ReviverContext): unknown =>
    typeof value === 'number' && context?.source !== undefined
      ? exactNumber(context.source)
      : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}
