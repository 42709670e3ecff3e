import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { createMac } from '../../src/adapters/crypto/mac.ts';
import { pack, unpack } from '../../src/adapters/crypto/packing.ts';
import { createVault, type KeyShelf, type WrappedKey } from '../../src/adapters/crypto/vault.ts';
import { limits } from '../../src/base/limits.ts';

function shelf(): KeyShelf & { readonly keys: Map<string, WrappedKey[]> } {
  const keys = new Map<string, WrappedKey[]>();
  return {
    keys,
    read: async (tenant) => keys.get(tenant) ?? [],
    add: async (tenant, key) => void (keys.has(tenant) || keys.set(tenant, [key])),
  };
}

const sealing = (id: string, byte: number) => ({ id, key: new Uint8Array(32).fill(byte) });
const place = { tenant: 'a', owner: 'o', kind: 'bundle', part: 0 } as const;
const secret = new TextEncoder().encode('Somchai Jaidee 3100500000001');

describe('vault', () => {
  it('seals differently each time and opens what it sealed', async () => {
    const vault = createVault([sealing('s1', 1)], shelf());
    const [one, two] = await Promise.all([vault.seal(place, secret), vault.seal(place, secret)]);
    expect(one).not.toEqual(two);
    expect(Buffer.from(one).includes('Somchai')).toBe(false);
    expect(await vault.open(place, one)).toEqual(secret);
  });

  it('keeps long texts small, and opens them whole', async () => {
    const vault = createVault([sealing('s1', 1)], shelf());
    const long = new TextEncoder().encode('{"resourceType":"Claim"}'.repeat(1_000));
    const sealed = await vault.seal(place, long);
    expect(sealed.length).toBeLessThan(long.length / 10);
    expect(await vault.open(place, sealed)).toEqual(long);
    const dense = crypto.getRandomValues(new Uint8Array(4_000));
    expect(await vault.open(place, await vault.seal(place, dense))).toEqual(dense);
    await expect(vault.open(place, sealed.with(0, 1))).rejects.toThrow();
  });

  it('unpacks what runtimes without Zstandard have packed, and never more than a chunk', () => {
    const long = new TextEncoder().encode('{"resourceType":"Claim"}'.repeat(1_000));
    expect(unpack(2, deflateRawSync(long))).toEqual(long);
    const { version, packed } = pack(long);
    expect(unpack(version, packed)).toEqual(long);
    const bomb = new Uint8Array(limits.bodyChunkBytes + 1);
    expect(() => unpack(2, deflateRawSync(bomb))).toThrow();
    expect(() => unpack(version, pack(bomb).packed)).toThrow();
  });

  it('opens nothing at another place, of another tenant, or with a byte changed', async () => {
    const vault = createVault([sealing('s1', 1)], shelf());
    const sealed = await vault.seal(place, secret);
    await expect(vault.open({ ...place, part: 1 }, sealed)).rejects.toThrow();
    await expect(vault.open({ ...place, owner: 'p' }, sealed)).rejects.toThrow();
    await expect(vault.open({ ...place, tenant: 'b' }, sealed)).rejects.toThrow();
    const changed = sealed.with(sealed.length - 1, (sealed.at(-1) ?? 0) ^ 1);
    await expect(vault.open(place, changed)).rejects.toThrow();
  });

  it('opens old data after a new sealing key has come, and not without the old one', async () => {
    const keys = shelf();
    const sealed = await createVault([sealing('s1', 1)], keys).seal(place, secret);
    const rotated = createVault([sealing('s2', 2), sealing('s1', 1)], keys);
    expect(await rotated.open(place, sealed)).toEqual(secret);
    await expect(createVault([sealing('s2', 2)], keys).open(place, sealed)).rejects.toThrow(
      /s1 is not configured/,
    );
  });

  it('forgets a tenant with its key', async () => {
    const keys = shelf();
    const sealed = await createVault([sealing('s1', 1)], keys).seal(place, secret);
    keys.keys.delete('a');
    await expect(createVault([sealing('s1', 1)], keys).open(place, sealed)).rejects.toThrow();
  });
});

describe('mac', () => {
  it('tells parts apart, and purposes', () => {
    const mac = createMac(new Uint8Array(32));
    expect(mac.of('p', 'a', 'bc')).not.toBe(mac.of('p', 'ab', 'c'));
    expect(mac.of('p', 'a')).not.toBe(mac.of('q', 'a'));
    expect(mac.of('p', 'a')).toBe(mac.of('p', 'a'));
  });
});

it('ids sort by time and say what they are', () => {
  const random = new Uint8Array(10).fill(255);
  const early = uuidV7(1_000, random);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7fff-bfff-f{12}$/);
  expect(early < uuidV7(2_000, random)).toBe(true);
});
