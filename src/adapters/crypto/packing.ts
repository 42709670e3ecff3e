/**
 * Bytes made smaller before they are sealed. Zstandard takes less than half the time of deflate and
 * leaves no more; a runtime without it deflates, and all read what any of them wrote that they can.
 */
import * as zlib from 'node:zlib';
import { limits } from '../../base/limits.ts';

/** As they are. */
export const PLAIN = 1;
const DEFLATED = 2;
const ZSTANDARD = 3;
/** Below this nothing is gained. */
const PACKED_FROM_BYTES = 256;

export interface Packed {
  readonly version: number;
  readonly packed: Uint8Array;
}

export function pack(bytes: Uint8Array): Packed {
  if (bytes.length < PACKED_FROM_BYTES) return { version: PLAIN, packed: bytes };
  const made = hasZstandard() ? zstandard(bytes) : deflated(bytes);
  return made.packed.length < bytes.length ? made : { version: PLAIN, packed: bytes };
}

export function unpack(version: number, packed: Uint8Array): Uint8Array {
  const bounds = { maxOutputLength: limits.bodyChunkBytes };
  if (version === DEFLATED) return new Uint8Array(zlib.inflateRawSync(packed, bounds));
  if (version === ZSTANDARD) return new Uint8Array(zlib.zstdDecompressSync(packed, bounds));
  return packed;
}

function hasZstandard(): boolean {
  return typeof zlib.zstdCompressSync === 'function';
}

/** The next levels take twice the time for a tenth less. */
function zstandard(bytes: Uint8Array): Packed {
  const options = {
    params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 },
    // Whoever reads it again needs no larger window than that.
    pledgedSrcSize: bytes.length,
  };
  return { version: ZSTANDARD, packed: zlib.zstdCompressSync(bytes, options) };
}

function deflated(bytes: Uint8Array): Packed {
  return { version: DEFLATED, packed: zlib.deflateRawSync(bytes, { level: 1 }) };
}
