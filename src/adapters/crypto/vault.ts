/**
 * Envelope encryption with WebCrypto: bodies under a data key per tenant (AES-256-GCM), data keys
 * wrapped by the deployment's sealing keys. The place of a body is authenticated with it.
 *
 *   sealed = version(1 byte = 1) generation(4 bytes, big endian) iv(12 bytes) ciphertext+tag
 */
import type { SealedPlace, Vault } from '../../gateway/ports/services.ts';

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

/** The platform's key object: Node and Workers name its type differently. */
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const VERSION = 1;
const IV_BYTES = 12;
const HEAD_BYTES = 5 + IV_BYTES;
const encoder = new TextEncoder();

interface DataKey {
  readonly generation: number;
  readonly key: Key;
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
      return await sealWith(newest, place, bytes);
    },
    open: async (place, sealed) => {
      const generation = new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
      const ring = await ringOf(place.tenant);
      const found = ring.find((entry) => entry.generation === generation);
      if (sealed[0] !== VERSION || !found) throw new Error('a body sealed with an unknown key');
      return await openWith(found, place, sealed);
    },
  };
}

async function sealWith(
  { key, generation }: DataKey,
  place: SealedPlace,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: placeBytes(place) };
  const cipher = await crypto.subtle.encrypt(algorithm, key, new Uint8Array(bytes));
  const sealed = new Uint8Array(HEAD_BYTES + cipher.byteLength);
  sealed[0] = VERSION;
  new DataView(sealed.buffer).setUint32(1, generation);
  sealed.set(iv, 5);
  sealed.set(new Uint8Array(cipher), HEAD_BYTES);
  return sealed;
}

async function openWith(
  { key }: DataKey,
  place: SealedPlace,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const iv = new Uint8Array(sealed.subarray(5, HEAD_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: placeBytes(place) };
  const cipher = new Uint8Array(sealed.subarray(HEAD_BYTES));
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, cipher));
}

function placeBytes({ tenant, owner, kind, part }: SealedPlace): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encoder.encode(JSON.stringify([tenant, owner, kind, part])));
}

async function openRing(
  tenant: string,
  sealingKeys: readonly SealingKey[],
  shelf: KeyShelf,
): Promise<Ring> {
  let wrapped = await shelf.read(tenant);
  if (wrapped.length === 0) {
    await shelf.add(tenant, await newKey(tenant, sealingKeys));
    // Another process may have been first; then its key is the one.
    wrapped = await shelf.read(tenant);
  }
  const newestFirst = wrapped.toSorted((a, b) => b.generation - a.generation);
  const [newest, ...older] = await Promise.all(
    newestFirst.map((key) => unwrap(tenant, key, sealingKeys)),
  );
  if (newest === undefined) throw new Error('the data key just added is not there');
  return [newest, ...older];
}

async function newKey(tenant: string, sealingKeys: readonly SealingKey[]): Promise<WrappedKey> {
  const [first] = sealingKeys;
  if (first === undefined) throw new Error('no sealing key is configured');
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: keyPlace(tenant, 1) };
  const cipher = await crypto.subtle.encrypt(algorithm, await importKey(first.key), raw);
  const wrapped = new Uint8Array([...iv, ...new Uint8Array(cipher)]);
  return { generation: 1, sealingKey: first.id, wrapped };
}

async function unwrap(
  tenant: string,
  { generation, sealingKey, wrapped }: WrappedKey,
  sealingKeys: readonly SealingKey[],
): Promise<DataKey> {
  const sealing = sealingKeys.find(({ id }) => id === sealingKey);
  if (sealing === undefined) throw new Error(`sealing key ${sealingKey} is not configured`);
  const iv = new Uint8Array(wrapped.subarray(0, IV_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: keyPlace(tenant, generation) };
  const cipher = new Uint8Array(wrapped.subarray(IV_BYTES));
  const raw = await crypto.subtle.decrypt(algorithm, await importKey(sealing.key), cipher);
  return { generation, key: await importKey(new Uint8Array(raw)) };
}

function keyPlace(tenant: string, generation: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encoder.encode(JSON.stringify(['data-key', tenant, generation])));
}

async function importKey(raw: Uint8Array): Promise<Key> {
  const usages = ['encrypt', 'decrypt'] as const;
  return await crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, [...usages]);
}
