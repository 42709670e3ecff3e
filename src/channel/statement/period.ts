/** Periods of a statement: a month, a quarter, or a year. */

/** First and last month, `YYYY-MM`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const PERIOD = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/;

/** `2025`, `2025-Q4`, `2025-11`; undefined for anything else. */
export function periodOf(text: string): Period | undefined {
  const match = PERIOD.exec(text);
  if (match === null) return undefined;
  const [, year = '', quarter, month] = match;
  if (month !== undefined) return { from: `${year}-${month}`, to: `${year}-${month}` };
  if (quarter === undefined) return { from: `${year}-01`, to: `${year}-12` };
  const last = Number(quarter) * 3;
  const two = (value: number) => String(value).padStart(2, '0');
  return { from: `${year}-${two(last - 2)}`, to: `${year}-${two(last)}` };
}

export function within({ from, to }: Period): (month: string) => boolean {
  return (month) => from <= month && month <= to;
}

/** Days of the months, for a FHIR Period. */
export function daysOf({ from, to }: Period): { readonly start: string; readonly end: string } {
  const [year = 0, month = 0] = to.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { start: `${from}-01`, end: `${to}-${last}` };
}
