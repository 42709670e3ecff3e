/** Findings on the text of a line, which decoding tells, as findings on the cells they stand in. */
import type { Finding } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import type { Table } from '../delimited.ts';
import { cellAt, columnOf, type Row } from './row.ts';

/** Others, and those on rows that were kept out, stay as they are. Values are left out. */
export function onCells(findings: readonly Finding[], tables: Iterable<Table>): readonly Finding[] {
  const wanted = new Set(findings.filter(isOnText).map((finding) => lineOf(finding.places[0])));
  if (wanted.size === 0) return findings;
  const found = new Map<string, { readonly table: Table; readonly row: Row }>();
  for (const table of tables) {
    for (const row of table.rows) {
      const line = lineOf(row);
      if (wanted.has(line)) found.set(line, { table, row });
    }
  }
  return findings.map((finding) => {
    const at = isOnText(finding) ? found.get(lineOf(finding.places[0])) : undefined;
    return at === undefined ? finding : onCell(finding, at);
  });
}

function isOnText({ places: [place] }: Finding): boolean {
  return place?.column !== undefined && place.field === undefined;
}

function lineOf(place: Pick<Place, 'file' | 'line'> | undefined): string {
  return `${place?.line}:${place?.file}`;
}

function onCell(
  finding: Finding,
  { table, row }: { readonly table: Table; readonly row: Row },
): Finding {
  const [place, ...others] = finding.places;
  const index = cellAt(row, place?.column ?? 1);
  const { file, record, line } = row;
  const field = table.columns[index];
  const cell = { file, record, line, column: columnOf(row, index), ...(field && { field }) };
  return { ...finding, places: [cell, ...others] };
}
