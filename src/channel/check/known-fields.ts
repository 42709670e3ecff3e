/** Which parts a reader delivers, and which fields of them channel.json itself names. */
import type {
  AnyOfReader,
  CardForm,
  CardTextReader,
  Channel,
  DelimitedReader,
  JsonPart,
  Reader,
} from '../definition.ts';
import { type Fault, fault, listed, type Path } from './fault.ts';

/** Field names of a part, or `any` where the logical model alone knows them. */
export type KnownFields = ReadonlySet<string> | 'any';
export type KnownParts = ReadonlyMap<string, KnownFields>;

export function knownParts(channel: Channel): KnownParts {
  return partsOf(channel.reader);
}

function partsOf(reader: Reader): KnownParts {
  switch (reader.kind) {
    case 'delimited':
      return new Map(
        Object.entries(reader.parts).map(([part, { variants }]) => [part, columnsOf(variants)]),
      );
    case 'xml':
      return new Map(Object.keys(reader.parts).map((part) => [part, 'any']));
    case 'json':
    case 'json-lines':
      return new Map(
        Object.entries(reader.parts).map(([part, definition]) => [part, membersOf(definition)]),
      );
    case 'card-text':
      return cardParts(reader);
    case 'any-of':
      return joinedParts(reader);
    case 'fhir':
      return new Map();
  }
}

function columnsOf(variants: DelimitedReader['parts'][string]['variants']): KnownFields {
  return new Set(variants.flatMap(({ columns }) => columns));
}

function membersOf({ shapes }: JsonPart): KnownFields {
  if (shapes.some(({ fields }) => fields === undefined)) return 'any';
  return new Set(shapes.flatMap(({ fields, carried }) => Object.keys({ ...fields, ...carried })));
}

function cardParts(reader: CardTextReader): KnownParts {
  return new Map(
    Object.keys(reader.parts).map((part) => {
      const forms = reader.forms.filter((form) => form.part === part);
      return [part, new Set(forms.flatMap(formFields))];
    }),
  );
}

function formFields(form: CardForm): readonly string[] {
  if (form.form === 'separated') return form.columns;
  if (form.form === 'slices') return form.slices.map(({ field }) => field);
  return Object.values(form.tags);
}

function joinedParts({ readers }: AnyOfReader): KnownParts {
  const all = new Map<string, KnownFields>();
  for (const { reader } of readers) {
    for (const [part, fields] of partsOf(reader)) {
      const before = all.get(part) ?? new Set();
      const joined = fields === 'any' || before === 'any' ? 'any' : before.union(fields);
      all.set(part, joined);
    }
  }
  return all;
}

export function checkPart(parts: KnownParts, part: string, path: Path): readonly Fault[] {
  if (parts.has(part)) return [];
  return [fault(path, `no part ${part}; the reader has ${listed(parts.keys())}`)];
}

/** A field of a part that is known to be there. */
export function checkField(
  parts: KnownParts,
  [part, field]: readonly [string, string],
  path: Path,
): readonly Fault[] {
  const fields = parts.get(part);
  if (fields === undefined || fields === 'any' || fields.has(field)) return [];
  return [fault(path, `part ${part} has no field ${field}; it has ${listed(fields)}`)];
}

/** `PART.FIELD`. */
export function checkRef(parts: KnownParts, ref: string, path: Path): readonly Fault[] {
  const [part = '', field = ''] = ref.split('.');
  return [...checkPart(parts, part, path), ...checkField(parts, [part, field], path)];
}

export function checkRefs(
  parts: KnownParts,
  refs: readonly string[] | undefined,
  path: Path,
): readonly Fault[] {
  return (refs ?? []).flatMap((ref, index) => checkRef(parts, ref, [...path, index]));
}

export function checkParts(
  parts: KnownParts,
  names: readonly string[] | undefined,
  path: Path,
): readonly Fault[] {
  return (names ?? []).flatMap((part, index) => checkPart(parts, part, [...path, index]));
}

/** Field names, all of one part. */
export function checkFields(
  parts: KnownParts,
  { part, fields }: { readonly part: string; readonly fields: readonly string[] | undefined },
  path: Path,
): readonly Fault[] {
  return (fields ?? []).flatMap((field, index) =>
    checkField(parts, [part, field], [...path, index]),
  );
}
