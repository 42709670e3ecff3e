/**
 * SQL as data, and what can run it. One text serves SQLite, D1 and PostgreSQL, so it keeps to what
 * they have in common; what differs mechanically is rewritten by the PostgreSQL runner.
 */

export type SqlValue = string | number | null | Uint8Array;

/** Rows as one parameter: `FROM json_each(?) AS e`, its cells `e.value ->> 0` and so on. */
export interface RowSet {
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface Statement {
  readonly sql: string;
  readonly values: readonly (SqlValue | RowSet)[];
  /** Run when all others of the transaction have: it numbers what several tenants write to. */
  readonly last?: true;
}

/** A statement whose row sets have become JSON, as SQLite reads them. */
export interface PlainStatement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export type Row = Readonly<Record<string, SqlValue>>;

export interface SqlRunner {
  readonly kind: 'sqlite' | 'memory' | 'd1' | 'postgresql';
  /**
   * Runs all statements or none; rows of each. `lost` if a unique index or a check refused one.
   * Durable when the promise resolves. Batches that name the same tenant run one after the other,
   * as if alone: only then may a statement rest on what it reads.
   */
  batch(
    statements: readonly Statement[],
    tenants?: readonly string[],
  ): Promise<readonly (readonly Row[])[] | 'lost'>;
  /** Reads what is committed. */
  all(statement: Statement): Promise<readonly Row[]>;
}

export function statement(sql: string, ...values: readonly (SqlValue | RowSet)[]): Statement {
  return { sql, values };
}

/** Rows as one value, so that one statement writes them all: `FROM json_each(?) AS e`. */
export function rowsStatement(
  sql: string,
  rows: RowSet['rows'],
  ...before: readonly SqlValue[]
): readonly Statement[] {
  return rows.length === 0 ? [] : [{ sql, values: [...before, { rows }] }];
}

/** See `Statement.last`. */
export function last(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((one) => ({ ...one, last: true }));
}

export function isRowSet(value: SqlValue | RowSet): value is RowSet {
  return typeof value === 'object' && value !== null && 'rows' in value;
}

export function plain({ sql, values }: Statement): PlainStatement {
  return {
    sql,
    values: values.map((value) => (isRowSet(value) ? JSON.stringify(value.rows) : value)),
  };
}

/** Text columns `0 … n-1` of a row inside json_each. */
export function jsonColumns(count: number, alias = 'e'): string {
  return Array.from({ length: count }, (_, at) => `${alias}.value ->> ${at}`).join(', ');
}

/** One column of a row inside json_each that is a whole number. */
export function integer(at: number, alias = 'e'): string {
  return `CAST(${alias}.value ->> ${at} AS INTEGER)`;
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
