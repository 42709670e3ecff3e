/** The one script hints need: a single key, so that it runs in a cluster as well. */
import { defineScript } from 'redis';

/** True if the key was not marked before. */
export const mark = defineScript({
  SCRIPT: "if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return 1 end return 0",
  NUMBER_OF_KEYS: 1,
  IS_READ_ONLY: false,
  parseCommand(parser, key: string, ttlMs: number) {
    parser.pushKey(key);
    parser.push(String(ttlMs));
  },
  transformReply: (reply: unknown) => reply === 1,
});

/** The braces keep a key in one slot of a cluster. */
export function hintKey(key: string): string {
  return `sampan:{${key}}`;
}
