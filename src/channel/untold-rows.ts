/** Rows that no unit took, less those that some finding explains already. */
import type { Row } from '../wire/delimited.ts';
import type { Cut } from './cut-units.ts';
import type { DelimitedChannel, PartKey } from './definition.ts';
import { givenOf } from './foreign-keys.ts';
import { cellText, keyOf, type PartRows } from './part-rows.ts';
import type { Parts, SetFinding } from './set-rules.ts';
import { startTorn } from './torn-rows.ts';

export interface LeftRow {
  readonly rows: PartRows;
  readonly row: Row;
  /** The key field whose value is missing, so that no unit can take the row. */
  readonly emptyKey?: string;
}

/** Rows that no unit took and no rule spoke of; without the units' roots the rule says it all. */
export function untoldRows(
  definition: DelimitedChannel,
  parts: Parts,
  unclaimed: Cut['unclaimed'],
  rules: readonly SetFinding[],
): readonly LeftRow[] {
  if (unclaimed.length === 0) return [];
  const missing = new Set(rules.flatMap((each) => each.missing ?? []));
  if (definition.units.some(({ root }) => missing.has(root.part))) return [];
  const spoken = new Set(rules.map((each) => each.row));
  for (const { explained = [] } of rules) for (const { row } of explained) spoken.add(row);
  const spokenParts = new Set(rules.flatMap((each) => each.parts ?? []));
  const isExplained = explainedBy(definition, parts, rules);
  return unclaimed
    .filter(({ rows, row }) => !spoken.has(row) && !spokenParts.has(rows.part))
    .filter(({ rows, row }) => !isExplained(rows, row))
    .map(({ rows, row }) => {
      const empty = joinsOf(definition, rows.part).map(({ key }) =>
        key.find((name) => cellText(rows, row, name) === ''),
      );
      const emptyKey = empty.every((name) => name !== undefined) ? empty[0] : undefined;
      return { rows, row, ...(emptyKey !== undefined && { emptyKey }) };
    });
}

/**
 * Rows whose claim's root is of unreadable shape, and rows of a person, of no claim by themselves,
 * whose claims were spoken of.
 */
function explainedBy(
  definition: DelimitedChannel,
  parts: Parts,
  rules: readonly SetFinding[],
): (rows: PartRows, row: Row) => boolean {
  const torn = startTorn(parts);
  const joins = definition.units.flatMap(({ root, claimNumber, parts: joined }) =>
    Object.values(joined).map((join) => ({ ...join, root: root.part, claimNumber })),
  );
  const ofPeople = joins.filter(({ key, claimNumber }) => !key.includes(claimNumber));
  const explained = rules.flatMap((each) => each.explained ?? []);
  const people = new Set(
    ofPeople.flatMap(({ key }) => explained.map(({ rows, row }) => givenOf(rows, row, key))),
  );
  return (rows, row) =>
    joins.some(({ part, key, root }) => {
      if (part !== rows.part || keyOf(rows, row, key) === undefined) return false;
      return torn.hold([root], rows, row, key) || people.has(givenOf(rows, row, key));
    });
}

/** Every way in which rows of a part come to a unit. */
function joinsOf(definition: DelimitedChannel, part: string): readonly PartKey[] {
  const joins = definition.units.flatMap((unit) => [unit.root, ...Object.values(unit.parts)]);
  return joins.filter((join) => join.part === part);
}
