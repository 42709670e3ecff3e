/** The paths of a reader's documents that lead to containers, records and fields. */
import type { XmlPart, XmlReader } from './definition.ts';

export interface KnownPaths {
  /** Every path from the root to a container, a record or a field, and all above them. */
  readonly prefixes: ReadonlySet<string>;
  /** Fields that stand elsewhere than right below their record. */
  readonly fields: ReadonlySet<string>;
}

const known = new WeakMap<XmlReader, KnownPaths>();

export function knownPaths(reader: XmlReader): KnownPaths {
  const cached = known.get(reader);
  if (cached !== undefined) return cached;
  const parts = Object.values(reader.parts).filter((part) => part.in === 'document');
  const fields = parts.flatMap((part) =>
    part.records.flatMap((record) =>
      Object.values(part.fields ?? {}).map((path) => `${record}/${path}`),
    ),
  );
  const above = fields.map((path) => path.slice(0, path.lastIndexOf('/')));
  const ends = [reader.container, ...parts.flatMap((part) => part.records), ...above];
  const made = { prefixes: new Set(ends.flatMap(withAncestors)), fields: new Set(fields) };
  known.set(reader, made);
  return made;
}

export interface RecordPaths {
  readonly records: ReadonlySet<string>;
  readonly prefixes: ReadonlySet<string>;
}

const ofParts = new WeakMap<XmlPart, RecordPaths>();

/** Paths of a part's records in the document of its own. */
export function recordPaths(part: XmlPart): RecordPaths {
  const cached = ofParts.get(part);
  if (cached !== undefined) return cached;
  const records = new Set(part.records);
  const made = { records, prefixes: new Set(part.records.flatMap(withAncestors)) };
  ofParts.set(part, made);
  return made;
}

function withAncestors(path: string): readonly string[] {
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
