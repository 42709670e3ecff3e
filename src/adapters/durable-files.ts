/** Folders and small files that are on the disk, under their names, when the call returns. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Replaces the file as a whole: it is never half there. Only its owner may read it. */
export function keepFile(file: string, text: string): void {
  const next = `${file}.next`;
  synced(openSync(next, 'w', 0o600), (handle) => writeFileSync(handle, text));
  renameSync(next, file);
  syncFolder(dirname(file));
}

/** With all above it that is missing. */
export function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  let at = resolve(folder);
  while (at !== top) {
    at = dirname(at);
    syncFolder(at);
  }
}

/** A name in a folder lasts when the folder has reached the disk; Windows has no call for that. */
function syncFolder(folder: string): void {
  if (process.platform !== 'win32') synced(openSync(folder, 'r'));
}

function synced(handle: number, write?: (handle: number) => void): void {
  try {
    write?.(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
