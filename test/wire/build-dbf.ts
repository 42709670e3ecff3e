/** Writes dBASE tables byte by byte. */
import { bytesOf, join, numbers } from './build-zip.ts';

export interface DbfSpec {
  readonly version?: number;
  readonly codePage?: number;
  readonly columns: readonly (readonly [name: string, type: string, length: number])[];
  /** Cells as bytes or as text; a row that begins with `*` is deleted. */
  readonly rows: readonly (readonly (string | Uint8Array)[])[];
  readonly deleted?: readonly number[];
  readonly declaredRecords?: number;
  /** Bytes between the columns and the records, as FoxPro writes them. */
  readonly backlink?: number;
}

export function buildDbf(spec: DbfSpec): Uint8Array {
  const { version = 3, codePage = 0, columns, rows, deleted = [], backlink = 0 } = spec;
  const headerLength = 32 + 32 * columns.length + 1 + backlink;
  const recordLength = 1 + columns.reduce((sum, [, , length]) => sum + length, 0);
  const head = new Uint8Array(32);
  head.set([version, 126, 7, 31]);
  head.set(
    numbers([4, spec.declaredRecords ?? rows.length], [2, headerLength], [2, recordLength]),
    4,
  );
  head[29] = codePage;
  const fields = columns.map(([name, type, length]) => {
    const field = new Uint8Array(32);
    field.set(bytesOf(name).subarray(0, 11));
    field[11] = type.charCodeAt(0);
    field[16] = length;
    return field;
  });
  const records = rows.map((row, index) => {
    const mark = bytesOf(deleted.includes(index) ? '*' : ' ');
    return join([mark, ...columns.map(([, , length], at) => padded(row[at] ?? '', length))]);
  });
  const end = Uint8Array.of(0x1a);
  return join([head, ...fields, Uint8Array.of(0x0d), new Uint8Array(backlink), ...records, end]);
}

function padded(cell: string | Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set((typeof cell === 'string' ? bytesOf(cell) : cell).subarray(0, length));
  return bytes;
}
