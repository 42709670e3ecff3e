/** Keyed hashes and digests with node:crypto, which Workers have as well (nodejs_compat). */
import { createHash, createHmac } from 'node:crypto';
import type { Digest, Mac } from '../../gateway/ports/services.ts';

export function createMac(identityKey: Uint8Array): Mac {
  return {
    of: (purpose, ...parts) => {
      // Length before text, so that ('a', 'bc') and ('ab', 'c') differ.
      const text = [purpose, ...parts].map((part) => `${part.length}:${part}`).join('');
      return createHmac('sha256', identityKey).update(text).digest('base64url');
    },
  };
}

export const digest: Digest = {
  sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
};
