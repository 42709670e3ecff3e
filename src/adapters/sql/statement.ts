/** SQL as data, and what can run it: SQLite on Node, D1 on Workers. */

export type SqlValue = string | number | null | Uint8Array;

export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export type Row = Readonly<Record<string, SqlValue>>;

export interface SqlRunner {
  /**
   * Runs all statements or none; rows of each. `lost` if a unique index or a check refused one.
   * Durable when the promise resolves.
   */
  batch(statements: readonly Statement[]): Promise<readonly (readonly Row[])[] | 'lost'>;
  /** Reads what is committed. */
  all(statement: Statement): Promise<readonly Row[]>;
}

export function statement(sql: string, ...values: readonly SqlValue[]): Statement {
  return { sql, values };
}

/** Rows as one JSON value, so that one statement writes them all: `FROM json_each(?)`. */
export function rowsStatement(
  sql: string,
  rows: readonly (readonly (string | number | null)[])[],
  ...before: readonly SqlValue[]
): readonly Statement[] {
  return rows.length === 0 ? [] : [{ sql, values: [...before, JSON.stringify(rows)] }];
}

/** Columns `0 … n-1` of a row inside json_each. */
export function jsonColumns(count: number, alias = 'e'): string {
  return Array.from({ length: count }, (_, at) => `${alias}.value ->> ${at}`).join(', ');
}

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
}

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} holds no number`);
  return value;
}

export function bytesOf(row: Row, column: string): Uint8Array {
  const value: unknown = row[column];
  if (value instanceof Uint8Array) return value;
  // D1 hands blobs out as arrays of numbers or as ArrayBuffer, by version.
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (Array.isArray(value)) return Uint8Array.from(value as readonly number[]);
  throw new TypeError(`column ${column} holds no bytes`);
}

/** `{ [name]: text }`, or nothing where the column is null. */
export function optionalText<Name extends string>(
  row: Row,
  column: string,
  name: Name,
): Partial<Record<Name, string>> {
  const value = row[column];
  return typeof value === 'string' ? ({ [name]: value } as Record<Name, string>) : {};
}

export function optionalNumber<Name extends string>(
  row: Row,
  column: string,
  name: Name,
): Partial<Record<Name, number>> {
  const value = row[column];
  return typeof value === 'number' ? ({ [name]: value } as Record<Name, number>) : {};
}
