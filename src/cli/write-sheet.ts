/** A statement as a spreadsheet. */
import writeXlsxFile, { type Row } from 'write-excel-file/node';
import { type ExactNumber, numberText } from '../base/decimal.ts';
import type { StatementCell, StatementRow } from '../channel/statement/compute.ts';
import { plain } from '../channel/statement/csv.ts';
import type { StatementDefinition } from '../channel/statement/definition.ts';

/** Digits a spreadsheet keeps of a number; longer ones stay texts. */
const SHEET_DIGITS = 15;

/** A sheet is one compressed file, so its rows are held until they are all there. */
export interface Sheet {
  readonly rows: readonly StatementRow[];
  readonly totals: readonly StatementCell[];
}

export async function writeSheet(
  { id, columns }: StatementDefinition,
  { rows, totals }: Sheet,
  path: string,
): Promise<void> {
  const names: Row = columns.map((column) => ({ value: column.id, fontWeight: 'bold' }));
  const cells = rows.map((row): Row => row.cells.map(cellOf));
  await writeXlsxFile([names, ...cells, totals.map(cellOf)], { sheet: id }).toFile(path);
}

function cellOf(cell: StatementCell) {
  if (typeof cell === 'string') return { value: plain(cell), type: String };
  const text = numberText(cell as ExactNumber);
  return text.length > SHEET_DIGITS
    ? { value: text, type: String }
    : { value: Number(text), type: Number, format: '#,##0.##' };
}
