/** Finds a zip's end record, and its zip64 one if any, and holds them against the file. */
import type { FindingLog } from '../findings.ts';

// APPNOTE 4.3.16, 4.3.15, 4.3.14
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_END_BYTES = 56;
const MAX_COMMENT_BYTES = 0xffff;

export interface Directory {
  readonly entries: number;
  /** Byte offsets of the central directory. */
  readonly start: number;
  readonly end: number;
}

interface EndRecord {
  readonly at: number;
  readonly disk: number;
  readonly entriesHere: number;
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

/** Undefined, with its finding, if the archive has no end record that fits it exactly. */
export function findDirectory(
  view: DataView,
  file: string,
  log: FindingLog,
): Directory | undefined {
  const at = findEnd(view, file, log);
  if (at === undefined) return undefined;
  const end = readEnd(view, at);
  const before = zip64EndAt(view, at);
  const record = before === undefined ? end : readZip64End(view, before, end);
  if (record === undefined || (before === undefined && saysZip64(end))) {
    log.add('SAMPAN-ZIP-ZIP64', { file }, { entry: file });
    return undefined;
  }
  if (record.disk !== 0 || record.entriesHere !== record.entries) {
    log.add('SAMPAN-ZIP-SPLIT', { file });
    return undefined;
  }
  return placeDirectory(record, file, log);
}

/** The directory must end where the end record begins: then nothing stands before or between. */
function placeDirectory(end: EndRecord, file: string, log: FindingLog): Directory | undefined {
  const gap = end.at - (end.offset + end.size);
  if (gap === 0) return { entries: end.entries, start: end.offset, end: end.at };
  if (gap > 0) log.add('SAMPAN-ZIP-PREPENDED', { file }, { bytes: gap });
  else log.add('SAMPAN-ZIP-CUT-SHORT', { file }, { entry: file });
  return undefined;
}

function findEnd(view: DataView, file: string, log: FindingLog): number | undefined {
  const length = view.byteLength;
  const found: number[] = [];
  for (
    let at = length - END_BYTES;
    at >= Math.max(0, length - END_BYTES - MAX_COMMENT_BYTES);
    at--
  ) {
    if (view.getUint32(at, true) === END_SIGNATURE) found.push(at);
  }
  const fitting = found.filter((at) => at + END_BYTES + view.getUint16(at + 20, true) === length);
  // The last one must be the only one that fits: no second directory may hide in a comment.
  if (fitting.length === 1 && fitting[0] === found[0]) return fitting[0];
  if (fitting.length > 0)
    log.add('SAMPAN-ZIP-HIDDEN', { file }, { bytes: length - (found[0] ?? 0) });
  else if (found.length > 0) log.add('SAMPAN-ZIP-TRAILING', { file });
  else if (startsLikeZip(view)) log.add('SAMPAN-ZIP-CUT-SHORT', { file }, { entry: file });
  else log.add('SAMPAN-ZIP-NOT-ZIP', { file });
  return undefined;
}

function startsLikeZip(view: DataView): boolean {
  return view.byteLength >= 4 && view.getUint16(0, true) === 0x4b50;
}

function readEnd(view: DataView, at: number): EndRecord {
  return {
    at,
    // 0xffff stands for "see zip64"
    disk: Math.max(view.getUint16(at + 4, true), view.getUint16(at + 6, true)) % 0xffff,
    entriesHere: view.getUint16(at + 8, true),
    entries: view.getUint16(at + 10, true),
    size: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true),
  };
}

function saysZip64(end: EndRecord): boolean {
  return end.entries === 0xffff || end.size === 0xffffffff || end.offset === 0xffffffff;
}

/** Offset of the zip64 end record, if a locator stands before the end record; -1 if it lies. */
function zip64EndAt(view: DataView, endAt: number): number | undefined {
  const at = endAt - ZIP64_LOCATOR_BYTES;
  if (at < 0 || view.getUint32(at, true) !== ZIP64_LOCATOR_SIGNATURE) return undefined;
  const target = exactOffset(view, at + 8);
  return target === at - ZIP64_END_BYTES ? target : -1;
}

/** Undefined unless its values fit the plain record's wherever that one holds a value. */
function readZip64End(view: DataView, at: number, end: EndRecord): EndRecord | undefined {
  if (at < 0 || view.getUint32(at, true) !== ZIP64_END_SIGNATURE) return undefined;
  if (exactOffset(view, at + 4) !== ZIP64_END_BYTES - 12) return undefined;
  const record: EndRecord = {
    at,
    disk: Math.max(view.getUint32(at + 16, true), view.getUint32(at + 20, true)),
    entriesHere: exactOffset(view, at + 24),
    entries: exactOffset(view, at + 32),
    size: exactOffset(view, at + 40),
    offset: exactOffset(view, at + 48),
  };
  const agrees = (plain: number, wide: number, none: number): boolean =>
    plain === none || plain === wide;
  const fits =
    agrees(end.entries, record.entries, 0xffff) &&
    agrees(end.size, record.size, 0xffffffff) &&
    agrees(end.offset, record.offset, 0xffffffff);
  return fits ? record : undefined;
}

/** A 64-bit number; beyond any file it is Infinity, so that no later comparison holds. */
export function exactOffset(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(value);
}
