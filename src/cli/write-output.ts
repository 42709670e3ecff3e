/** Files that a command writes beside its output; one that cannot be written is wrong usage. */
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { UsageError } from './exit.ts';

/** Makes sure, before any work is done, that the file can be written; it is not made yet. */
export function checkWritable(path: string): void {
  const there = existsSync(path);
  try {
    closeSync(openSync(path, 'a'));
    if (!there) rmSync(path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
}

export function writeOutput(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** A long text as it is made, to the file or else to the output; nothing is left of half a file. */
export async function writePieces(
  path: string | undefined,
  pieces: AsyncIterable<string>,
): Promise<void> {
  if (path === undefined) {
    for await (const piece of pieces) {
      if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
    }
    return;
  }
  const file = openSync(path, 'w');
  const write = (piece: string): void => {
    try {
      writeFileSync(file, piece);
    } catch (error) {
      throw unwritable(path, error);
    }
  };
  try {
    for await (const piece of pieces) write(piece);
  } catch (error) {
    if (fstatSync(file).isFile()) ftruncateSync(file);
    throw error;
  } finally {
    closeSync(file);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such folder',
  EISDIR: 'it is a folder',
  EEXIST: 'it is a file',
  ENOTDIR: 'above it there is a file',
  EACCES: 'not allowed',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
};

function unwritable(path: string, error: unknown): UsageError {
  const { code = '' } = error as NodeJS.ErrnoException;
  return new UsageError(`cannot write ${path}: ${reasons[code] ?? code}`);
}
