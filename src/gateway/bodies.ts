/** Bodies as they are kept: in chunks, each sealed for the place it stands in. */
import { limits } from '../base/limits.ts';
import type { BodyRow } from './ports/commit.ts';
import type { BodyKind, SealedPlace, Vault } from './ports/services.ts';
import type { Store } from './ports/store.ts';

/** A body before it is sealed. */
export interface PlainBody {
  readonly owner: string;
  readonly kind: BodyKind;
  readonly bytes: Uint8Array;
}

const encoder = new TextEncoder();

export function textBody(owner: string, kind: BodyKind, text: string): PlainBody {
  return { owner, kind, bytes: encoder.encode(text) };
}

export async function sealBodies(
  vault: Vault,
  tenant: string,
  bodies: readonly PlainBody[],
): Promise<readonly BodyRow[]> {
  return await Promise.all(
    bodies.flatMap(({ owner, kind, bytes }) =>
      chunksOf(bytes).map(async (chunk, part) => ({
        owner,
        kind,
        part,
        sealed: await vault.seal({ tenant, owner, kind, part }, chunk),
      })),
    ),
  );
}

function chunksOf(bytes: Uint8Array): readonly Uint8Array[] {
  const chunks = [];
  for (let at = 0; at < bytes.length || at === 0; at += limits.bodyChunkBytes) {
    chunks.push(bytes.subarray(at, at + limits.bodyChunkBytes));
  }
  return chunks;
}

/** The whole body; undefined if there is none. */
export async function openBody(
  { store, vault }: { readonly store: Store; readonly vault: Vault },
  place: Omit<SealedPlace, 'part'>,
): Promise<Uint8Array | undefined> {
  const sealed = await store.body(place);
  return sealed.length === 0 ? undefined : await openChunks(vault, place, sealed);
}

/** The same of one that was kept as text. */
export async function openText(
  ports: { readonly store: Store; readonly vault: Vault },
  place: Omit<SealedPlace, 'part'>,
): Promise<string | undefined> {
  const bytes = await openBody(ports, place);
  return bytes && new TextDecoder().decode(bytes);
}

export async function openChunks(
  vault: Vault,
  place: Omit<SealedPlace, 'part'>,
  sealed: readonly Uint8Array[],
): Promise<Uint8Array> {
  return joinBytes(
    await Promise.all(sealed.map((chunk, part) => vault.open({ ...place, part }, chunk))),
  );
}

export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const joined = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
