/** A large file on the command line, read where it lies. */
import { openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { limits } from '../base/limits.ts';
import type { StoredFile } from '../channel/translation.ts';
import { bytesInBlocks } from '../wire/byte-source.ts';

const BLOCK_BYTES = 1024 * 1024;

/** Undefined for what is small, or no file: that is read as a whole. */
export function openStoredFile(path: string): StoredFile | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size <= limits.wholeXmlBytes) return undefined;
  const descriptor = opened(path);
  if (descriptor === undefined) return undefined;
  const source = bytesInBlocks({ length: found.size, blockBytes: BLOCK_BYTES }, (index) => {
    const block = new Uint8Array(BLOCK_BYTES);
    const read = readSync(descriptor, block, 0, BLOCK_BYTES, index * BLOCK_BYTES);
    return block.subarray(0, read);
  });
  return { name: basename(path), source };
}

function opened(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    // Who reads it as a whole says why it cannot be read.
    return undefined;
  }
}
