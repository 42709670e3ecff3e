/** A statement as CSV. https://www.rfc-editor.org/rfc/rfc4180 */
import { numberText } from '../../base/decimal.ts';
import type { StatementCell } from './compute.ts';
import type { StatementDefinition } from './definition.ts';
import type { StatementText } from './text.ts';

/** Tells spreadsheets that the text is UTF-8. */
const MARK = '\ufeff';

/** The totals are the last row. */
export function csvText({ columns }: StatementDefinition): StatementText {
  return {
    head: `${MARK}${line(columns.map(({ id }) => id))}`,
    row: ({ cells }) => line(cells),
    tail: ({ totals }) => line(totals),
  };
}

function line(cells: readonly StatementCell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(cell: StatementCell): string {
  const text = typeof cell === 'string' ? plain(cell) : numberText(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet would reckon a text that begins like a formula. */
export function plain(text: string): string {
  return /^[=+\-@\t]/.test(text) ? `'${text}` : text;
}
