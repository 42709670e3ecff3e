/** The log: JSON lines on stderr. */
import { destination, pino } from 'pino';
import type { Log } from '../gateway/ports/services.ts';
import { withoutContent } from './log-fields.ts';

export function createLog(level: string): Log {
  const logger = pino({ level, base: null }, destination({ fd: 2, sync: false }));
  return {
    event: (severity, message, fields = {}) => logger[severity](withoutContent(fields), message),
  };
}
