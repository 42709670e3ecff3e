/**
 * Envelope encryption: bodies under a data key per tenant (AES-256-GCM), data keys wrapped by the
 * deployment's sealing keys. The place of a body is authenticated with it. node:crypto, which
 * Workers have as well, costs a quarter of WebCrypto for bodies as small as these.
 *
 *   sealed = version(1 byte) generation(4 bytes, big endian) iv(12 bytes) ciphertext tag(16 bytes)
 *
 * The version says how the bytes were made smaller first, as what is sealed cannot be afterwards:
 * see packing.ts.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { SealedPlace, Vault } from '../../gateway/ports/services.ts';
import { PLAIN, pack, unpack } from './packing.ts';

/** Keys of the deployment; the first one wraps, all of them unwrap. */
export interface SealingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface WrappedKey {
  readonly generation: number;
  readonly sealingKey: string;
  readonly wrapped: Uint8Array;
}

/** Where wrapped data keys are kept. */
export interface KeyShelf {
  /** All generations of a tenant's key. */
  read(tenant: string): Promise<readonly WrappedKey[]>;
  /** Keeps the key unless the generation is there already. */
  add(tenant: string, key: WrappedKey): Promise<void>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 5;
const CIPHER = 'aes-256-gcm';

interface DataKey {
  readonly generation: number;
  readonly key: KeyObject;
}

/** A tenant's data keys, the newest first. */
type Ring = readonly [DataKey, ...DataKey[]];

export function createVault(sealingKeys: readonly SealingKey[], shelf: KeyShelf): Vault {
  const rings = new Map<string, Promise<Ring>>();
  const ringOf = (tenant: string): Promise<Ring> => {
    const known = rings.get(tenant);
    if (known) return known;
    const opened = openRing(tenant, sealingKeys, shelf);
    rings.set(tenant, opened);
    // A failure is not remembered: the shelf may be back the next time.
    opened.catch(() => rings.delete(tenant));
    return opened;
  };
  return {
    seal: async (place, bytes) => {
      const [newest] = await ringOf(place.tenant);
      return sealWith(newest, place, bytes);
    },
    open: async (place, sealed) => {
      const generation = new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
      const ring = await ringOf(place.tenant);
      const found = ring.find((entry) => entry.generation === generation);
      if (!found) throw new Error('a body sealed with an unknown key');
      return openWith(found, place, sealed);
    },
  };
}

function sealWith({ key, generation }: DataKey, place: SealedPlace, bytes: Uint8Array): Uint8Array {
  const { version, packed } = pack(bytes);
  const cipher = encrypt(key, placeBytes(place, version), packed);
  const sealed = new Uint8Array(HEAD_BYTES + cipher.length);
  sealed[0] = version;
  new DataView(sealed.buffer).setUint32(1, generation);
  sealed.set(cipher, HEAD_BYTES);
  return sealed;
}

function openWith({ key }: DataKey, place: SealedPlace, sealed: Uint8Array): Uint8Array {
  const [version = PLAIN] = sealed;
  return unpack(version, decrypt(key, placeBytes(place, version), sealed.subarray(HEAD_BYTES)));
}

/** iv, ciphertext and tag, one after the other. */
function encrypt(key: KeyObject, place: Uint8Array, bytes: Uint8Array): Uint8Array {
  const iv = newIv();
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(place);
  const first = cipher.update(bytes);
  const last = cipher.final();
  return Buffer.concat([iv, first, last, cipher.getAuthTag()]);
}

/** Random numbers are asked for many at a time: each question costs as much as the encryption. */
const drawn = { bytes: new Uint8Array(0), at: 0 };

function newIv(): Uint8Array {
  if (drawn.at >= drawn.bytes.length) Object.assign(drawn, { bytes: randomBytes(3_072), at: 0 });
  drawn.at += IV_BYTES;
  return drawn.bytes.slice(drawn.at - IV_BYTES, drawn.at);
}

/** Throws if key, place or bytes are not those of the encryption. */
function decrypt(key: KeyObject, place: Uint8Array, sealed: Uint8Array): Uint8Array {
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(place).setAuthTag(sealed.subarray(end));
  const first = decipher.update(sealed.subarray(IV_BYTES, end));
  const last = decipher.final();
  return new Uint8Array(last.length === 0 ? first : Buffer.concat([first, last]));
}

function placeBytes({ tenant, owner, kind, part }: SealedPlace, version: number): Uint8Array {
  const place = [tenant, owner, kind, part];
  return Buffer.from(JSON.stringify(version === PLAIN ? place : [...place, version]));
}

async function openRing(
  tenant: string,
  sealingKeys: readonly SealingKey[],
  shelf: KeyShelf,
): Promise<Ring> {
  let wrapped = await shelf.read(tenant);
  if (wrapped.length === 0) {
    await shelf.add(tenant, newKey(tenant, sealingKeys));
    // Another process may have been first; then its key is the one.
    wrapped = await shelf.read(tenant);
  }
  const newestFirst = wrapped.toSorted((a, b) => b.generation - a.generation);
  const [newest, ...older] = newestFirst.map((key) => unwrap(tenant, key, sealingKeys));
  if (newest === undefined) throw new Error('the data key just added is not there');
  return [newest, ...older];
}

function newKey(tenant: string, sealingKeys: readonly SealingKey[]): WrappedKey {
  const [first] = sealingKeys;
  if (first === undefined) throw new Error('no sealing key is configured');
  const wrapped = encrypt(createSecretKey(first.key), keyPlace(tenant, 1), randomBytes(32));
  return { generation: 1, sealingKey: first.id, wrapped: new Uint8Array(wrapped) };
}

function unwrap(
  tenant: string,
  { generation, sealingKey, wrapped }: WrappedKey,
  sealingKeys: readonly SealingKey[],
): DataKey {
  const sealing = sealingKeys.find(({ id }) => id === sealingKey);
  if (sealing === undefined) throw new Error(`sealing key ${sealingKey} is not configured`);
  const opened = decrypt(createSecretKey(sealing.key), keyPlace(tenant, generation), wrapped);
  // Made ready once: each body would prepare the key anew.
  return { generation, key: createSecretKey(opened) };
}

function keyPlace(tenant: string, generation: number): Uint8Array {
  return Buffer.from(JSON.stringify(['data-key', tenant, generation]));
}
