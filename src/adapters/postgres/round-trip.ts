/**
 * Queries that go to the server together and are answered together, in the extended protocol with
 * one Sync at the end: after an error the server skips what is left.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
 */
import type pg from 'pg';
import type { Row, SqlValue } from '../sql/statement.ts';
import type { Query } from './dialect.ts';

export type Rows = readonly Row[];

/** Rows of each query, up to the one that failed. */
export interface Answered {
  readonly rows: readonly Rows[];
  readonly failed?: { readonly at: number; readonly error: unknown };
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** What a connection has prepared: the columns of each statement by its name. */
export interface Prepared {
  readonly columns: Map<string, readonly Field[]>;
  /** Parsed or not: the answer was an error. */
  readonly doubtful: Set<string>;
}

/** The part of pg's connection that a query written by hand needs. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  close(message: { type: 'S'; name: string }): void;
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: Query['values'] }): void;
  describe(message: { type: 'P'; name: '' }): void;
  execute(message: object): void;
  sync(): void;
}

export function createRoundTrip(
  queries: readonly Query[],
  prepared: Prepared,
): { readonly submittable: pg.Submittable; readonly answered: Promise<Answered> } {
  const rows: Row[][] = [[]];
  let columns: readonly Field[] = [];
  let done: (answered: Answered) => void = () => undefined;
  const answered = new Promise<Answered>((resolve) => {
    done = resolve;
  });
  const at = (): number => rows.length - 1;
  const submit = (wire: Wire): void => {
    const seen = new Set<string>();
    wire.stream.cork();
    for (const { name, text, values } of queries) {
      const isNew = !prepared.columns.has(name) && !seen.has(name);
      if (isNew && prepared.doubtful.has(name)) wire.close({ type: 'S', name });
      if (isNew) wire.parse({ name, text });
      wire.bind({ statement: name, values });
      if (isNew) wire.describe({ type: 'P', name: '' });
      wire.execute({});
      seen.add(name);
    }
    wire.sync();
    wire.stream.uncork();
  };
  const handlers = {
    submit,
    handleRowDescription: ({ fields }: { readonly fields: readonly Field[] }) => {
      columns = fields;
    },
    handleDataRow: ({ fields }: { readonly fields: readonly (string | null)[] }) => {
      const name = queries[at()]?.name ?? '';
      rows.at(-1)?.push(rowOf(prepared.columns.get(name) ?? columns, fields));
    },
    handleCommandComplete: () => {
      const name = queries[at()]?.name ?? '';
      if (!prepared.columns.has(name)) prepared.columns.set(name, columns);
      prepared.doubtful.delete(name);
      columns = [];
      rows.push([]);
    },
    handleEmptyQuery: () => undefined,
    handlePortalSuspended: () => undefined,
    handleError: (error: unknown) => {
      const name = queries[at()]?.name ?? '';
      if (!prepared.columns.has(name)) prepared.doubtful.add(name);
      done({ rows: rows.slice(0, -1), failed: { at: at(), error } });
    },
    handleReadyForQuery: () => done({ rows: rows.slice(0, -1) }),
  };
  // The types of pg name `submit` alone; its client calls all of these.
  return { submittable: handlers as unknown as pg.Submittable, answered };
}

const NUMBERS = new Set([20, 21, 23, 701]);
const BYTEA = 17;

function rowOf(columns: readonly Field[], fields: readonly (string | null)[]): Row {
  const row: Record<string, SqlValue> = {};
  columns.forEach(({ name, dataTypeID }, at) => {
    row[name] = valueIn(fields[at] ?? null, dataTypeID);
  });
  return row;
}

function valueIn(text: string | null, type: number): SqlValue {
  if (text === null) return null;
  if (NUMBERS.has(type)) return Number(text);
  return type === BYTEA ? new Uint8Array(Buffer.from(text.slice(2), 'hex')) : text;
}
