/** Keyed hashes and digests with node:crypto, which Workers have as well (nodejs_compat). */
import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { Digest, Mac } from '../../gateway/ports/services.ts';

export function createMac(identityKey: Uint8Array): Mac {
  // Made ready once: a claim takes dozens of hashes, and each would prepare the key anew.
  const key = createSecretKey(identityKey);
  return {
    of: (purpose, ...parts) => {
      // Length before text, so that ('a', 'bc') and ('ab', 'c') differ.
      const text = [purpose, ...parts].map((part) => `${part.length}:${part}`).join('');
      return createHmac('sha256', key).update(text).digest('base64url');
    },
  };
}

export const digest: Digest = {
  sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
  running: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  },
};
