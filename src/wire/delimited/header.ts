/** Tells whether the first line is a header, and which column each of its names is. */
import type { Place } from '../../base/place.ts';
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

/** The names as written, and where each stands. */
export interface WrittenNames {
  readonly names: readonly string[];
  readonly file: string;
  readonly line?: number;
  readonly columnAt?: (index: number) => number;
}

/** A delimiter behind the last name begins no column. */
export function headerRow(row: Row): WrittenNames {
  const { file, line, cells } = row;
  const names = cells.length > 1 && cells.at(-1)?.trim() === '' ? cells.slice(0, -1) : cells;
  return { names, file, line, columnAt: (index) => columnOf(row, index) };
}

/**
 * Undefined if the line is data. A line is a header if all its cells are known names; if only most
 * are, it is one too, and the others are findings: no row of data looks like that.
 */
export function readHeader(
  header: WrittenNames,
  layout: DelimitedLayout,
  log: FindingLog,
): Header | undefined {
  const known = knownNames(layout);
  const written = header.names.map((name) => name.trim().toUpperCase());
  const recognised = written.filter((name) => known.has(name)).length;
  if (recognised * 2 <= written.length) return undefined;
  const columns = written.map((name) => known.get(name) ?? name);
  let repeated = false;
  for (const [index, name] of columns.entries()) {
    const place = placeOfName(header, index, name);
    if (!known.has(written[index] ?? '')) {
      const params = { name: header.names[index] ?? '', known: layout.names.join(', ') };
      log.add('SAMPAN-COLUMN-UNKNOWN', place, params);
    } else if (columns.indexOf(name) < index) {
      repeated = true;
      log.add('SAMPAN-COLUMN-REPEATED', place, { name, first: columns.indexOf(name) + 1 });
    }
  }
  const missing = missingNames(columns, layout);
  if (missing.length > 0) {
    log.add('SAMPAN-COLUMN-MISSING', placeOfLine(header), { names: missing.join(', ') });
  }
  return { columns, missing, repeated };
}

function placeOfLine({ file, line }: WrittenNames): Place {
  return { file, ...(line !== undefined && { line }) };
}

function placeOfName(header: WrittenNames, index: number, field: string): Place {
  const column = header.columnAt?.(index);
  return { ...placeOfLine(header), ...(column !== undefined && { column }), field };
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
