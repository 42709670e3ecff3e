/** The layout of a file without header row, by its number of columns and its variants' tests. */
import type { FindingLog } from '../findings.ts';
import { type DelimitedLayout, describeVariants, type Variant } from './layout.ts';
import { columnOf, type Row } from './row.ts';
import { endInEmptyCell, withoutLastCell } from './trailing.ts';

export interface ChosenVariant {
  readonly variant: Variant;
  /** True if every row has an empty cell behind the last column. */
  readonly trailing: boolean;
}

/** Undefined, with its finding, if not one variant fits. `trailing` is the habit of the set. */
export function chooseVariant(
  all: readonly Row[],
  { layout, trailing }: { readonly layout: DelimitedLayout; readonly trailing: boolean },
  log: FindingLog,
): ChosenVariant | undefined {
  const known = trailing && endInEmptyCell(all);
  const rows = known ? withoutLastCell(all) : all;
  const [first] = rows;
  if (first === undefined) return undefined;
  const columns = usualCount(rows, layout.variants, 0);
  const fitting = fittingVariants(rows, layout, { columns, extra: 0 });
  const fewer = !known && endInEmptyCell(rows) ? usualCount(rows, layout.variants, 1) : undefined;
  const shorter = fittingVariants(rows, layout, { columns: fewer, extra: 1 }).filter(
    (variant) => !fitting.some((longer) => isBeginning(variant, longer)),
  );
  // A test that holds on exactly this many columns settles it, though the last column be empty.
  const tested = fitting.filter(({ test }) => test !== undefined);
  const [only, ...more] = tested.length > 0 ? tested : [...fitting, ...shorter];
  if (only !== undefined && more.length === 0) {
    return { variant: only, trailing: known || fitting.length === 0 };
  }
  const found = columns ?? first.cells.length;
  if (only !== undefined) {
    const variants = describeVariants([only, ...more]);
    log.add('SAMPAN-ROW-LAYOUT-SEVERAL', placeOf(first), { found, variants });
  } else if (!reportTest(rows, { layout, columns }, log)) {
    const variants = describeVariants(layout.variants);
    log.add('SAMPAN-ROW-LAYOUT-NONE', placeOf(first), { found, variants });
  }
  return undefined;
}

function placeOf({ file, line }: Row) {
  return { file, line };
}

/** Where the longer one's last column is empty, both read the rows alike. */
function isBeginning(shorter: Variant, longer: Variant): boolean {
  return shorter.columns.every((name, index) => longer.columns[index] === name);
}

/**
 * The most frequent number of columns that a variant has, if at least half the rows have it;
 * `extra` cells of a row are no columns.
 */
function usualCount(
  rows: readonly Row[],
  variants: readonly Variant[],
  extra: number,
): number | undefined {
  const frequency = new Map<number, number>();
  for (const { cells } of rows) {
    const columns = cells.length - extra;
    frequency.set(columns, (frequency.get(columns) ?? 0) + 1);
  }
  let usual: number | undefined;
  let most = 0;
  for (const { columns } of variants) {
    const count = frequency.get(columns.length) ?? 0;
    if (count > most || (count === most && count > 0 && columns.length > (usual ?? 0))) {
      [usual, most] = [columns.length, count];
    }
  }
  return most * 2 >= rows.length ? usual : undefined;
}

function fittingVariants(
  rows: readonly Row[],
  { variants }: DelimitedLayout,
  { columns, extra }: { readonly columns: number | undefined; readonly extra: number },
): readonly Variant[] {
  return variants.filter((variant) => {
    if (variant.columns.length !== columns) return false;
    const holds = testOf(variant, columns + extra);
    return rows.every(holds);
  });
}

/** Rows of another length are faulty by themselves and tell nothing of the layout. */
function testOf({ test }: Variant, length: number): (row: Row) => boolean {
  if (test === undefined) return () => true;
  const pattern = new RegExp(test.pattern, 'u');
  const index = test.column - 1;
  return ({ cells }) => cells.length !== length || pattern.test((cells[index] ?? '').trim());
}

/** Tells the first row that fails the test which most rows pass; false if no test is to blame. */
function reportTest(
  rows: readonly Row[],
  { layout, columns }: { readonly layout: DelimitedLayout; readonly columns: number | undefined },
  log: FindingLog,
): boolean {
  if (columns === undefined) return false;
  const tested = layout.variants.filter((variant) => variant.columns.length === columns);
  let best: { variant: Variant; count: number } | undefined;
  for (const variant of tested) {
    const count = rows.filter(testOf(variant, columns)).length;
    if (best === undefined || count > best.count) best = { variant, count };
  }
  const holds = best && testOf(best.variant, columns);
  const odd = rows.find((row) => holds?.(row) === false);
  const column = best?.variant.test?.column;
  if (best === undefined || odd === undefined || column === undefined) return false;
  const place = {
    ...placeOf(odd),
    column: columnOf(odd, column - 1),
    field: best.variant.columns[column - 1] ?? '',
  };
  const variants = describeVariants(tested);
  const params = { column, variants, variant: best.variant.id, count: best.count };
  log.add('SAMPAN-ROW-LAYOUT-TEST', place, params);
  return true;
}
