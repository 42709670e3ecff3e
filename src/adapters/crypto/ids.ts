/** Ids and chance from the platform's random numbers. */
import type { Clock, Ids } from '../../gateway/ports/services.ts';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function createIds(clock: Pick<Clock, 'now'>): Ids {
  return {
    submission: () => uuidV7(clock.now(), crypto.getRandomValues(new Uint8Array(10))),
    token: () => hexOf(crypto.getRandomValues(new Uint8Array(16))),
    fraction: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
  };
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => HEX[byte]).join('');
}

/** RFC 9562 5.7: 48 bits of milliseconds, version 7, the rest random. */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  const time = nowMs.toString(16).padStart(12, '0');
  const bytes = random.map((byte, at) => {
    if (at === 0) return (byte & 0x0f) | 0x70;
    return at === 2 ? (byte & 0x3f) | 0x80 : byte;
  });
  const rest = hexOf(bytes);
  return [
    ...[time.slice(0, 8), time.slice(8), rest.slice(0, 4), rest.slice(4, 8), rest.slice(8)],
  ].join('-');
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, until) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      // A timer that nobody waits for any more would keep the process from ending.
      const end = (): void => {
        clearTimeout(timer);
        resolve();
      };
      until?.then(end, end);
    }),
};
