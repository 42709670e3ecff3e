/** Holds each entry's local header against the directory, and the entries against each other. */

import { viewOf } from '../bytes.ts';
import type { FindingLog } from '../findings.ts';
import { exactOffset } from './end-record.ts';
import { readExtra, type ZipEntry } from './entry.ts';
import { printableName } from './name.ts';

// APPNOTE 4.3.7, 4.3.9
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const DESCRIPTOR_FLAG = 0x0008;
const ZIP64_EXTRA = 0x0001;

export interface LocatedEntry {
  readonly entry: ZipEntry;
  readonly data: Uint8Array;
  /** Where the entry's header starts and where its last byte, data descriptor included, ends. */
  readonly start: number;
  readonly end: number;
}

/** Undefined, with its finding, if the entry is not where or what the directory says. */
export function locate(
  bytes: Uint8Array,
  entry: ZipEntry,
  report: { readonly directoryStart: number; readonly log: FindingLog },
): LocatedEntry | undefined {
  const name = printableName(entry.name ?? '');
  const dataStart = localDataStart(bytes, entry, report.directoryStart);
  if (typeof dataStart === 'string') {
    report.log.add('SAMPAN-ZIP-LOCAL', { file: name }, { entry: name, what: dataStart });
    return undefined;
  }
  const dataEnd = dataStart + entry.compressed;
  if (dataEnd > report.directoryStart) {
    report.log.add('SAMPAN-ZIP-OVERLAP', { file: name }, { entry: name, other: '(directory)' });
    return undefined;
  }
  const end = descriptorEnd(bytes, entry, dataEnd);
  if (end === undefined || end > report.directoryStart) {
    report.log.add('SAMPAN-ZIP-LOCAL', { file: name }, { entry: name, what: 'data descriptor' });
    return undefined;
  }
  return { entry, data: bytes.subarray(dataStart, dataEnd), start: entry.offset, end };
}

/** Offset of the first byte of data, or the name of the first field that disagrees. */
function localDataStart(bytes: Uint8Array, entry: ZipEntry, limit: number): number | string {
  const at = entry.offset;
  const view = viewOf(bytes);
  if (at + LOCAL_BYTES > limit || view.getUint32(at, true) !== LOCAL_SIGNATURE) return 'signature';
  const nameEnd = at + LOCAL_BYTES + view.getUint16(at + 26, true);
  const dataStart = nameEnd + view.getUint16(at + 28, true);
  if (dataStart > limit) return 'length';
  if (!sameBytes(bytes.subarray(at + LOCAL_BYTES, nameEnd), entry.nameBytes)) return 'name';
  if (view.getUint16(at + 6, true) !== entry.flags) return 'flags';
  if (view.getUint16(at + 8, true) !== entry.method) return 'method';
  const sizes = localSizes(view, at, bytes.subarray(nameEnd, dataStart));
  if (sizes === undefined) return 'zip64';
  return disagreement(sizes, entry) ?? dataStart;
}

interface Sizes {
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
}

function localSizes(view: DataView, at: number, extraBytes: Uint8Array): Sizes | undefined {
  const extra = readExtra(extraBytes);
  if (extra === undefined) return undefined;
  const crc = view.getUint32(at + 14, true);
  const compressed = view.getUint32(at + 18, true);
  const size = view.getUint32(at + 22, true);
  if (compressed !== 0xffffffff && size !== 0xffffffff) return { crc, compressed, size };
  // APPNOTE 4.5.3: in a local header both sizes stand in the extra field
  const wide = extra.get(ZIP64_EXTRA);
  if (wide === undefined || wide.length < 16) return undefined;
  const wideView = viewOf(wide);
  return { crc, compressed: exactOffset(wideView, 8), size: exactOffset(wideView, 0) };
}

/** With a data descriptor the header may leave a value 0; else it must be the directory's. */
function disagreement(local: Sizes, entry: ZipEntry): string | undefined {
  const later = (entry.flags & DESCRIPTOR_FLAG) !== 0;
  const agrees = (value: number, central: number): boolean =>
    value === central || (later && value === 0);
  if (!agrees(local.crc, entry.crc)) return 'CRC-32';
  if (!agrees(local.compressed, entry.compressed)) return 'compressed size';
  return agrees(local.size, entry.size) ? undefined : 'size';
}

/** A descriptor has its signature or not, and sizes of 4 or 8 bytes; it must repeat the entry's. */
function descriptorEnd(bytes: Uint8Array, entry: ZipEntry, dataEnd: number): number | undefined {
  if ((entry.flags & DESCRIPTOR_FLAG) === 0) return dataEnd;
  const view = viewOf(bytes);
  for (const signature of [4, 0]) {
    for (const wide of [false, true]) {
      const end = dataEnd + signature + (wide ? 20 : 12);
      if (end > bytes.length) continue;
      if (signature === 4 && view.getUint32(dataEnd, true) !== DESCRIPTOR_SIGNATURE) continue;
      if (descriptorFits(view, dataEnd + signature, { entry, wide })) return end;
    }
  }
  return undefined;
}

function descriptorFits(
  view: DataView,
  at: number,
  { entry, wide }: { readonly entry: ZipEntry; readonly wide: boolean },
): boolean {
  const number = (offset: number): number =>
    wide ? exactOffset(view, at + 4 + offset * 2) : view.getUint32(at + 4 + offset, true);
  return (
    view.getUint32(at, true) === entry.crc &&
    number(0) === entry.compressed &&
    number(4) === entry.size
  );
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** Entries must stand one behind the other from byte 0 to the directory, with nothing between. */
export function checkTiling(
  located: readonly LocatedEntry[],
  report: { readonly file: string; readonly directoryStart: number; readonly log: FindingLog },
): void {
  const { file, directoryStart, log } = report;
  const inOrder = [...located].sort((a, b) => a.start - b.start);
  let reached = 0;
  let last = '';
  for (const { entry, start, end } of inOrder) {
    const name = printableName(entry.name ?? '');
    if (start < reached)
      log.add('SAMPAN-ZIP-OVERLAP', { file: name }, { entry: name, other: last });
    else if (start > reached && reached === 0)
      log.add('SAMPAN-ZIP-PREPENDED', { file }, { bytes: start });
    else if (start > reached) log.add('SAMPAN-ZIP-HIDDEN', { file }, { bytes: start - reached });
    reached = Math.max(reached, end);
    last = name;
  }
  if (reached < directoryStart) {
    log.add('SAMPAN-ZIP-HIDDEN', { file }, { bytes: directoryStart - reached });
  }
}
