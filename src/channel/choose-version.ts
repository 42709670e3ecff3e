/** The version of a unit whose content, beside its date of service, says which one it is. */
import type { Row } from '../wire/delimited.ts';
import type { ChannelVersion, ContentTest, FieldRef } from './definition.ts';
import type { VersionModels } from './module.ts';
import { typeCell } from './type-cell.ts';

/** The rows of one unit by part, with the columns of each part's table. */
export interface UnitRows {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  columnOf(part: string, field: string): number | undefined;
}

export interface Chosen {
  readonly version: ChannelVersion;
  /** False if no version has both the content and the date; the nearest stands in. */
  readonly holds: boolean;
}

export interface VersionChoice {
  readonly versions: readonly ChannelVersion[];
  readonly serviceDate: readonly FieldRef[];
  readonly zone: string;
  modelsOf(version: ChannelVersion): VersionModels;
}

/** The first version whose test and span hold; else the first whose test does, else the first. */
export function chooseVersion(unit: UnitRows, choice: VersionChoice): Chosen | undefined {
  const fitting = choice.versions.filter(({ test }) => test === undefined || passes(test, unit));
  const inSpan = fitting.find((version) => holdsOn(version, serviceDay(unit, version, choice)));
  const version = inSpan ?? fitting[0] ?? choice.versions[0];
  return version === undefined ? undefined : { version, holds: inSpan !== undefined };
}

function holdsOn(version: ChannelVersion, day: string | undefined): boolean {
  if (day === undefined) return true;
  return version.from <= day && (version.to === undefined || day <= version.to);
}

/** Undefined without a date or with one that is none: other rules speak of that. */
function serviceDay(
  unit: UnitRows,
  version: ChannelVersion,
  choice: VersionChoice,
): string | undefined {
  const { layouts } = choice.modelsOf(version);
  for (const ref of choice.serviceDate) {
    const [part = '', name = ''] = ref.split('.');
    const field = layouts[part]?.fields.find((each) => each.name === name);
    const text = textsOf(unit, ref).find((each) => each !== '');
    if (field === undefined || text === undefined) continue;
    const typed = typeCell(text, field, choice.zone);
    return typed.ok && typeof typed.value === 'string' ? typed.value.slice(0, 10) : undefined;
  }
  return undefined;
}

function passes(test: ContentTest, unit: UnitRows): boolean {
  const { has = [], lacks = [], matches = [] } = test;
  return (
    has.every((ref) => textsOf(unit, ref).length > 0) &&
    lacks.every((ref) => textsOf(unit, ref).length === 0) &&
    matches.every(({ field, pattern }) => {
      const texts = textsOf(unit, field);
      return texts.length > 0 && texts.every((text) => new RegExp(pattern).test(text));
    })
  );
}

/** Texts of a field wherever it stands in the unit, empty ones among them. */
function textsOf(unit: UnitRows, ref: FieldRef): readonly string[] {
  const [part = '', name = ''] = ref.split('.');
  const column = unit.columnOf(part, name);
  if (column === undefined) return [];
  return (unit.rows.get(part) ?? []).flatMap(({ cells }) => {
    const text = cells[column];
    return text === undefined ? [] : [text];
  });
}
