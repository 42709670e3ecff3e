/** The scripts hints need: one key each, so that they run in a cluster as well. */
import { defineScript } from 'redis';

/** What a key holds: somebody works on it, or it is stored. Small numbers take no memory. */
const IN_FLIGHT = '1';
const STORED = '2';

/** What the key held before; marks it as worked on if it held nothing. */
const mark = defineScript({
  SCRIPT: `local held = redis.call('GET', KEYS[1])
    if not held then redis.call('SET', KEYS[1], '${IN_FLIGHT}', 'PX', ARGV[1]) end
    return held`,
  NUMBER_OF_KEYS: 1,
  IS_READ_ONLY: false,
  parseCommand(parser, key: string, ttlMs: number) {
    parser.pushKey(key);
    parser.push(String(ttlMs));
  },
  transformReply: (reply: unknown) => {
    if (reply === STORED) return 'seen';
    return reply === IN_FLIGHT ? 'in-flight' : 'new';
  },
});

/** Writes down what came of it: stored for a while, or as if never marked. */
const settle = defineScript({
  SCRIPT: `if ARGV[1] == '0' then return redis.call('DEL', KEYS[1]) end
    return redis.call('SET', KEYS[1], '${STORED}', 'PX', ARGV[1])`,
  NUMBER_OF_KEYS: 1,
  IS_READ_ONLY: false,
  parseCommand(parser, key: string, ttlMs: number) {
    parser.pushKey(key);
    parser.push(String(ttlMs));
  },
  transformReply: (_reply: unknown): undefined => undefined,
});

export const scripts = { mark, settle };

const KEY_CHARACTERS = 22;

/**
 * Of a keyed hash in base64url 132 bits are enough. 28 characters are the most that Redis keeps in
 * 32 bytes: a day's claims of a country are many keys.
 */
export function hintKey(key: string): string {
  return `sampan${key.slice(0, KEY_CHARACTERS)}`;
}
