/** Every file in src is reached from where the program starts. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { codeFiles, sourceFiles } from './files.ts';
import { reachable } from './layers.ts';
import { codeByPath, importsOf, resolveImport } from './syntax.ts';
import type { Violation } from './violation.ts';

const joiners = ['src/node.ts', 'src/worker.ts'];

export function deadFiles(): readonly Violation[] {
  const entries = codeFiles
    .map(({ path }) => path)
    .filter((path) => /^(bin|scripts)\//.test(path) || joiners.includes(path));
  const alive = reachable([...entries, ...generated()], importsFrom);
  return sourceFiles
    .filter(({ path }) => !alive.has(path))
    .map(({ path }) => ({ path, line: 1, message: 'nothing reaches it; use it or delete it' }));
}

/** What the compile wrote imports the run times. */
function generated(): readonly string[] {
  return globSync('src/generated/**/*.{js,d.ts}').map((path) => path.replaceAll('\\', '/'));
}

const IMPORT = /^(?:import|export)\b.*?from '([^']+)';$/gm;

function importsFrom(path: string): readonly string[] {
  const file = codeByPath.get(path);
  const specifiers =
    file === undefined
      ? existsSync(path) && path.startsWith('src/generated/')
        ? [...readFileSync(path, 'utf8').matchAll(IMPORT)].map(([, specifier = '']) => specifier)
        : []
      : importsOf(file).map(({ specifier }) => specifier);
  return specifiers.flatMap((specifier) => resolveImport(path, specifier) ?? []);
}
