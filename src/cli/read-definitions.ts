/** `--definitions`: FHIR JSON from files, folders (with all below them) and packages (.tgz). */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './exit.ts';
import { parseJsonText, readBytes, readJson, unreadable } from './read-file.ts';
import { readTgz } from './tar.ts';

const TYPES = new Set([
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'ConceptMap',
  'Questionnaire',
]);

/** A list, or a Bundle of definitions, counts as its items; other resources are passed over. */
function definitionsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(definitionsIn);
  const resource = value as { resourceType?: unknown; entry?: unknown } | null;
  if (resource?.resourceType === 'Bundle' && Array.isArray(resource.entry))
    return resource.entry.flatMap((entry: { resource?: unknown }) => definitionsIn(entry.resource));
  return TYPES.has(String(resource?.resourceType)) ? [value] : [];
}

function fromPackage(path: string): unknown[] {
  const files = readTgz(readBytes(path)).filter(
    ({ name }) => /^package\/[^/]+\.json$/.test(name) && !name.endsWith('/package.json'),
  );
  return files.flatMap(({ name, bytes }) =>
    definitionsIn(parseJsonText(`${path}:${name}`, new TextDecoder().decode(bytes))),
  );
}

function fromFile(path: string): unknown[] {
  if (path.endsWith('.tgz') || path.endsWith('.tar.gz')) return fromPackage(path);
  return definitionsIn(readJson(path));
}

function readAll(path: string): unknown[] {
  try {
    if (!statSync(path).isDirectory()) return fromFile(path);
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
    return names
      .filter((name) => name.endsWith('.json') || name.endsWith('.tgz'))
      .flatMap((name) => fromFile(join(path, name)));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw unreadable(path, error);
  }
}

/** A path that holds no definition at all is a slip, and told. */
export function readDefinitions(path: string): unknown[] {
  const found = readAll(path);
  if (found.length > 0) return found;
  throw new UsageError(`${path} holds no StructureDefinition, ValueSet or CodeSystem`);
}

/** Definitions by canonical, with and without their version; the last of one URL wins. */
export function definitionLookup(definitions: readonly unknown[]): (canonical: string) => unknown {
  const found = new Map<string, unknown>();
  for (const definition of definitions) {
    const { url, version } = definition as { readonly url?: unknown; readonly version?: unknown };
    if (typeof url !== 'string') continue;
    found.set(url, definition);
    if (typeof version === 'string') found.set(`${url}|${version}`, definition);
  }
  return (canonical) => found.get(canonical);
}
