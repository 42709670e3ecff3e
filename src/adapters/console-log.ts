/** The log where there is no file descriptor (Workers): JSON lines on the console. */
import type { Log } from '../gateway/ports/services.ts';
import { withoutContent } from './log-fields.ts';

export const consoleLog: Log = {
  event: (level, message, fields = {}) => {
    if (level === 'debug') return;
    console[level](JSON.stringify({ level, message, ...withoutContent(fields) }));
  },
};
