/** Codes against loaded tables: that they exist, and that they could be used at the time. */
import type { CodePeriod } from '../terminology/code-tables.ts';
import type { Run } from './run.ts';

interface Span {
  readonly start: string;
  readonly end: string;
}

/** Elements that say when what a resource tells of took place, the most telling first. */
const TIMES = (
  'billablePeriod servicedDate servicedPeriod performedDateTime performedPeriod ' +
  'effectiveDateTime effectivePeriod occurrenceDateTime occurrencePeriod onsetDateTime ' +
  'onsetPeriod period whenHandedOver recordedDate authoredOn created date'
).split(' ');

function spanOf(value: unknown): Span | undefined {
  if (typeof value === 'string') return { start: value, end: value };
  const { start, end } = (value ?? {}) as { readonly start?: unknown; readonly end?: unknown };
  const [first, last] = [start ?? end, end ?? start];
  return typeof first === 'string' && typeof last === 'string'
    ? { start: first, end: last }
    : undefined;
}

/** When the resource's codes were used: by its own dates, else by the caller's. */
function timeOf(run: Run): Span | undefined {
  const resource = (run.rootResource ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of TIMES) {
    const span = spanOf(resource[name]);
    if (span !== undefined) return span;
  }
  return spanOf(run.context.date);
}

const DAY = '2026-01-01'.length;

/** Dates of less than a day stand for all of it: what overlaps counts. */
function overlaps({ from, to }: CodePeriod, { start, end }: Span): boolean {
  const last = end.slice(0, DAY);
  const begun = from === undefined || from <= last || from.startsWith(last);
  return begun && (to === undefined || to >= start.slice(0, DAY));
}

/** True or false for a code of a system whose table is loaded; undefined for other systems. */
export function inTable(run: Run, system: string, code: string): boolean | undefined {
  return run.context.codeTables?.get(system)?.has(code);
}

/** True if a table is loaded, which then is the judge of the code. */
export function checkAgainstTable(run: Run, system: string, code: unknown): boolean {
  const table = run.context.codeTables?.get(system);
  if (table === undefined || typeof code !== 'string') return false;
  const periods = table.get(code);
  if (periods === undefined) {
    run.add('SAMPAN-PROFILE-CODE-UNKNOWN', 'code', -1, { system, found: code });
    return true;
  }
  const span = timeOf(run);
  if (span === undefined || periods.some((period) => overlaps(period, span))) return true;
  const valid = periods.map(({ from = '…', to = '…' }) => `${from}–${to}`).join(', ');
  const date = span.start.slice(0, DAY);
  run.add('SAMPAN-PROFILE-CODE-DATE', 'code', -1, { system, expected: valid, date, found: code });
  return true;
}
