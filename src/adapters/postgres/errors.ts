/**
 * What an error of PostgreSQL means for a batch.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
import { OutageError } from '../../gateway/ports/outage.ts';

export type Fault =
  /** A unique index or a check said no: another was first. */
  | 'lost'
  /** Nobody's fault and nothing happened: the same again may well work. */
  | 'again'
  /** The connection is no good any more. */
  | 'broken'
  | 'failed';

const FAULTS: Readonly<Record<string, Fault>> = {
  '23505': 'lost', // unique_violation
  '23514': 'lost', // check_violation
  '40001': 'again', // serialization_failure
  '40P01': 'again', // deadlock_detected
  '55P03': 'again', // lock_not_available
  // The tables are another release's by now; a new connection prepares its statements anew.
  '0A000': 'broken', // feature_not_supported: cached plan must not change result type
  // Something between us and the server has mixed up what is prepared.
  '26000': 'broken', // invalid_sql_statement_name
  '42P05': 'broken', // duplicate_prepared_statement
  '25006': 'broken', // read_only_sql_transaction: the server has become a standby
};

/** Classes: connection exceptions, insufficient resources, operator intervention. */
const BROKEN_CLASSES = ['08', '57'];
const QUERY_CANCELED = '57014';

export function faultOf(error: unknown): Fault {
  const code = codeOf(error);
  if (code === undefined) return 'broken';
  if (code === QUERY_CANCELED) return 'failed';
  return FAULTS[code] ?? (BROKEN_CLASSES.includes(code.slice(0, 2)) ? 'broken' : 'failed');
}

/** The five characters of an error that the server sent; errors of the socket have none. */
export function codeOf(error: unknown): string | undefined {
  const sent = error instanceof Error && 'severity' in error && 'code' in error;
  return sent && typeof error.code === 'string' ? error.code : undefined;
}

export function outage(error: unknown): OutageError {
  const message = error instanceof Error ? error.message : String(error);
  return new OutageError(`the store refused: ${message}`);
}
