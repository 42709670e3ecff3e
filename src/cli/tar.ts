/** Files of a .tgz: FHIR packages are gzipped tar archives with everything under `package/`. */
import { gunzipSync } from 'node:zlib';

export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;
/** Bytes a package may unpack to: hl7.fhir.r4.core has 250 MiB. */
const MAX_BYTES = 1024 * 1024 * 1024;
const REGULAR = new Set(['0', '\0', '']);

function text(block: Uint8Array, start: number, length: number): string {
  const end = block.indexOf(0, start);
  const stop = end < 0 || end > start + length ? start + length : end;
  return new TextDecoder().decode(block.subarray(start, stop));
}

/** ustar header: name at 0, size in octal at 124, kind at 156, prefix at 345. */
export function readTgz(archive: Uint8Array): readonly TarFile[] {
  const bytes = gunzipSync(archive, { maxOutputLength: MAX_BYTES });
  const files: TarFile[] = [];
  let at = 0;
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    const header = bytes.subarray(at, at + BLOCK);
    const size = Number.parseInt(text(header, 124, 12).trim() || '0', 8);
    if (!Number.isSafeInteger(size) || size < 0) break;
    const prefix = text(header, 345, 155);
    const name = text(header, 0, 100);
    const start = at + BLOCK;
    if (REGULAR.has(text(header, 156, 1)))
      files.push({
        name: prefix === '' ? name : `${prefix}/${name}`,
        bytes: bytes.subarray(start, start + size),
      });
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
