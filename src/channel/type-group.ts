/** Lists that run side by side in several cells, to one list of records. */
import type { Finding } from '../base/finding.ts';
import type { LayoutField } from '../base/layout.ts';
import type { CellValue } from '../base/record.ts';
import type { Row } from '../wire/delimited.ts';
import { type BoundGroup, type PartRows, placeOfField } from './part-rows.ts';
import { type CellProblem, typeCell } from './type-cell.ts';

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

/** A cell with one value holds for all items; one with fewer than the others is a finding. */
export function typeGroup(rows: PartRows, row: Row, bound: BoundGroup, zone: string): TypedGroup {
  const { name, separator } = bound.group;
  const lists = bound.columns.map(({ field, column }) => ({
    field,
    texts: splitCell(row.cells[column] ?? '', separator),
  }));
  const length = Math.max(0, ...lists.map(({ texts }) => texts.length));
  const items = Array.from(
    { length },
    (_, index): Record<string, CellValue> => ({
      ordinal: index + 1,
    }),
  );
  const problems: GroupProblem[] = [];
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
function splitCell(text: string, separator: string): readonly string[] {
  const texts = text.split(separator).map((each) => each.trim());
  while (texts.length > 0 && texts.at(-1) === '') texts.pop();
  return texts;
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
