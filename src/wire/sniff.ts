/** What kind of content bytes are, by the bytes alone: names and declared types are not trusted. */
import { charsetOfMark, codecs } from './charset/codec.ts';

export type SniffedFormat = 'empty' | 'zip' | 'dbf' | 'xml' | 'json' | 'text' | 'binary';

/** First bytes of formats that are sent by mistake. */
const BINARY_SIGNATURES: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0xd0, 0xcf, 0x11, 0xe0], // old Office documents
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59], // bzip2
  [0x4d, 0x5a, 0x90, 0x00], // Windows program
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], // SQLite
];

/** Bytes looked at to tell text from other content. */
const HEAD_BYTES = 64 * 1024;

export function sniffFormat(bytes: Uint8Array): SniffedFormat {
  if (bytes.length === 0) return 'empty';
  if (isZip(bytes)) return 'zip';
  if (isDbf(bytes)) return 'dbf';
  if (isBinary(bytes)) return 'binary';
  const mark = charsetOfMark(bytes);
  const head = codecs[mark ?? 'utf-8'].loose(bytes.subarray(0, 1024)).trimStart();
  if (head.startsWith('<')) return 'xml';
  return head.startsWith('{') || head.startsWith('[') ? 'json' : 'text';
}

/** Known by its first bytes, or by more than one byte in a hundred that no text holds. */
export function isBinary(bytes: Uint8Array): boolean {
  const known = BINARY_SIGNATURES.some((s) => s.every((byte, at) => bytes[at] === byte));
  if (known || isZip(bytes)) return true;
  const mark = charsetOfMark(bytes);
  if (mark === 'utf-16le' || mark === 'utf-16be') return false;
  const length = Math.min(bytes.length, HEAD_BYTES);
  let odd = 0;
  for (let at = 0; at < length; at++) odd += ODD[bytes[at] as number] as number;
  return odd > 4 && odd * 100 > length;
}

/** `PK` and a number: letters alone may begin a text. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0xff) < 9;
}

/** 1 for control characters but tab, line and page ends, and the end mark of DOS programs. */
const ODD = new Uint8Array(256).fill(1, 0, 0x20).fill(0, 0x09, 0x0e).fill(0, 0x1a, 0x1b);

/** dBASE III, IV and FoxPro: version byte, a plausible date, a header length that fits. */
function isDbf(bytes: Uint8Array): boolean {
  const [version = 0, , month = 0, day = 0] = bytes;
  const headerBytes = (bytes[8] ?? 0) | ((bytes[9] ?? 0) << 8);
  return (
    [0x03, 0x30, 0x31, 0x43, 0x83, 0x8b, 0xf5].includes(version) &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    headerBytes > 32 &&
    headerBytes <= bytes.length
  );
}
