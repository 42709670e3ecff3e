/** Paths on the command line to submissions: a folder or a zip is one; loose files together are. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourceFile } from '../channel/translation.ts';
import { UsageError } from './exit.ts';

export interface ReadSubmission {
  /** How to call it in messages. */
  readonly name: string;
  readonly files: readonly SourceFile[];
}

export function readPaths(paths: readonly string[]): readonly ReadSubmission[] {
  const loose: string[] = [];
  const whole: ReadSubmission[] = [];
  for (const path of paths) {
    if (isFolder(path)) whole.push({ name: path, files: readFolder(path) });
    else if (path.toLowerCase().endsWith('.zip'))
      whole.push({ name: path, files: [readFile(path)] });
    else loose.push(path);
  }
  if (loose.length > 0) whole.push({ name: loose.join(' '), files: loose.map(readFile) });
  return whole;
}

function readFolder(path: string): readonly SourceFile[] {
  const files = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
  if (files.length === 0) throw new UsageError(`${path} holds no files`);
  return files.sort(byName).map((entry) => readFile(join(path, entry.name)));
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readFile(path: string): SourceFile {
  return { name: basename(path), bytes: readBytes(path) };
}

/** A file's bytes; what cannot be read is wrong usage, told in one line. */
export function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): UsageError {
  const { code } = error as NodeJS.ErrnoException;
  const why = code === 'ENOENT' ? 'no such file or folder' : `cannot be read (${code})`;
  return new UsageError(`${path}: ${why}`);
}
