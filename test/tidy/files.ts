/** The project's own texts, without what is generated or installed. */
import { globSync, readFileSync } from 'node:fs';

export interface TextFile {
  /** From the root of the project, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

const left = [/^src\/generated\//, /\/node_modules\//, /\/samples\//, /\/cases\//];

export function textFiles(patterns: readonly string[]): readonly TextFile[] {
  return globSync([...patterns])
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !left.some((pattern) => pattern.test(path)))
    .sort()
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path, text, lines: text.split('\n') };
    });
}

export const sourceFiles = textFiles(['src/**/*.ts']);
export const codeFiles: readonly TextFile[] = [
  ...sourceFiles,
  ...textFiles(['test/**/*.ts', 'scripts/**/*.{ts,mjs}', 'bin/*.mjs']),
];
