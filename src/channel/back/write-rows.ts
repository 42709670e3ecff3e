/** Records of a set of delimited files, as text with a header row. */
import type { Layout } from '../../base/layout.ts';
import type { DelimitedPart, DelimitedReader } from '../definition.ts';
import { formatCell, formOf } from './format-cell.ts';

/** FHIR values by column. */
export type Row = Readonly<Record<string, string>>;
export type Rows = ReadonlyMap<string, readonly Row[]>;

export interface WrittenFile {
  readonly name: string;
  readonly text: string;
  readonly rows: number;
}

export function writeRows(
  reader: DelimitedReader,
  layouts: Readonly<Record<string, Layout>>,
  records: Rows,
  zone: string,
): readonly WrittenFile[] {
  return Object.entries(reader.parts).flatMap(([part, definition]) => {
    const own = records.get(part) ?? [];
    if (own.length === 0) return [];
    const columns = widest(definition);
    const layout = layouts[part];
    const forms = columns.map((column) => ({
      ...{ column, form: layout === undefined ? undefined : formOf(layout, column) },
    }));
    const lines = own.map((record) =>
      forms
        .map(({ column, form }) => formatCell([record[column] ?? ''], form, zone))
        .map((text) => plain(text, reader.delimiter))
        .join(reader.delimiter),
    );
    const text = [columns.join(reader.delimiter), ...lines, ''].join('\r\n');
    return [{ name: `${part}${reader.extensions[0] ?? ''}`, text, rows: own.length }];
  });
}

/** With a header row, the layout that has the most columns carries the most. */
function widest({ variants }: DelimitedPart): readonly string[] {
  return variants.reduce<readonly string[]>(
    (most, { columns }) => (columns.length > most.length ? columns : most),
    [],
  );
}

/** The files know no quoting: what would end a cell or a row becomes a space. */
function plain(text: string, delimiter: string): string {
  return text.replaceAll(delimiter, ' ').replace(/[\r\n]+/g, ' ');
}
