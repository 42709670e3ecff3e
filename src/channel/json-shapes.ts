/** The shapes of a JSON reader made ready: which members are fields, and which paths are known. */
import type { Layout } from '../base/layout.ts';
import type { JsonPart, JsonPath, JsonShape } from './definition.ts';
import { namesOf } from './json-path.ts';

export interface PartShapes {
  readonly part: string;
  readonly nest: JsonPart['nest'];
  readonly shapes: readonly ReadyShape[];
}

export interface ReadyShape {
  /** Tells it from all others of the reader. */
  readonly serial: number;
  readonly types: readonly string[] | undefined;
  readonly path: JsonPath;
  readonly has: readonly string[];
  /** Fields that are members of the record, by the member's name. */
  readonly own: ReadonlyMap<string, string>;
  /** Fields that stand deeper, with their paths from the record. */
  readonly deep: readonly (readonly [field: string, path: JsonPath])[];
  /** Fields said once for all records, with their paths from the message. */
  readonly carried: readonly (readonly [field: string, path: JsonPath])[];
}

/** `fieldsOf` are the fields that the models of a part have, in any version. */
export function readyShapes(
  parts: Readonly<Record<string, JsonPart>>,
  fieldsOf: (part: string) => ReadonlySet<string>,
): readonly PartShapes[] {
  let serial = 0;
  const ready = Object.entries(parts).map(([part, { nest, shapes }]) => ({
    part,
    nest,
    shapes: shapes.map((shape) => {
      serial += 1;
      return { serial, ...readyShape(shape, fieldsOf(part)) };
    }),
  }));
  // What is put inside other records is read before them
  return ready.sort((a, b) => Number(b.nest !== undefined) - Number(a.nest !== undefined));
}

function readyShape(shape: JsonShape, fields: ReadonlySet<string>): Omit<ReadyShape, 'serial'> {
  const all =
    shape.fields === undefined
      ? [...fields].map((name) => [name, `$.${name}`] as const)
      : Object.entries(shape.fields);
  const isOwn = (path: JsonPath) => namesOf(path).length === 1 && !path.includes('[');
  return {
    ...{ types: shape.types, path: shape.path, has: shape.has ?? [] },
    own: new Map(
      all.flatMap(([field, path]) => (isOwn(path) ? [[namesOf(path)[0] ?? '', field]] : [])),
    ),
    deep: all.filter(([, path]) => !isOwn(path)),
    carried: Object.entries(shape.carried ?? {}),
  };
}

/** Names that records of these layouts are made from. */
export function fieldNames(layouts: readonly Layout[]): ReadonlySet<string> {
  return new Set(
    layouts.flatMap(({ fields, groups = [] }) => [
      ...fields.flatMap((field) => field.form?.from ?? [field.name]),
      ...groups.flatMap((group) => group.fields.map(({ name }) => name)),
    ]),
  );
}

/** Names below names that something is read from; lists are passed through. */
export type KnownNames = Map<string, KnownNames>;

export function knownNames(
  shapes: readonly ReadyShape[],
  further: readonly JsonPath[],
): KnownNames {
  const root: KnownNames = new Map();
  const learn = (names: readonly string[]): void => {
    let at = root;
    for (const name of names) {
      let below = at.get(name);
      if (below === undefined) {
        below = new Map();
        at.set(name, below);
      }
      at = below;
    }
  };
  for (const { path, own, deep, carried } of shapes) {
    const record = namesOf(path);
    learn(record);
    for (const member of own.keys()) learn([...record, member]);
    for (const [, below] of deep) learn([...record, ...namesOf(below)]);
    for (const [, from] of carried) learn(namesOf(from));
  }
  for (const path of further) learn(namesOf(path));
  return root;
}
