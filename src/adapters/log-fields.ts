/** What a log line may say: never a bit of what was sent. */
import type { LogFields } from '../gateway/ports/services.ts';

/** V8 quotes the text around what it cannot parse. */
const QUOTED = /(\.\.\.)?".*"(\.\.\.)? is not valid JSON/s;

export function withoutContent(fields: LogFields): LogFields {
  const told = Object.entries(fields).map(([name, value]) => {
    const text = typeof value === 'string' ? value.replace(QUOTED, '… is not valid JSON') : value;
    return [name, text] as const;
  });
  return Object.fromEntries(told);
}
