/** What a file of src gives to others is taken by one of them. */
import { globSync, readFileSync } from 'node:fs';
import { codeFiles, sourceFiles } from './files.ts';
import type { Violation } from './violation.ts';

const EXPORT = /^export (?:async )?(?:function\*?|const) (\w+)/gm;
const WORD = /[A-Za-z_$][\w$]*/g;

/** Functions and constants; a type is given with what is made of it. */
export function deadExports(): readonly Violation[] {
  const users = new Map<string, Set<string>>();
  const note = (path: string, text: string): void => {
    for (const [word] of text.matchAll(WORD)) {
      const known = users.get(word);
      if (known === undefined) users.set(word, new Set([path]));
      else known.add(path);
    }
  };
  for (const { path, text } of codeFiles) note(path, text);
  // What the compile wrote takes functions of the run times by import.
  for (const path of globSync('src/generated/**/*.js')) note(path, importsOf(path));
  return sourceFiles.flatMap(({ path, text }) =>
    [...text.matchAll(EXPORT)]
      .filter(([, name = '']) => (users.get(name)?.size ?? 0) < 2)
      .map(({ 1: name, index }) => {
        const line = text.slice(0, index).split('\n').length;
        return { path, line, message: `nobody else takes ${name}; delete it or its export` };
      }),
  );
}

function importsOf(path: string): string {
  return (readFileSync(path, 'utf8').match(/^(?:import|export)\b.*?from '[^']+';$/gm) ?? []).join();
}
