/** Lists that run side by side in several cells, to one list of records. */
import type { Finding } from '../base/finding.ts';
import type { LayoutField } from '../base/layout.ts';
import type { CellValue } from '../base/record.ts';
import type { Row } from '../wire/delimited.ts';
import { type BoundGroup, type PartRows, placeOfField } from './part-rows.ts';
import { type CellProblem, isTooLong, typeCell } from './type-cell.ts';

export interface GroupProblem {
  /** Path below the record: `CARDS[1].FROM`. */
  readonly path: string;
  readonly field: LayoutField;
  readonly problem: CellProblem;
  readonly found: string;
}

export interface TypedGroup {
  readonly items: readonly Readonly<Record<string, CellValue>>[];
  readonly problems: readonly GroupProblem[];
  readonly findings: readonly Finding[];
}

/**
 * A cell with one value holds for all items, unless separators leave the others empty; one with
 * fewer values than the others is a finding.
 */
export function typeGroup(rows: PartRows, row: Row, bound: BoundGroup, zone: string): TypedGroup {
  const { name, separator } = bound.group;
  const problems: GroupProblem[] = [];
  const cells = bound.columns.flatMap(({ field, column }) => {
    const text = (row.cells[column] ?? '').trim();
    const raw = text.split(separator).map((each) => each.trim());
    if (raw.length === 1 || !isTooLong(text, field)) return [{ field, raw, told: withoutEnd(raw) }];
    problems.push({ path: `${name}[0].${field.name}`, field, problem: 'length', found: text });
    return [];
  });
  const length = Math.max(0, ...cells.map(({ told }) => told.length));
  const lists = cells.map(({ field, raw, told }) => {
    return { field, texts: raw.length === length ? raw : told };
  });
  const items = Array.from(
    { length },
    (_, index): Record<string, CellValue> => ({
      ordinal: index + 1,
    }),
  );
  const findings: Finding[] = [];
  for (const { field, texts } of lists) {
    if (texts.length > 1 && texts.length < length) {
      findings.push(uneven(rows, row, { field: field.name, found: texts.length, length }));
      continue;
    }
    for (const [index, item] of items.entries()) {
      const found = texts.length === 1 ? texts[0] : texts[index];
      if (found === undefined || found === '') continue;
      const typed = typeCell(found, field, zone);
      if (typed.ok) item[field.name] = typed.value;
      else if (texts.length > 1 || index === 0) {
        const path = `${name}[${index}].${field.name}`;
        problems.push({ path, field, problem: typed.problem, found });
      }
    }
  }
  return { items, problems, findings };
}

/** A separator at the end begins no further value. */
function withoutEnd(texts: readonly string[]): readonly string[] {
  return texts.slice(0, texts.findLastIndex((each) => each !== '') + 1);
}

function uneven(
  rows: PartRows,
  row: Row,
  { field, found, length }: { field: string; found: number; length: number },
): Finding {
  return {
    code: 'SAMPAN-CELL-LISTS',
    severity: 'error',
    issue: 'value',
    places: [placeOfField(rows, row, field)],
    params: { found: String(found), expected: String(length) },
  };
}
