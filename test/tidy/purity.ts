/** Nothing from base to gateway reads the clock, the environment or chance, or makes code. */
import { sourceFiles } from './files.ts';
import { layerOf } from './layers.ts';
import { isNode, lineOf, nodesOf, type SyntaxNode, treeOf } from './syntax.ts';
import type { Violation } from './violation.ts';

const pure = new Set(['base', 'fhir', 'profile', 'mapping', 'wire', 'channel', 'gateway']);

/** Members of globals, with what to use instead. */
const members: Readonly<Record<string, string>> = {
  'Date.now': 'take the time from a port',
  'Math.random': 'take chance from a port',
  'performance.now': 'take the time from a port',
  'crypto.randomUUID': 'take chance from a port',
  'crypto.getRandomValues': 'take chance from a port',
};

const globals: Readonly<Record<string, string>> = {
  process: 'take settings as parameters',
  console: 'return findings or values',
  fetch: 'send through a port',
  setTimeout: 'wait through a port',
  setInterval: 'wait through a port',
  setImmediate: 'wait through a port',
};

export function impureCode(files = sourceFiles): readonly Violation[] {
  return files
    .filter(({ path }) => pure.has(layerOf(path)))
    .flatMap((file) =>
      [...nodesOf(treeOf(file))].flatMap((node) => {
        const message = impurity(node);
        return message === undefined
          ? []
          : [{ path: file.path, line: lineOf(file, node.start), message }];
      }),
    );
}

function impurity(node: SyntaxNode): string | undefined {
  if (node.type === 'MemberExpression') return memberImpurity(node);
  const { callee } = node;
  if (!isNode(callee) || callee.type !== 'Identifier') return undefined;
  const name = String(callee.name);
  const bare = Array.isArray(node.arguments) && node.arguments.length === 0;
  if (node.type === 'NewExpression' && name === 'Date' && bare) {
    return 'new Date() reads the clock; take the time from a port';
  }
  if (node.type === 'CallExpression' && Object.hasOwn(globals, name))
    return `${name}; ${globals[name]}`;
  return undefined;
}

function memberImpurity({ object, property }: SyntaxNode): string | undefined {
  if (!isNode(object) || !isNode(property) || object.type !== 'Identifier') return undefined;
  const name = String(object.name);
  const member = `${name}.${String(property.name)}`;
  if (Object.hasOwn(members, member)) return `${member}; ${members[member]}`;
  return name === 'process' || name === 'console' ? `${member}; ${globals[name]}` : undefined;
}

/** Only the command line and the scripts compile in memory. */
export function generatedCode(files = sourceFiles): readonly Violation[] {
  return files
    .filter(({ path }) => layerOf(path) !== 'cli')
    .flatMap((file) =>
      [...nodesOf(treeOf(file))].flatMap((node) => {
        const { callee } = node;
        if (!isNode(callee)) return [];
        const name = callee.name;
        const makes = name === 'eval' || (node.type === 'NewExpression' && name === 'Function');
        if (!makes) return [];
        const message = `${String(name)} makes code; compile it before, into src/generated`;
        return [{ path: file.path, line: lineOf(file, node.start), message }];
      }),
    );
}
