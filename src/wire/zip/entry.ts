/** Reads the headers of a zip's central directory. */
import type { FindingLog } from '../findings.ts';
import { crc32 } from './crc32.ts';
import { type Directory, exactOffset } from './end-record.ts';
import { decodeName } from './name.ts';

// APPNOTE 4.3.12
const CENTRAL_SIGNATURE = 0x02014b50;
const CENTRAL_BYTES = 46;
const ZIP64_EXTRA = 0x0001;
const UNICODE_PATH_EXTRA = 0x7075;

export interface ZipEntry {
  /** As written, decoded; `undefined` if the bytes are not what the header says they are. */
  readonly name: string | undefined;
  readonly nameBytes: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
  /** Unix file type bits, 0 where the writer gave none. */
  readonly fileType: number;
}

/** All entries, or undefined with its finding if the directory is not what the end record says. */
export function readEntries(
  bytes: Uint8Array,
  directory: Directory,
  report: { readonly file: string; readonly log: FindingLog; readonly maxEntries: number },
): readonly ZipEntry[] | undefined {
  const { file, log, maxEntries } = report;
  if (directory.entries > maxEntries) {
    log.add('SAMPAN-ZIP-ENTRIES', { file }, { count: directory.entries, limit: maxEntries });
    return undefined;
  }
  const entries: ZipEntry[] = [];
  let at = directory.start;
  while (at < directory.end && entries.length < directory.entries) {
    const read = readEntry(bytes, at, directory.end);
    if (read === undefined) break;
    if (read.entry === undefined) {
      log.add('SAMPAN-ZIP-ZIP64', { file }, { entry: `#${entries.length + 1}` });
      return undefined;
    }
    entries.push(read.entry);
    at = read.next;
  }
  if (at === directory.end && entries.length === directory.entries) return entries;
  log.add('SAMPAN-ZIP-DIRECTORY', { file }, { declared: directory.entries, read: entries.length });
  return undefined;
}

interface Read {
  /** Undefined if its zip64 values are missing or beyond any file. */
  readonly entry: ZipEntry | undefined;
  readonly next: number;
}

/** Undefined if no whole header stands there. */
function readEntry(bytes: Uint8Array, at: number, end: number): Read | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, end);
  if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL_SIGNATURE) return undefined;
  const nameEnd = at + CENTRAL_BYTES + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > end) return undefined;
  const nameBytes = bytes.subarray(at + CENTRAL_BYTES, nameEnd);
  const extra = readExtra(bytes.subarray(nameEnd, extraEnd));
  const wide = wideValues(view, at, extra?.get(ZIP64_EXTRA));
  if (wide === undefined || extra === undefined) return { entry: undefined, next };
  const flags = view.getUint16(at + 8, true);
  const entry = {
    name: unicodePath(nameBytes, extra) ?? decodeName(nameBytes, flags),
    nameBytes,
    flags,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    fileType: view.getUint32(at + 38, true) >>> 28,
    ...wide,
  };
  return { entry, next };
}

/** Sizes and offset; those at their maximum stand in the zip64 extra field, in this order. */
function wideValues(
  view: DataView,
  at: number,
  extra: Uint8Array | undefined,
): Pick<ZipEntry, 'compressed' | 'size' | 'offset'> | undefined {
  let used = 0;
  const take = (plain: number): number => {
    if (plain !== 0xffffffff) return plain;
    if (extra === undefined || used + 8 > extra.length) return Number.POSITIVE_INFINITY;
    used += 8;
    return exactOffset(new DataView(extra.buffer, extra.byteOffset, extra.length), used - 8);
  };
  const size = take(view.getUint32(at + 24, true));
  const compressed = take(view.getUint32(at + 20, true));
  const offset = take(view.getUint32(at + 42, true));
  const known = [size, compressed, offset].every(Number.isFinite);
  return known ? { size, compressed, offset } : undefined;
}

/** Extra fields by id; undefined if they overrun their room or one stands twice. */
export function readExtra(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> | undefined {
  const fields = new Map<number, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + 4 <= bytes.length) {
    const id = view.getUint16(at, true);
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > bytes.length || (id === ZIP64_EXTRA && fields.has(id))) return undefined;
    fields.set(id, bytes.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** Info-ZIP's UTF-8 name, which holds as long as its checksum fits the plain one. APPNOTE 4.6.9 */
function unicodePath(
  nameBytes: Uint8Array,
  extra: ReadonlyMap<number, Uint8Array>,
): string | undefined {
  const field = extra.get(UNICODE_PATH_EXTRA);
  if (field === undefined || field.length < 5 || field[0] !== 1) return undefined;
  const crc = new DataView(field.buffer, field.byteOffset, field.length).getUint32(1, true);
  return crc === crc32(nameBytes) ? decodeName(field.subarray(5), 0x0800) : undefined;
}
