/**
 * The shared SQL as PostgreSQL reads it: placeholders get numbers and types, row sets become one
 * array a column, the clock is PostgreSQL's own. Statements are few, so each is rewritten once.
 */
import { DB_NOW } from '../sql/commit-statements.ts';
import { isRowSet, type RowSet, type SqlValue, type Statement } from '../sql/statement.ts';
import { shape } from './shape.ts';

export interface Query {
  readonly name: string;
  readonly text: string;
  /** As text, but bytes as bytes. */
  readonly values: readonly (string | Buffer | null)[];
}

/** Where a parameter of PostgreSQL comes from: a value, or one column of a row set. */
interface Source {
  readonly at: number;
  readonly column?: number;
}

interface Rewritten {
  readonly name: string;
  readonly text: string;
  readonly sources: readonly Source[];
}

const POSTGRES_NOW = 'CAST(EXTRACT(EPOCH FROM statement_timestamp()) * 1000 AS BIGINT)';

/** Everything that reads differently; a literal comes first, so that nothing in it is touched. */
const TOKENS = new RegExp(
  [
    "'[^']*'",
    DB_NOW.replace(/[()*']/g, '\\$&'),
    String.raw`/\* postgres: (?<only>.*?) \*/`,
    String.raw`json_each\(\?(?<rowsAt>\d*)\) AS (?<alias>\w+)`,
    String.raw`json_each\(\?(?<listAt>\d*)\)`,
    String.raw`\?(?<valueAt>\d*)`,
    String.raw`CROSS JOIN (?<joined>\w+ AS \w+) ON`,
    String.raw`(?<cellOf>\w+)\.value ->> (?<column>\d+)`,
    String.raw`\b(?<keyOf>\w+)\.key\b`,
    String.raw`AS INTEGER\)`,
  ].join('|'),
  'g',
);

const known = new Map<string, Rewritten>();

export function queryOf({ sql, values }: Statement): Query {
  const kinds = values.map(kindOf);
  const key = `${kinds.join()} ${sql}`;
  const found = known.get(key) ?? rewrite(sql, kinds);
  known.set(key, found);
  return {
    ...{ name: found.name, text: found.text },
    values: found.sources.map(({ at, column = 0 }) => sentValue(values[at] ?? null, column)),
  };
}

function sentValue(value: SqlValue | RowSet, column: number): string | Buffer | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (isRowSet(value)) return arrayText(value.rows.map((row) => row[column] ?? null));
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
export function arrayText(values: readonly (string | number | null)[]): string {
  const quoted = values.map((value) =>
    value === null ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`,
  );
  return `{${quoted.join(',')}}`;
}

type Kind = 'text' | 'bigint' | 'double precision' | 'bytea' | 'null' | 'rows';

function kindOf(value: SqlValue | RowSet): Kind {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return Number.isInteger(value) ? 'bigint' : 'double precision';
  return isRowSet(value) ? 'rows' : 'bytea';
}

function rewrite(sql: string, kinds: readonly Kind[]): Rewritten {
  const sources: Source[] = [];
  let lastAt = 0;
  /** Zero-based place of the value that a placeholder stands for. */
  const placeOf = (digits: string): number => {
    const at = digits === '' ? lastAt + 1 : Number(digits);
    lastAt = Math.max(lastAt, at);
    return at - 1;
  };
  const parameter = (at: number, column?: number): string => {
    const same = sources.findIndex((source) => source.at === at && source.column === column);
    if (same >= 0) return `$${same + 1}`;
    sources.push(column === undefined ? { at } : { at, column });
    return `$${sources.length}`;
  };
  const value = (at: number): string =>
    kinds[at] === 'null' ? parameter(at) : `${parameter(at)}::${kinds[at]}`;
  const rows = (alias: string, at: number): string => {
    const count = columnCount(sql, alias);
    const arrays = Array.from({ length: count }, (_, n) => `${parameter(at, n)}::text[]`);
    const names = Array.from({ length: count }, (_, n) => `c${n}`);
    return `unnest(${arrays.join(', ')}) WITH ORDINALITY AS ${alias}(${names.join(', ')}, place)`;
  };
  const aliases = [...sql.matchAll(/json_each\(\?\d*\) AS (\w+)/g)].map(([, alias]) => alias);
  const text = shape(sql).replaceAll(TOKENS, (token, ...found) => {
    const part = found.at(-1) as Readonly<Record<string, string | undefined>>;
    if (token === DB_NOW) return POSTGRES_NOW;
    if (token === 'AS INTEGER)') return 'AS BIGINT)';
    if (part.only !== undefined) return part.only;
    if (part.alias !== undefined) return rows(part.alias, placeOf(part.rowsAt ?? ''));
    if (part.listAt !== undefined) {
      return `jsonb_array_elements_text(${value(placeOf(part.listAt))}::jsonb) AS value`;
    }
    if (part.valueAt !== undefined) return value(placeOf(part.valueAt));
    if (part.joined !== undefined) return `JOIN ${part.joined} ON`;
    if (part.cellOf !== undefined && aliases.includes(part.cellOf)) {
      return `${part.cellOf}.c${part.column}`;
    }
    if (aliases.includes(part.keyOf)) return `(${part.keyOf}.place - 1)`;
    return token;
  });
  return { name: `s${known.size}`, text, sources };
}

/** Columns of a row set that its statement reads. */
function columnCount(sql: string, alias: string): number {
  const cells = sql.matchAll(new RegExp(String.raw`\b${alias}\.value ->> (\d+)`, 'g'));
  return 1 + Math.max(0, ...[...cells].map(([, column]) => Number(column)));
}
