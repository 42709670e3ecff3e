/** Files that a command is given; what cannot be read is wrong usage, told in one line. */
import { readFileSync } from 'node:fs';
import { UsageError } from './exit.ts';

export function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** As UTF-8, without a byte order mark. */
export function readText(path: string): string {
  return readBytes(path)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

/** For files whose places in the JSON matter to nobody: keys, receipts, definitions. */
export function readJson(path: string): unknown {
  return parseJsonText(path, readText(path));
}

/** `name` is how messages call the text. */
export function parseJsonText(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${name}: no JSON`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder, and a file is wanted',
  EACCES: 'not allowed',
};

export function unreadable(path: string, error: unknown): UsageError {
  const { code = '' } = error as NodeJS.ErrnoException;
  return new UsageError(`${path}: ${reasons[code] ?? `cannot be read (${code})`}`);
}
