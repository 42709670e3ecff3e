/** Tells whether the first line is a header, and which column each of its names is. */
import type { FindingLog } from '../findings.ts';
import type { DelimitedLayout } from './layout.ts';
import { columnOf, type Row } from './row.ts';

export interface Header {
  /** Canonical name by cell; one that is not known stands as written, upper-cased. */
  readonly columns: readonly string[];
  /** Names of the variant that fits best which the header lacks. */
  readonly missing: readonly string[];
  /** True if one column stands twice: then it is not known which holds the value. */
  readonly repeated: boolean;
}

/**
 * Undefined if the line is data. A line is a header if all its cells are known names; if only most
 * are, it is one too, and the others are findings: no row of data looks like that.
 */
export function readHeader(row: Row, layout: DelimitedLayout, log: FindingLog): Header | undefined {
  const known = knownNames(layout);
  const written = row.cells.map((cell) => cell.trim().toUpperCase());
  const recognised = written.filter((name) => known.has(name)).length;
  if (recognised * 2 <= written.length) return undefined;
  const columns = written.map((name) => known.get(name) ?? name);
  const at = (index: number) => ({
    file: row.file,
    line: row.line,
    column: columnOf(row, index),
    field: columns[index] ?? '',
  });
  let repeated = false;
  for (const [index, name] of columns.entries()) {
    const cell = row.cells[index] ?? '';
    if (!known.has(written[index] ?? '')) {
      log.add('SAMPAN-COLUMN-UNKNOWN', at(index), { name: cell, known: layout.names.join(', ') });
    } else if (columns.indexOf(name) < index) {
      repeated = true;
      log.add('SAMPAN-COLUMN-REPEATED', at(index), { name, first: columns.indexOf(name) + 1 });
    }
  }
  const missing = missingNames(columns, layout);
  if (missing.length > 0) {
    const place = { file: row.file, line: row.line };
    log.add('SAMPAN-COLUMN-MISSING', place, { names: missing.join(', ') });
  }
  return { columns, missing, repeated };
}

function knownNames(layout: DelimitedLayout): ReadonlyMap<string, string> {
  const known = new Map(layout.names.map((name) => [name.toUpperCase(), name]));
  for (const [alias, name] of Object.entries(layout.aliases ?? {})) {
    known.set(alias.toUpperCase(), name);
  }
  return known;
}

/** Against the variant with the most of the header's names, then the fewest others. */
function missingNames(columns: readonly string[], layout: DelimitedLayout): readonly string[] {
  let best: readonly string[] = [];
  let most = -1;
  for (const variant of layout.variants) {
    const missing = variant.columns.filter((name) => !columns.includes(name));
    const present = variant.columns.length - missing.length;
    if (present > most || (present === most && missing.length < best.length)) {
      [best, most] = [missing, present];
    }
  }
  return best;
}
