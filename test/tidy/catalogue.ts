/** Codes of findings: each used, each with its texts, each provoked somewhere; limits in use. */
import { limits } from '../../src/base/limits.ts';
import { languages } from '../../src/fhir/texts.ts';
import { sourceFiles, type TextFile, textFiles } from './files.ts';
import { isProvoked } from './samples.ts';
import { isNode, lineOf, literal, nodesOf, type SyntaxNode, treeOf } from './syntax.ts';
import type { Violation } from './violation.ts';

const CODE = /^SAMPAN(?:-[A-Z0-9]+)+$/;

interface Sentences {
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

interface Catalogue extends TextFile {
  readonly language: string;
  readonly texts: Readonly<Record<string, Sentences>>;
}

/** `src/base/findings/{parts/<part>/}<language>.json`. */
function catalogues(): readonly Catalogue[] {
  return textFiles(['src/base/findings/**/*.json']).map((file) => ({
    ...file,
    language: file.path.slice(file.path.lastIndexOf('/') + 1, -'.json'.length),
    texts: JSON.parse(file.text) as Catalogue['texts'],
  }));
}

function lineWith(file: TextFile, word: string): number {
  return file.lines.findIndex((line) => line.includes(word)) + 1 || 1;
}

interface Use {
  readonly path: string;
  readonly line: number;
  /** A whole code, or the beginning of the codes a template makes. */
  readonly code: string;
  readonly whole: boolean;
}

function usesOfCodes(): readonly Use[] {
  return sourceFiles.flatMap((file) =>
    [...nodesOf(treeOf(file))].flatMap((node): readonly Use[] => {
      const text = literal(node);
      const use = { path: file.path, line: lineOf(file, node.start) };
      if (text !== undefined && CODE.test(text)) return [{ ...use, code: text, whole: true }];
      const start = templateStart(node);
      return start?.startsWith('SAMPAN-') ? [{ ...use, code: start, whole: false }] : [];
    }),
  );
}

function templateStart(node: SyntaxNode): string | undefined {
  const { quasis } = node;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(quasis)) return undefined;
  const [first] = quasis;
  const value = isNode(first) ? (first.value as { cooked?: string }) : undefined;
  return value?.cooked;
}

/** Codes that lack texts in some language, each at its first use. */
export function codesWithoutTexts(): readonly Violation[] {
  const all = catalogues();
  const seen = new Set<string>();
  return usesOfCodes().flatMap((use) => {
    const lacking = languages.filter((language) => !all.some((file) => says(file, language, use)));
    if (lacking.length === 0 || seen.has(use.code)) return [];
    seen.add(use.code);
    const message = `${use.code} has no text in ${lacking.join(', ')}; write it`;
    return [{ path: use.path, line: use.line, message }];
  });
}

function says(file: Catalogue, language: string, use: Use): boolean {
  return file.language === language && Object.keys(file.texts).some((code) => isUse(use, code));
}

export function unusedTexts(): readonly Violation[] {
  const uses = usesOfCodes();
  return catalogues().flatMap((file) =>
    Object.keys(file.texts)
      .filter((code) => !uses.some((use) => isUse(use, code)))
      .map((code) => ({
        path: file.path,
        line: lineWith(file, code),
        message: `${code} is used nowhere in src; use it or delete its texts`,
      })),
  );
}

function isUse({ code, whole }: Use, wanted: string): boolean {
  return whole ? code === wanted : wanted.startsWith(code);
}

/** Every language says the same sentences with the same placeholders. */
export function unequalTexts(): readonly Violation[] {
  const all = catalogues();
  return all.flatMap((file) => {
    const english = all.find(({ path }) => path === file.path.replace(/[a-z]+\.json$/, 'en.json'));
    return Object.entries(file.texts).flatMap(([code, sentences]) => {
      const message = unequal(sentences, english?.texts[code]);
      const line = lineWith(file, code);
      return message === undefined
        ? []
        : [{ path: file.path, line, message: `${code} ${message}` }];
    });
  });
}

function unequal(sentences: Sentences, english: Sentences | undefined): string | undefined {
  if (english === undefined) return 'has no English text; write it';
  const empty = (['expected', 'found', 'remedy'] as const).find(
    (part) => sentences[part] === undefined || (sentences[part] === '' && english[part] !== ''),
  );
  if (empty !== undefined) return `does not say ${empty}; write it`;
  const names = (text: Sentences) =>
    [
      ...new Set(
        Object.values(text)
          .join(' ')
          .match(/\{\w+\}/g) ?? [],
      ),
    ]
      .sort()
      .join(' ');
  return names(sentences) === names(english)
    ? undefined
    : `has ${names(sentences) || 'no placeholders'}, English ${names(english) || 'none'}`;
}

/** A test or a sample that names the code is taken to provoke it. */
export function unprovokedCodes(): readonly Violation[] {
  const english = catalogues().filter(({ language }) => language === 'en');
  return english.flatMap((file) =>
    Object.keys(file.texts)
      .filter((code) => !isProvoked(code))
      .map((code) => ({
        path: file.path,
        line: lineWith(file, code),
        message: `no test and no sample provokes ${code}; add one`,
      })),
  );
}

export function unusedLimits(): readonly Violation[] {
  const path = 'src/base/limits.ts';
  const others = sourceFiles.filter((file) => file.path !== path);
  const own = sourceFiles.find((file) => file.path === path);
  return Object.keys(limits)
    .filter((name) => !others.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)))
    .map((name) => ({
      path,
      line: own === undefined ? 1 : lineWith(own, `${name}:`),
      message: `nothing enforces ${name}; enforce it or delete it`,
    }));
}
