/** The layout of a file without header row, by its number of columns and its variants' tests. */
import type { FindingLog } from '../findings.ts';
import { type DelimitedLayout, describeVariants, type Variant } from './layout.ts';
import type { Row } from './row.ts';

/** Undefined, with its finding, if no variant or more than one fits. */
export function chooseVariant(
  rows: readonly Row[],
  layout: DelimitedLayout,
  log: FindingLog,
): Variant | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const columns = usualCount(rows, layout);
  const whole = rows.filter((row) => row.cells.length === columns);
  const fitting = layout.variants.filter(
    (variant) => variant.columns.length === columns && holds(variant, whole),
  );
  if (fitting.length === 1) return fitting[0];
  const place = { file: first.file, line: first.line };
  const found = columns ?? first.cells.length;
  if (fitting.length > 1) {
    const variants = describeVariants(fitting);
    log.add('SAMPAN-ROW-LAYOUT-SEVERAL', place, { found, variants });
  } else {
    const variants = describeVariants(layout.variants);
    log.add('SAMPAN-ROW-LAYOUT-NONE', place, { found, variants });
  }
  return undefined;
}

/** The most frequent number of cells that a variant has, if at least half the rows have it. */
function usualCount(rows: readonly Row[], layout: DelimitedLayout): number | undefined {
  const frequency = new Map<number, number>();
  for (const { cells } of rows) {
    frequency.set(cells.length, (frequency.get(cells.length) ?? 0) + 1);
  }
  let usual: number | undefined;
  let most = 0;
  for (const { columns } of layout.variants) {
    const count = frequency.get(columns.length) ?? 0;
    if (count > most || (count === most && count > 0 && columns.length > (usual ?? 0))) {
      [usual, most] = [columns.length, count];
    }
  }
  return most * 2 >= rows.length ? usual : undefined;
}

function holds({ test }: Variant, rows: readonly Row[]): boolean {
  if (test === undefined) return true;
  const pattern = new RegExp(test.pattern, 'u');
  return rows.every((row) => pattern.test((row.cells[test.column - 1] ?? '').trim()));
}
