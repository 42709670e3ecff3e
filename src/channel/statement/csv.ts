/** A statement as CSV. https://www.rfc-editor.org/rfc/rfc4180 */
import { numberText } from '../../base/decimal.ts';
import type { Statement, StatementCell } from './compute.ts';
import type { StatementDefinition } from './definition.ts';

/** Tells spreadsheets that the text is UTF-8. */
const MARK = '\ufeff';

export function toCsv({ columns }: StatementDefinition, statement: Statement): string {
  const names = columns.map(({ id }) => id);
  const rows = [...statement.rows.map(({ cells }) => cells), statement.totals];
  return `${MARK}${[names, ...rows].map((cells) => `${cells.map(field).join(',')}\r\n`).join('')}`;
}

function field(cell: StatementCell): string {
  const text = typeof cell === 'string' ? plain(cell) : numberText(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet would reckon a text that begins like a formula. */
export function plain(text: string): string {
  return /^[=+\-@\t]/.test(text) ? `'${text}` : text;
}
