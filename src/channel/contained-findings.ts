/** What is wrong with a contained unit before its cells are typed: version, key, unknown fields. */
import type { Finding, Severity } from '../base/finding.ts';
import type { ContainedCut } from './cut-containers.ts';
import type { BoundUnit } from './cut-units.ts';
import type { ContainedUnit, JournalUnit, Reader } from './definition.ts';
import { cellText, type PartRows, placeOfField } from './part-rows.ts';

export function contentFindings(cut: ChosenCut): readonly Finding[] {
  const { bound, definition } = cut.unit;
  if (bound === undefined) return [];
  if (definition.by !== 'containment' && definition.by !== 'events') return [];
  return [
    ...(cut.chosen.holds ? [] : [noVersion(cut, definition)]),
    ...(definition.by === 'containment' ? disagreements(cut, definition, bound) : []),
    ...unknownFields(cut, bound),
  ];
}

type ChosenCut = Pick<ContainedCut, 'unit' | 'chosen'>;

function noVersion({ unit, chosen }: ChosenCut, definition: ContainedUnit | JournalUnit): Finding {
  const [part = '', field = ''] = (definition.serviceDate[0] ?? '').split('.');
  const rows = unit.bound?.parts.get(part);
  const row = unit.rows.get(part)?.[0];
  return {
    code: 'SAMPAN-VERSION-NONE',
    severity: 'error',
    issue: 'not-supported',
    places: rows === undefined || row === undefined ? [] : [placeOfField(rows, row, field)],
    params: { nearest: chosen.version.id, from: chosen.version.from },
  };
}

/** The number repeated in each record only confirms its container; if it differs, one is wrong. */
function disagreements(
  { unit }: ChosenCut,
  definition: ContainedUnit,
  bound: BoundUnit,
): readonly Finding[] {
  const { disagreement, root, parts } = definition;
  if (disagreement === undefined) return [];
  return Object.entries(parts).flatMap(([name, { part, key = [] }]) => {
    const rows = bound.parts.get(part);
    if (rows === undefined) return [];
    return (unit.rows.get(name) ?? []).flatMap((row) =>
      key.flatMap((field, index) => {
        const expected = unit.key[root.key[index] ?? ''] ?? '';
        const found = cellText(rows, row, field);
        if (found === '' || found === expected) return [];
        const places = [placeOfField(rows, row, field)];
        return [{ ...disagreement, places, params: { found, expected } }];
      }),
    );
  });
}

/** Once a field and table, at its first record that has it. */
function unknownFields({ unit }: ChosenCut, bound: BoundUnit): readonly Finding[] {
  const { reader } = bound.channel.definition;
  const severity = unknownSeverity(reader);
  if (severity === undefined) return [];
  return [...unit.rows].flatMap(([part, rows]) => {
    const table = bound.parts.get(part);
    if (table === undefined) return [];
    return unknownColumns(table).flatMap(([name, column]) => {
      const row = rows.find(({ cells }) => cells[column] !== undefined);
      if (row === undefined) return [];
      const finding: Finding = {
        code: reader.kind === 'xml' ? 'SAMPAN-XML-FIELD-UNKNOWN' : 'SAMPAN-JSON-FIELD-UNKNOWN',
        severity,
        issue: 'not-supported',
        places: [placeOfField(table, row, name)],
        params: { found: name, version: bound.version.id },
      };
      return [finding];
    });
  });
}

/** Of a reader of several forms, what its JSON form says; texts of cards have no names. */
function unknownSeverity(reader: Reader): Severity | undefined {
  if (reader.kind === 'any-of') {
    return reader.readers.flatMap((each) => unknownSeverity(each.reader) ?? [])[0];
  }
  return 'unknownFields' in reader ? reader.unknownFields : undefined;
}

const unknown = new WeakMap<PartRows, readonly (readonly [string, number])[]>();

function unknownColumns(rows: PartRows): readonly (readonly [string, number])[] {
  const cached = unknown.get(rows);
  if (cached !== undefined) return cached;
  const used = new Set([
    ...rows.fields.flatMap((field) => field.columns),
    ...rows.groups.flatMap((group) => group.columns.map(({ column }) => column)),
  ]);
  const found = [...rows.columns].filter(([, column]) => !used.has(column));
  unknown.set(rows, found);
  return found;
}
