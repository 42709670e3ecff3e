/** Ed25519 with WebCrypto, which Node and Workers have alike. */
import type { PublicKey, Signer } from '../../gateway/ports/receipts.ts';

/** 32 bytes; the first of a list signs, all are published. */
export interface SigningKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** PKCS #8 of an Ed25519 seed (RFC 8410 7): the seed follows. */
const PKCS8_HEAD = Uint8Array.from([
  ...[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04],
  0x20,
]);

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export function createSigner([first, ...earlier]: readonly [SigningKey, ...SigningKey[]]): Signer {
  const imported = [first, ...earlier].map(({ id, key }) => ({ id, opened: importSeed(key) }));
  return {
    keyId: first.id,
    sign: async (bytes) => {
      const key = await imported[0]?.opened;
      if (key === undefined) throw new Error('no signing key');
      return new Uint8Array(await crypto.subtle.sign('Ed25519', key, new Uint8Array(bytes)));
    },
    keys: () => Promise.all(imported.map(async ({ id, opened }) => publicKey(id, await opened))),
  };
}

async function importSeed(seed: Uint8Array): Promise<Key> {
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...seed]);
  return await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
}

async function publicKey(kid: string, key: Key): Promise<PublicKey> {
  const jwk = (await crypto.subtle.exportKey('jwk', key)) as { readonly x?: string };
  if (jwk.x === undefined) throw new Error('a signing key without its public half');
  return { kty: 'OKP', crv: 'Ed25519', kid, x: jwk.x, use: 'sig', alg: 'EdDSA' };
}
