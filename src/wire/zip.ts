/**
 * A zip as a flat set of files, or the reasons why it is refused. The directory is read by us and
 * held against every local header; fflate only inflates. https://pkware.cachefly.net/webdocs/APPNOTE/APPNOTE-6.3.9.TXT
 */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { viewOf } from './bytes.ts';
import type { WireFile } from './file.ts';
import { type FindingLog, findingLog } from './findings.ts';
import { isZip } from './sniff.ts';
import { type Directory, findDirectory } from './zip/end-record.ts';
import { readEntries, type ZipEntry } from './zip/entry.ts';
import { unpack } from './zip/inflate.ts';
import { checkTiling, type LocatedEntry, locate } from './zip/local.ts';
import {
  commonTopFolder,
  escapes,
  foldName,
  isDesktopFile,
  isUnprintable,
  printableName,
} from './zip/name.ts';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes out for each byte in, of one entry and of the whole archive. */
  readonly ratio: number;
  readonly ratioFloorBytes: number;
  /** Bytes out of all entries together. */
  readonly totalBytes: number;
}

const DEFAULTS: ZipLimits = {
  entries: limits.zipEntries,
  ratio: limits.zipRatio,
  ratioFloorBytes: limits.zipRatioFloorBytes,
  totalBytes: limits.streamedBodyBytes,
};

export interface ZipContent {
  /** In directory order, without the common top folder; empty if anything was refused. */
  readonly files: readonly WireFile[];
  readonly findings: readonly Finding[];
}

export function readZip(archive: WireFile, limitsGiven: Partial<ZipLimits> = {}): ZipContent {
  const log = findingLog(archive.name);
  const files = unpackAll(archive, { ...DEFAULTS, ...limitsGiven }, log);
  return { files: log.failed() ? [] : files, findings: log.done() };
}

function unpackAll(archive: WireFile, bounds: ZipLimits, log: FindingLog): readonly WireFile[] {
  const { name: file, bytes } = archive;
  const directory = findDirectory(viewOf(bytes), file, log);
  if (directory === undefined) return [];
  const entries = readEntries(bytes, directory, { file, log, maxEntries: bounds.entries });
  if (entries === undefined) return [];
  const located = locateAll(archive, { directory, entries }, log);
  const wanted = located.filter(({ entry }) => isWanted(entry, log));
  if (wanted.length === 0 && !log.failed()) log.add('SAMPAN-ZIP-EMPTY', { file });
  const names = checkNames(wanted, log);
  checkTotal(wanted, bounds.totalBytes, log);
  // Overlapping entries are how a small file becomes petabytes: nothing is unpacked beside them.
  return log.failed() ? [] : inflateAll(archive, { wanted, names, bounds }, log);
}

function locateAll(
  archive: WireFile,
  { directory, entries }: { readonly directory: Directory; readonly entries: readonly ZipEntry[] },
  log: FindingLog,
): readonly LocatedEntry[] {
  const directoryStart = directory.start;
  const located = entries
    .filter((entry) => isReadable(entry, log))
    .map((entry) => locate(archive.bytes, entry, { directoryStart, log }))
    .filter((entry) => entry !== undefined);
  if (located.length === entries.length) {
    checkTiling(located, { file: archive.name, directoryStart, log });
  }
  return located;
}

const METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};

/** Encrypted, strongly encrypted, or with a masked header. APPNOTE 4.4.4 */
const ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000;
const AES_METHOD = 99;
const REGULAR_TYPES: readonly number[] = [0, 0x4, 0x8];

function isReadable(entry: ZipEntry, log: FindingLog): boolean {
  const name = printableName(entry.name ?? '');
  const place = { file: name };
  const params = { entry: name };
  if ((entry.flags & ENCRYPTED_FLAGS) !== 0 || entry.method === AES_METHOD) {
    log.add('SAMPAN-ZIP-ENCRYPTED', place, params);
  } else if (entry.method !== 0 && entry.method !== 8) {
    const method = METHODS[entry.method] ?? String(entry.method);
    log.add('SAMPAN-ZIP-METHOD', place, { ...params, method });
  } else if (!REGULAR_TYPES.includes(entry.fileType)) {
    log.add('SAMPAN-ZIP-LINK', place, params);
  } else return true;
  return false;
}

