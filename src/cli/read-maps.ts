/** Map files with what they need beside them: imported maps and concept maps of the same folder. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { readMapFile } from '../mapping/compile.ts';
import { answersTo } from '../mapping/link.ts';
import { readText } from './read-file.ts';

interface NamedText {
  readonly file: string;
  readonly text: string;
}

export interface ReadMaps {
  readonly maps: readonly NamedText[];
  /** ConceptMap resources found beside the maps. */
  readonly conceptMaps: readonly unknown[];
}

function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** A folder stands for all maps in it. */
function expand(path: string): string[] {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? namesIn(path).filter((name) => extname(name) === '.map') : [path];
}

const CONCEPT_MAP = /"resourceType"\s*:\s*"ConceptMap"/;

function conceptMapIn(file: string): unknown {
  const text = readText(file);
  if (!CONCEPT_MAP.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Adds maps of the same folders as long as an import asks for them. */
function withImports(given: readonly NamedText[], beside: readonly string[]): NamedText[] {
  const maps = [...given];
  const known = new Set(given.map(({ file }) => file));
  const others = beside.filter((file) => extname(file) === '.map' && !known.has(file));
  const offered = others.map((file) => {
    const read = { file, text: readText(file) };
    return { read, url: /^\s*(?:\/\/\/\s*url\s*=|map)\s*["']([^"']+)/m.exec(read.text)?.[1] ?? '' };
  });
  for (const map of maps) {
    for (const { url } of readMapFile(map).map.imports) {
      for (const offer of offered) {
        if (answersTo(url, offer.url) && !maps.includes(offer.read)) maps.push(offer.read);
      }
    }
  }
  return maps;
}

export function readMaps(paths: readonly string[]): ReadMaps {
  const files = paths.flatMap(expand);
  const given = files.map((file) => ({ file, text: readText(file) }));
  const folders = new Set(files.map((file) => dirname(file)));
  const beside = [...folders].flatMap(namesIn);
  const jsonFiles = beside.filter((file) => extname(file) === '.json');
  const conceptMaps = jsonFiles.map(conceptMapIn).filter((each) => each !== undefined);
  return { maps: withImports(given, beside), conceptMaps };
}
