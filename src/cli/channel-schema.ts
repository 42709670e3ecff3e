/** The JSON Schema of channel.json at work: what it refuses, in words, each with its path. */
import { Ajv, type ErrorObject } from 'ajv';
import channelSchema from '../channel/channel.schema.json' with { type: 'json' };
import type { Fault, Path } from '../channel/check.ts';
import fieldSchema from '../channel/schema/field.schema.json' with { type: 'json' };
import identitySchema from '../channel/schema/identity.schema.json' with { type: 'json' };
import journalSchema from '../channel/schema/journal.schema.json' with { type: 'json' };
import readerSchema from '../channel/schema/reader.schema.json' with { type: 'json' };
import setSchema from '../channel/schema/set.schema.json' with { type: 'json' };
import tablesSchema from '../channel/schema/tables.schema.json' with { type: 'json' };
import treeSchema from '../channel/schema/tree.schema.json' with { type: 'json' };
import unitSchema from '../channel/schema/unit.schema.json' with { type: 'json' };
import versionSchema from '../channel/schema/version.schema.json' with { type: 'json' };

/** By the name the files call each other. */
const sections = {
  field: fieldSchema,
  identity: identitySchema,
  journal: journalSchema,
  reader: readerSchema,
  set: setSchema,
  tables: tablesSchema,
  tree: treeSchema,
  unit: unitSchema,
  version: versionSchema,
} as const;

const BASE = 'https://sampan.example/schema';

function compileSchema() {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    formats: { regex: isRegex },
  });
  for (const [name, schema] of Object.entries(sections)) {
    ajv.addSchema(schema, `${BASE}/schema/${name}.schema.json`);
  }
  ajv.addSchema(channelSchema, `${BASE}/channel.schema.json`);
  const compiled = ajv.getSchema(`${BASE}/channel.schema.json`);
  if (compiled === undefined) throw new Error('the schema of channel.json is not loaded');
  return compiled;
}

const validate = compileSchema();

function isRegex(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Everything the schema refuses, once each. */
export function schemaFaults(definition: unknown): readonly Fault[] {
  if (validate(definition) === true) return [];
  const seen = new Set<string>();
  return (validate.errors ?? []).filter(isOwnFault).flatMap((error) => {
    const fault = describe(error, pathOf(error.instancePath, definition));
    const key = JSON.stringify(fault);
    if (seen.has(key)) return [];
    seen.add(key);
    return [fault];
  });
}

/** `if` only repeats that one of its branches failed. */
function isOwnFault({ keyword }: ErrorObject): boolean {
  return keyword !== 'if';
}

function describe(error: ErrorObject, path: Path): Fault {
  const words = messages[error.keyword];
  if (words !== undefined) return words(error, path);
  return { path, message: `${error.message ?? error.keyword}; found ${shown(error.data)}` };
}

type Words = (error: ErrorObject, path: Path) => Fault;

const messages: Readonly<Record<string, Words>> = {
  additionalProperties: (error, path) => {
    const name = String(error.params.additionalProperty);
    const known = Object.keys(error.parentSchema?.properties ?? {}).join(', ');
    return { path: [...path, name], message: `unknown property ${name}; known here: ${known}` };
  },
  required: (error, path) => ({ path, message: `missing ${error.params.missingProperty}` }),
  propertyNames: (error, path) => {
    const name = String(error.params.propertyName);
    return { path: [...path, name], message: `${name} is no name that may stand here` };
  },
  enum: (error, path) => {
    const allowed = (error.params.allowedValues as readonly unknown[]).join(', ');
    return { path, message: `one of ${allowed} is expected; found ${shown(error.data)}` };
  },
  pattern: (error, path) => {
    const meaning = String(error.parentSchema?.description ?? error.params.pattern);
    return { path, message: `${shown(error.data)} is not this: ${meaning}` };
  },
  format: (error, path) => ({ path, message: `${shown(error.data)} is no regular expression` }),
  'false schema': (_error, path) => ({ path, message: 'has no place in a channel of this kind' }),
};

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A JSON pointer as its steps: numbers for list items, though members may look like them. */
function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(name) : name);
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return path;
}
