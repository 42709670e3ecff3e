/** Paths on the command line to submissions: a folder or a zip is one; loose files together are. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourceFile } from '../channel/translation.ts';
import { UsageError } from './exit.ts';
import { readBytes, unreadable } from './read-file.ts';

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

/** For commands that go on with the other sets. */
export function tellUncut(name: string): void {
  process.stderr.write(`${name} cannot be cut into claims: sampan convert tells why\n`);
}
