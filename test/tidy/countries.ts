/** No file in src names a country, a national scheme, or a column of a national format. */
import { sourceFiles, type TextFile, textFiles } from './files.ts';
import { lineOf, nodesOf, treeOf } from './syntax.ts';
import type { Violation } from './violation.ts';

const words = [
  'thai',
  'thailand',
  'vietnam',
  'vietnamese',
  'viet nam',
  'china',
  'chinese',
  'bangkok',
  'hanoi',
  'shanghai',
  'nhso',
  'fdh',
  'moph',
  'e-?claim',
  'vss',
  'bhyt',
  'giamdinhhs',
  'nhsa',
];
const named = new RegExp(`(?<![\\p{L}\\d])(${words.join('|')})(?![\\p{L}\\d])`, 'iu');

const texts: readonly TextFile[] = [...sourceFiles, ...textFiles(['src/**/*.{json,sql,css,html}'])];

/** Names, code and comments alike; `camelCase` and `snake_case` are parted first. */
export function countryWords(files = texts): readonly Violation[] {
  return files.flatMap((file) => [
    ...wordsIn(file.path, 1, file),
    ...file.lines.flatMap((text, index) => wordsIn(text, index + 1, file)),
  ]);
}

function wordsIn(whole: string, line: number, { path }: TextFile): readonly Violation[] {
  const text = path.startsWith('src/cli/') ? withoutExamples(whole) : whole;
  const word = named.exec(text)?.[1] ?? named.exec(parted(text))?.[1];
  if (word === undefined) return [];
  return [{ path, line, message: `names ${word}; countries are data in profiles and mappings` }];
}

/** The help of a command may show a channel by its id, and where its samples lie. */
function withoutExamples(text: string): string {
  return channelIds.reduce((left, id) => left.replaceAll(id, ''), text);
}

const channelIds = textFiles(['mappings/**/channel.json']).map(({ path }) => {
  return path.split('/').at(-2) ?? '';
});

function parted(text: string): string {
  return text.replaceAll('_', ' ').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
}

/** Columns, elements and members that channel.json lists and that are no English words. */
function nationalFields(): ReadonlySet<string> {
  const names = textFiles(['mappings/**/channel.json']).flatMap(({ text }) =>
    [...text.matchAll(/"([A-Za-z]\w*)"|[./]([A-Za-z]\w*)/g)].map(([, a, b]) => a ?? b ?? ''),
  );
  const national = /^(?:[A-Z][A-Z0-9]*_[A-Z0-9_]+|[a-z]+_[a-z_]+|[A-Z]*[A-Z]{7,}|XML\d+)$/;
  return new Set(names.filter((name) => national.test(name)));
}

/** In code only: a comment may show an example. */
export function nationalColumns(files = sourceFiles): readonly Violation[] {
  const fields = nationalFields();
  return files.flatMap((file) =>
    [...nodesOf(treeOf(file))].flatMap((node) => {
      const name = node.type === 'Literal' ? node.value : node.name;
      if (typeof name !== 'string' || !fields.has(name)) return [];
      const message = `names the national field ${name}; let the data say it`;
      return [{ path: file.path, line: lineOf(file, node.start), message }];
    }),
  );
}
