/** What is wrong with a contained unit before its cells are typed: version, key, unknown fields. */
import type { Finding, Severity } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { ContainedCut } from './cut-containers.ts';
import type { BoundUnit, CutUnit } from './cut-units.ts';
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

/**
 * The number repeated in each record only confirms its container; if it differs, one is wrong.
 * Where all records agree on a number that is not the root's, the root's is the odd one.
 */
function disagreements(
  { unit }: ChosenCut,
  definition: ContainedUnit,
  bound: BoundUnit,
): readonly Finding[] {
  const { disagreement, root } = definition;
  if (disagreement === undefined) return [];
  return root.key.flatMap((name, index) => {
    const expected = unit.key[name] ?? '';
    // A root without its number is told as such
    if (expected === '') return [];
    const given = numbersOf(unit, definition, bound, index);
    const other = given.filter(({ found }) => found !== expected);
    const [first] = other;
    const all = other.length === given.length && other.every(({ found }) => found === first?.found);
    const rows = bound.parts.get(root.part);
    const row = unit.rows.get(root.part)?.[0];
    if (first !== undefined && all && given.length > 1 && rows !== undefined && row !== undefined) {
      const places = [placeOfField(rows, row, name)];
      return [{ ...disagreement, places, params: { found: expected, expected: first.found } }];
    }
    return other.map(({ found, place }) => {
      return { ...disagreement, places: [place()], params: { found, expected } };
    });
  });
}

interface GivenNumber {
  readonly found: string;
  readonly place: () => Place;
}

/** What the records beside the root say of one field of its key, where they say something. */
function numbersOf(
  unit: CutUnit,
  { parts }: ContainedUnit,
  bound: BoundUnit,
  index: number,
): readonly GivenNumber[] {
  return Object.entries(parts).flatMap(([name, { part, key = [] }]) => {
    const rows = bound.parts.get(part);
    const field = key[index];
    if (rows === undefined || field === undefined) return [];
    return (unit.rows.get(name) ?? []).flatMap((row) => {
      const found = cellText(rows, row, field);
      return found === '' ? [] : [{ found, place: () => placeOfField(rows, row, field) }];
    });
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
