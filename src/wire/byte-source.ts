/** Bytes that need not be in memory as a whole: they are read a block at a time. */

export interface ByteSource {
  readonly length: number;
  /** The block that holds the offset. */
  block(offset: number): Block;
}

export interface Block {
  /** Offset of its first byte. */
  readonly from: number;
  readonly bytes: Uint8Array;
}

export function bytesInMemory(bytes: Uint8Array): ByteSource {
  const whole = { from: 0, bytes };
  return { length: bytes.length, block: () => whole };
}

export interface BlockSizes {
  /** Of all blocks together. */
  readonly length: number;
  readonly blockBytes: number;
  /** Bytes of the first block; as many as of the others if absent. */
  readonly firstBytes?: number;
}

/** Blocks that are loaded when they are asked for; the last few of them are kept. */
export function bytesInBlocks(
  { length, blockBytes, firstBytes = blockBytes }: BlockSizes,
  load: (index: number) => Uint8Array,
): ByteSource {
  const kept = new Map<number, Block>();
  const indexOf = (offset: number): number =>
    offset < firstBytes ? 0 : 1 + Math.floor((offset - firstBytes) / blockBytes);
  return {
    length,
    block: (offset) => {
      const index = indexOf(offset);
      const known = kept.get(index);
      if (known !== undefined) return known;
      const [oldest] = kept.keys();
      if (kept.size >= KEPT_BLOCKS && oldest !== undefined) kept.delete(oldest);
      const from = index === 0 ? 0 : firstBytes + (index - 1) * blockBytes;
      const block = { from, bytes: load(index) };
      kept.set(index, block);
      return block;
    },
  };
}

/** A container that lies across two, and one that is looked at again for a place. */
const KEPT_BLOCKS = 4;

/** A byte at an offset, quick where the next one asked for is near. */
export function byteReader(source: ByteSource): (offset: number) => number | undefined {
  let from = 0;
  let to = 0;
  let bytes: Uint8Array = new Uint8Array();
  return (offset) => {
    if (offset < from || offset >= to) {
      if (offset < 0 || offset >= source.length) return undefined;
      ({ from, bytes } = source.block(offset));
      to = from + bytes.length;
    }
    return bytes[offset - from];
  };
}

/** Where the byte comes next; the length if it does not. */
export function nextByte(source: ByteSource, byte: number, offset: number): number {
  for (let at = offset; at < source.length; ) {
    const { from, bytes } = source.block(at);
    const found = bytes.indexOf(byte, at - from);
    if (found !== -1) return from + found;
    at = from + bytes.length;
  }
  return source.length;
}

export function readRange(source: ByteSource, from: number, to: number): Uint8Array {
  const end = Math.min(to, source.length);
  if (from >= end) return new Uint8Array();
  const first = source.block(from);
  if (end <= first.from + first.bytes.length) {
    return first.bytes.subarray(from - first.from, end - first.from);
  }
  const joined = new Uint8Array(end - from);
  for (let at = from; at < end; ) {
    const { from: start, bytes } = source.block(at);
    const part = bytes.subarray(at - start, end - start);
    joined.set(part, at - from);
    at += part.length;
  }
  return joined;
}