/** Folders and what a desktop adds by itself are not files of the set. */
function isWanted(entry: ZipEntry, log: FindingLog): boolean {
  const name = entry.name ?? '';
  if (isDesktopFile(name)) {
    log.add('SAMPAN-ZIP-IGNORED', { file: printableName(name) }, { entry: printableName(name) });
    return false;
  }
  const folder = name.endsWith('/');
  if (!folder) return true;
  if (escapes(name)) refuseName('SAMPAN-ZIP-PATH', name, log);
  if (entry.size !== 0) log.add('SAMPAN-ZIP-SIZE', { file: name }, sizeParams(entry, 0));
  return false;
}

function refuseName(
  code: 'SAMPAN-ZIP-PATH' | 'SAMPAN-ZIP-NAME',
  name: string,
  log: FindingLog,
): void {
  log.add(code, { file: printableName(name) }, { entry: printableName(name) });
}

/** Names in the set, in the order of `wanted`. */
function checkNames(wanted: readonly LocatedEntry[], log: FindingLog): readonly string[] {
  const full = wanted.map(({ entry }) => entry.name ?? '');
  const top = commonTopFolder(full);
  const safeTop = escapes(top) ? '' : top;
  const seen = new Map<string, string>();
  return full.map((whole) => {
    const name = whole.slice(safeTop.length);
    if (name !== '' && (escapes(name) || name.includes('/')))
      refuseName('SAMPAN-ZIP-PATH', whole, log);
    else if (isUnprintable(name)) refuseName('SAMPAN-ZIP-NAME', whole, log);
    const twin = seen.get(foldName(name));
    if (twin !== undefined) {
      log.add('SAMPAN-ZIP-DUPLICATE', { file: name }, { entry: name, other: twin });
    }
    seen.set(foldName(name), name);
    return name;
  });
}

/** By the sizes declared, before any work; what is more than declared is refused later. */
function checkTotal(wanted: readonly LocatedEntry[], limit: number, log: FindingLog): void {
  let total = 0;
  for (const { entry } of wanted) {
    total += entry.size;
    if (total <= limit) continue;
    const name = printableName(entry.name ?? '');
    log.add('SAMPAN-ZIP-TOO-BIG', { file: name }, { entry: name, limit });
    return;
  }
}

interface Inflation {
  readonly wanted: readonly LocatedEntry[];
  readonly names: readonly string[];
  readonly bounds: ZipLimits;
}

function inflateAll(
  archive: WireFile,
  { wanted, names, bounds }: Inflation,
  log: FindingLog,
): readonly WireFile[] {
  const files: WireFile[] = [];
  const allowance = (compressed: number): number =>
    Math.max(bounds.ratioFloorBytes, compressed * bounds.ratio);
  let produced = 0;
  for (const [index, located] of wanted.entries()) {
    const name = names[index] ?? '';
    const unpacked = unpack(located, {
      ratioBytes: Math.min(
        allowance(located.data.length),
        allowance(archive.bytes.length) - produced,
      ),
      totalBytes: bounds.totalBytes - produced,
    });
    if (unpacked.kind === 'refused') {
      const { code } = unpacked;
      const params = sizeParams(located.entry, unpacked.produced);
      log.add(code, { file: name }, { ...params, ratio: bounds.ratio, limit: bounds.totalBytes });
      // A bomb is not searched for further faults.
      if (code === 'SAMPAN-ZIP-BOMB' || code === 'SAMPAN-ZIP-TOO-BIG') break;
      continue;
    }
    produced += unpacked.bytes.length;
    if (isArchive(unpacked.bytes, name))
      log.add('SAMPAN-ZIP-NESTED', { file: name }, { entry: name });
    files.push({ name, bytes: unpacked.bytes });
  }
  return files;
}

function sizeParams(entry: ZipEntry, produced: number): Record<string, string | number> {
  const { compressed, size } = entry;
  return { entry: printableName(entry.name ?? ''), compressed, declared: size, produced };
}

function isArchive(bytes: Uint8Array, name: string): boolean {
  return isZip(bytes) || /\.(?:zip|7z|rar|gz|tgz|bz2|xz|zst)$/i.test(name);
}
