/** Single-byte charsets by a strict table: a byte without a character never passes for one. */
import type { Codec } from './codec.ts';

const UNASSIGNED = 0xfffd;

/**
 * windows-874 above ASCII: byte to code point. Platform decoders also let 0x81 to 0x9F pass as C1
 * controls, which no text holds. https://encoding.spec.whatwg.org/index-windows-874.txt
 */
export const WINDOWS_874_HIGH: Readonly<Record<number, number>> = {
  128: 0x20ac,
  133: 0x2026,
  145: 0x2018,
  146: 0x2019,
  147: 0x201c,
  148: 0x201d,
  149: 0x2022,
  150: 0x2013,
  151: 0x2014,
  160: 0x00a0,
  ...run(0xa1, 0xda, 0x0e01),
  ...run(0xdf, 0xfb, 0x0e3f),
};

function run(first: number, last: number, codePoint: number): Record<number, number> {
  const entries: Record<number, number> = {};
  for (let byte = first; byte <= last; byte++) entries[byte] = codePoint + byte - first;
  return entries;
}

/** Bytes decoded at a time, so that the code units of a large file never stand all in memory. */
const CHUNK = 1024 * 1024;

export function singleByteCodec(high: Readonly<Record<number, number>>): Codec {
  const table = new Uint16Array(256).fill(UNASSIGNED);
  for (let byte = 0; byte < 0x80; byte++) table[byte] = byte;
  for (const [byte, codePoint] of Object.entries(high)) table[Number(byte)] = codePoint;
  const loose = (bytes: Uint8Array): string => decodeByTable(bytes, table);
  return {
    strict: (bytes) => (hasUnassigned(bytes, table) ? undefined : loose(bytes)),
    loose,
    fits: (bytes) => !hasUnassigned(bytes, table),
    faultLength: (bytes, at) => (table[bytes[at] ?? 0] === UNASSIGNED ? 1 : 0),
    characterLength: () => 1,
  };
}

function hasUnassigned(bytes: Uint8Array, table: Uint16Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte > 0x7f && table[byte] === UNASSIGNED) return true;
  }
  return false;
}

function decodeByTable(bytes: Uint8Array, table: Uint16Array): string {
  const decoder = new TextDecoder('utf-16le', { fatal: false, ignoreBOM: true });
  const units = new DataView(new ArrayBuffer(2 * Math.min(CHUNK, bytes.length)));
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const count = Math.min(CHUNK, bytes.length - start);
    for (let at = 0; at < count; at++) {
      units.setUint16(2 * at, table[bytes[start + at] as number] as number, true);
    }
    text += decoder.decode(new Uint8Array(units.buffer, 0, 2 * count));
  }
  return text;
}
