/** Sizes, names and forms of code. */
import { codeFiles, sourceFiles, type TextFile, textFiles } from './files.ts';
import { isNode, lineOf, nodesOf, type SyntaxNode, treeOf } from './syntax.ts';
import type { Violation } from './violation.ts';

const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 70;
const MAX_LINE_CHARACTERS = 100;
const MAX_TEXT_LINE_CHARACTERS = 140;

export function longFiles(files = codeFiles): readonly Violation[] {
  return files
    .filter(({ lines }) => lines.length - 1 > MAX_FILE_LINES)
    .map(({ path, lines }) => ({
      path,
      line: lines.length - 1,
      message: `${lines.length - 1} lines, at most ${MAX_FILE_LINES}; part it by what it does`,
    }));
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Bodies of `describe` and of tests are lists, not functions. */
export function longFunctions(files = codeFiles): readonly Violation[] {
  return files
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .flatMap((file) =>
      found(file, (node) => {
        if (!functions.has(node.type)) return undefined;
        const length = lineOf(file, node.end) - lineOf(file, node.start) + 1;
        if (length <= MAX_FUNCTION_LINES) return undefined;
        return `function of ${length} lines, at most ${MAX_FUNCTION_LINES}; part it`;
      }),
    );
}

/** Links, and texts that would change if they were broken, may run on. */
export function longLines(files = codeFiles): readonly Violation[] {
  return files.flatMap((file) => {
    const texts = textSpans(file);
    let start = 0;
    return file.lines.flatMap((text, index) => {
      const end = start + MAX_LINE_CHARACTERS;
      start += text.length + 1;
      const length = [...text].length;
      if (length <= MAX_LINE_CHARACTERS || /https?:\/\//.test(text)) return [];
      const inText = texts.some((span) => span.start < end && end < span.end);
      const most = inText ? MAX_TEXT_LINE_CHARACTERS : MAX_LINE_CHARACTERS;
      if (length <= most) return [];
      const message = `${length} characters, at most ${most}; break the line`;
      return [{ path: file.path, line: index + 1, message }];
    });
  });
}

const texts = new Set(['Literal', 'TemplateLiteral']);

function textSpans(file: TextFile): readonly SyntaxNode[] {
  return [...nodesOf(treeOf(file))].filter(({ type }) => texts.has(type));
}

export function looseTypes(files = codeFiles): readonly Violation[] {
  return files.flatMap((file) =>
    found(file, ({ type }) =>
      type === 'TSAnyKeyword' ? '`any`; say `unknown` and narrow it at the border' : undefined,
    ),
  );
}

/** Workers start by the default export of their module. */
export function defaultExports(files = sourceFiles): readonly Violation[] {
  return files
    .filter(({ path }) => path !== 'src/worker.ts')
    .flatMap((file) =>
      found(file, ({ type }) =>
        type === 'ExportDefaultDeclaration' ? 'default export; give it a name' : undefined,
      ),
    );
}

const FILE_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*$/;
const vague = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'misc']);

const namedFiles: readonly TextFile[] = [
  ...codeFiles,
  ...textFiles(['src/**/*.{json,sql,css,html}', 'docs/**/*.md']),
];

export function fileNames(files = namedFiles): readonly Violation[] {
  return files.flatMap(({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const word = name.split(/[-.]/).find((part) => vague.has(part));
    if (word !== undefined) {
      return [{ path, line: 1, message: `${word} says nothing; name the one thing it is` }];
    }
    if (FILE_NAME.test(name)) return [];
    return [{ path, line: 1, message: 'not kebab-case; rename it' }];
  });
}

const runners = new Set(['it', 'test', 'describe', 'suite', 'bench']);
const modes = new Set(['skip', 'only', 'todo']);

/** What cannot run says so aloud (`not run: …`) instead of being skipped. */
export function sleepingTests(files = codeFiles): readonly Violation[] {
  return files.flatMap((file) =>
    found(file, (node) => {
      const { object, property } = node;
      if (node.type !== 'MemberExpression' || !isNode(object) || !isNode(property)) return;
      const mode = String(property.name);
      if (!runners.has(runnerOf(object)) || !modes.has(mode)) return undefined;
      return `.${mode}; run the test, or print why it cannot run`;
    }),
  );
}

function runnerOf(node: SyntaxNode): string {
  const { object } = node;
  return isNode(object) ? runnerOf(object) : String(node.name);
}

/** Written apart, so that this file does not name itself. */
const reminders = new RegExp(
  `\\b(${['TO', 'FIX'].map((word, i) => word + ['DO', 'ME'][i]).join('|')})\\b`,
);

const writtenFiles: readonly TextFile[] = [
  ...codeFiles,
  ...textFiles(['profiles/**/*.fsh', 'mappings/**/*.{map,json}', '*.md', 'docs/*.md']),
];

export function reminderComments(files = writtenFiles): readonly Violation[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((text, index) => {
      const word = reminders.exec(text)?.[1];
      if (word === undefined) return [];
      return [{ path, line: index + 1, message: `${word}; do it, or write an issue` }];
    }),
  );
}

function found(
  file: TextFile,
  message: (node: SyntaxNode) => string | undefined,
): readonly Violation[] {
  return [...nodesOf(treeOf(file))].flatMap((node) => {
    const text = message(node);
    return text === undefined
      ? []
      : [{ path: file.path, line: lineOf(file, node.start), message: text }];
  });
}
