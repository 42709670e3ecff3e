/** CRC-32 as zip uses it, four bytes a step. https://pkware.cachefly.net/webdocs/APPNOTE/APPNOTE-6.3.9.TXT 4.4.7 */

const POLYNOMIAL = 0xedb88320;

/** Table k advances the remainder by k further bytes, so that four look-ups take four bytes. */
const TABLES = buildTables();

function buildTables(): readonly Int32Array[] {
  const first = new Int32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? POLYNOMIAL ^ (c >>> 1) : c >>> 1;
    first[n] = c;
  }
  const tables = [first];
  for (let k = 1; k < 4; k++) {
    const before = tables[k - 1] ?? first;
    tables.push(before.map((c) => (first[c & 0xff] ?? 0) ^ (c >>> 8)));
  }
  return tables;
}

/** Continues `crc` (0 at the start) over `bytes`; unsigned. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  const [t0, t1, t2, t3] = TABLES as [Int32Array, Int32Array, Int32Array, Int32Array];
  let c = ~crc;
  let at = 0;
  for (const end = bytes.length - 3; at < end; at += 4) {
    c ^= byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16);
    c ^= byteAt(bytes, at + 3) << 24;
    c =
      entry(t3, c & 0xff) ^
      entry(t2, (c >>> 8) & 0xff) ^
      entry(t1, (c >>> 16) & 0xff) ^
      entry(t0, c >>> 24);
  }
  for (; at < bytes.length; at++) c = entry(t0, (c ^ byteAt(bytes, at)) & 0xff) ^ (c >>> 8);
  return ~c >>> 0;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

function entry(table: Int32Array, index: number): number {
  return table[index] as number;
}
