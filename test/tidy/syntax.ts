/** Code as a tree, by the parser that the test runner brings along. */
import { parseAst } from 'vitest/node';
import { codeFiles, type TextFile } from './files.ts';

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

const trees = new WeakMap<TextFile, SyntaxNode>();

export function treeOf(file: TextFile): SyntaxNode {
  const known = trees.get(file);
  if (known !== undefined) return known;
  const lang = file.path.endsWith('.ts') ? 'ts' : 'js';
  const tree = parseAst(file.text, { lang }) as unknown as SyntaxNode;
  trees.set(file, tree);
  return tree;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Every node, parents first. */
export function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield* nodesOf(item);
    } else if (isNode(value)) yield* nodesOf(value);
  }
}

export function lineOf(file: TextFile, offset: number): number {
  return file.text.slice(0, offset).split('\n').length;
}

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** Imports, re-exports, `import()` in code and in types, and files named by `new URL(…)`. */
export function importsOf(file: TextFile): readonly Import[] {
  return [...nodesOf(treeOf(file))].flatMap((node) => {
    const specifier = specifierOf(node);
    return specifier === undefined ? [] : [{ specifier, line: lineOf(file, node.start) }];
  });
}

function specifierOf(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node.source ?? node.argument);
    case 'NewExpression':
      return urlFile(node);
    default:
      return undefined;
  }
}

/** `new URL('./thread.ts', import.meta.url)`: a file that runs by itself. */
function urlFile(node: SyntaxNode): string | undefined {
  const { callee } = node;
  if (!isNode(callee) || callee.name !== 'URL' || !Array.isArray(node.arguments)) return;
  const specifier = literal(node.arguments[0]);
  return specifier?.endsWith('.ts') ? specifier : undefined;
}

export function literal(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'TSLiteralType') return literal(node.literal);
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** The file a relative import leads to, from the root of the project. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

export const codeByPath: ReadonlyMap<string, TextFile> = new Map(
  codeFiles.map((file) => [file.path, file]),
);
