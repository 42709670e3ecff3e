import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacSha256, sha256 } from '../../src/base/sha256.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const messages = fc.uint8Array({ maxLength: 300 });

describe('sha256', () => {
  it('agrees with the platform at every length around a block', () => {
    for (let length = 0; length <= 200; length++) {
      const message = new Uint8Array(length).map((_, index) => index);
      expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
    }
  });
});

describe('hmacSha256', () => {
  it('agrees with the platform for any key and message', () => {
    fc.assert(
      fc.property(messages, messages, messages, (key, first, second) => {
        const digest = hmacSha256(key);
        for (const message of [first, second]) {
          const expected = createHmac('sha256', key).update(message).digest('hex');
          expect(hex(digest(message))).toBe(expected);
        }
      }),
    );
  });
});
