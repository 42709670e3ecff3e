/** The maps that a channel names, compiled from the files of a folder. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { TypeModel } from '../fhir/model.ts';
import { compileMaps, type MapFile } from '../mapping/compile.ts';
import { formatProblem } from '../mapping/problem.ts';
import { boundCodes } from './bound-codes.ts';
import { reachable, requiredElements } from './required-elements.ts';
import { type Conformance, ofType } from './written-definitions.ts';

export interface MapFolder {
  readonly path: string;
  /** Folder of maps that several channels import; one of the same name in `path` goes before. */
  readonly shared?: string;
  /** The maps that hold the entry groups, and the profiles of what they make. */
  readonly units: Iterable<{ readonly map: string; readonly profile: string }>;
  readonly definitions: readonly Conformance[];
  readonly model: TypeModel;
}

export interface ChannelMap {
  readonly name: string;
  readonly code: string;
  readonly tracedCode: string;
}

export interface ChannelMaps {
  readonly maps: readonly ChannelMap[];
  /** Errors as a compiler prints them, each once; with any of them a map is left out. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** The maps a channel may import: its own, then the shared ones. */
export function mapFiles({ path, shared }: Pick<MapFolder, 'path' | 'shared'>): readonly string[] {
  const own = globSync(`${path}/*.map`).sort();
  const names = new Set(own.map((file) => basename(file)));
  const others = shared === undefined ? [] : globSync(`${shared}/*.map`).sort();
  return [...own, ...others.filter((file) => !names.has(basename(file)))];
}

/** Identifier, timestamp and addresses of a Bundle's entries are the gateway's to write. */
function requiredOfTarget(definitions: readonly Conformance[], profiles: readonly string[]) {
  const required = requiredElements(definitions, reachable(definitions, profiles));
  return (type: string): readonly string[] => (/^Bundle\b/.test(type) ? [] : required(type));
}

/** Every map of the folder may import the others, and translate by the ConceptMaps beside it. */
export function compileChannelMaps(folder: MapFolder): ChannelMaps {
  const files = mapFiles(folder).map(
    (path): MapFile => ({ file: basename(path), text: readFileSync(path, 'utf8') }),
  );
  const conceptMaps: unknown[] = [
    ...ofType(folder.definitions, 'ConceptMap'),
    ...globSync(`${folder.path}/*.ConceptMap.json`).map((path) =>
      JSON.parse(readFileSync(path, 'utf8')),
    ),
  ];
  const codesOf = boundCodes(folder.definitions);
  const errors = new Set<string>();
  const warnings = new Set<string>();
  const units = [...folder.units];
  const maps = [...new Set(units.map(({ map }) => map))].flatMap((name): readonly ChannelMap[] => {
    const entry = files.find(({ text }) => text.includes(`/${name}"`));
    if (entry === undefined) {
      errors.add(`${folder.path}: no map ${name}`);
      return [];
    }
    const all = [entry, ...files.filter((file) => file !== entry)];
    const profiles = units.filter(({ map }) => map === name).map(({ profile }) => profile);
    const requiredOf = requiredOfTarget(folder.definitions, profiles);
    const compiled = compileMaps({
      ...{ maps: all, conceptMaps, codesOf, requiredOf, model: folder.model },
    });
    for (const problem of compiled.problems) {
      const kind = problem.severity === 'error' ? errors : warnings;
      kind.add(`${folder.path}/${formatProblem(problem)}`);
    }
    const failed = compiled.problems.some(({ severity }) => severity === 'error');
    return failed ? [] : [Object.assign(compiled, { name })];
  });
  return { maps, errors: [...errors], warnings: [...warnings] };
}
