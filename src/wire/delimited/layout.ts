/** The layouts a delimited file may have, as data. */

/** One order of columns that a file without header row may have. */
export interface Variant {
  readonly id: string;
  readonly columns: readonly string[];
  /** A pattern that the trimmed cells of one column (1-based) match in every row. */
  readonly test?: { readonly column: number; readonly pattern: string };
}

export interface DelimitedLayout {
  /** One character. */
  readonly delimiter: string;
  /** Every known column name, of all variants. */
  readonly names: readonly string[];
  /** Other spellings, each with the name it stands for. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly variants: readonly Variant[];
}

/** What a header must look like to be found: any row is shorter. */
const MAX_HEADER_CELLS = 1000;

function mostCells(layout: DelimitedLayout): number {
  return Math.max(layout.names.length, ...layout.variants.map(({ columns }) => columns.length));
}

export function maxCells(layout: DelimitedLayout): number {
  return Math.max(MAX_HEADER_CELLS, mostCells(layout) + 1);
}

export function describeVariants(variants: readonly Variant[]): string {
  return variants.map(({ id, columns }) => `${id} (${columns.length})`).join(', ');
}
