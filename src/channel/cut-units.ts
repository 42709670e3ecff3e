/** Cuts a set into units: every root row with the rows of the other parts that its key joins. */
import type { Finding } from '../base/finding.ts';
import type { Row } from '../wire/delimited.ts';
import type {
  ChannelVersion,
  Completeness,
  ContainedUnit,
  JournalUnit,
  PartKey,
  UnitDefinition,
} from './definition.ts';
import type { ChannelModule } from './module.ts';
import { cellText, keyOf, type PartRows } from './part-rows.ts';
import type { Parts } from './set-rules.ts';

/** A unit whose content decided its version: that version, and the channel with its models. */
export interface BoundUnit {
  readonly version: ChannelVersion;
  readonly channel: ChannelModule;
  readonly parts: Parts;
}

/** One unit's rows by part, the root's part among them. */
export interface CutUnit {
  readonly definition: UnitDefinition | ContainedUnit | JournalUnit;
  /** Values of the root's key by name: HN and SEQ. */
  readonly key: Readonly<Record<string, string>>;
  readonly root: Row;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** Name of the container it was cut from: `HOSO[2]`. */
  readonly container?: string;
  readonly bound?: BoundUnit;
  /** What it must hold, where that is another thing than its kind says. */
  readonly complete?: Completeness;
  /** Why no claim is made of it: it is not whole yet, or was undone. */
  readonly unclaimed?: { readonly state: 'open' | 'undone'; readonly finding: Finding };
}

export interface Cut {
  readonly units: readonly CutUnit[];
  /** Rows that no unit took. */
  readonly unclaimed: readonly { readonly rows: PartRows; readonly row: Row }[];
}

export function cutUnits(definitions: readonly UnitDefinition[], parts: Parts): Cut {
  const taken = new Set<Row>();
  const units = definitions.flatMap((definition) => cutKind(definition, parts, taken));
  const unclaimed = [...parts.values()].flatMap((rows) =>
    rows.table.rows.filter((row) => !taken.has(row)).map((row) => ({ rows, row })),
  );
  return { units, unclaimed };
}

type Index = ReadonlyMap<string, readonly Row[]>;

function cutKind(definition: UnitDefinition, parts: Parts, taken: Set<Row>): CutUnit[] {
  const roots = parts.get(definition.root.part);
  if (roots === undefined) return [];
  const joins = Object.entries(definition.parts).flatMap(([name, join]) => {
    const rows = parts.get(join.part);
    return rows === undefined ? [] : [{ name, on: join.on, index: indexRows(rows, join) }];
  });
  const seen = new Set<string>();
  return roots.table.rows.flatMap((root) => {
    const key = keyValues(roots, root, definition.root);
    const whole = Object.values(key).join('\u0000');
    if (Object.values(key).includes('') || seen.has(whole)) return [];
    seen.add(whole);
    const rows = new Map<string, readonly Row[]>([[definition.root.part, [root]]]);
    for (const { name, on, index } of joins) {
      const found = index.get((on ?? definition.root.key).map((part) => key[part]).join('\u0000'));
      if (found !== undefined) rows.set(name, found);
    }
    for (const part of rows.values()) for (const row of part) taken.add(row);
    return [{ definition, key, root, rows }];
  });
}

function keyValues(rows: PartRows, row: Row, key: PartKey): Record<string, string> {
  return Object.fromEntries(key.key.map((name) => [name, cellText(rows, row, name)]));
}

function indexRows(rows: PartRows, join: PartKey): Index {
  const index = new Map<string, Row[]>();
  for (const row of rows.table.rows) {
    if (join.unless !== undefined && cellText(rows, row, join.unless) !== '') continue;
    const key = keyOf(rows, row, join.key);
    if (key === undefined) continue;
    const known = index.get(key);
    if (known === undefined) index.set(key, [row]);
    else known.push(row);
  }
  return index;
}
