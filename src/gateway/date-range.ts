/** Date parameters of a search. http://hl7.org/fhir/R4/search.html#date */
import type { ResourceQuery } from './ports/store.ts';

type Bound = ResourceQuery['updated'][number];

const DATE =
  /^(eq|ne|ge|le|gt|lt|sa|eb)?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** The span a written date covers, as instants: first inside, first after. */
interface Span {
  readonly start: string;
  readonly end: string;
}

const BOUNDS: Readonly<Record<string, (span: Span) => readonly Bound[]>> = {
  eq: ({ start, end }) => [
    { op: '>=', at: start },
    { op: '<', at: end },
  ],
  ge: ({ start }) => [{ op: '>=', at: start }],
  gt: ({ end }) => [{ op: '>=', at: end }],
  sa: ({ end }) => [{ op: '>=', at: end }],
  le: ({ end }) => [{ op: '<', at: end }],
  lt: ({ start }) => [{ op: '<', at: start }],
  eb: ({ start }) => [{ op: '<', at: start }],
};

/** Bounds on an instant; undefined if the text is no date or the prefix is not supported. */
export function updatedRange(text: string): readonly Bound[] | undefined {
  // In a query an unescaped + of a zone arrives as a space.
  const match = DATE.exec(text.replace(/ (\d\d:\d\d)$/, '+$1'));
  if (match === null) return undefined;
  const [, prefix = 'eq', year = '', month, day, time, zone = 'Z'] = match;
  const span = time === undefined ? daySpan(year, month, day) : timeSpan(match, time, zone);
  return span && BOUNDS[prefix]?.(span);
}

function daySpan(year: string, month?: string, day?: string): Span | undefined {
  const from = new Date(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`);
  if (Number.isNaN(from.getTime()) || (day && from.getUTCDate() !== Number(day))) return undefined;
  const to = new Date(from);
  if (day !== undefined) to.setUTCDate(to.getUTCDate() + 1);
  else if (month !== undefined) to.setUTCMonth(to.getUTCMonth() + 1);
  else to.setUTCFullYear(to.getUTCFullYear() + 1);
  return { start: from.toISOString(), end: to.toISOString() };
}

/** A minute, a second or a millisecond, as precise as it is written. */
function timeSpan(match: RegExpExecArray, time: string, zone: string): Span | undefined {
  const [, , year, month, day] = match;
  const from = Date.parse(
    `${year}-${month}-${day}T${time.length === 5 ? `${time}:00` : time}${zone}`,
  );
  if (Number.isNaN(from)) return undefined;
  const width = time.includes('.') ? 1 : time.length === 5 ? 60_000 : 1_000;
  return { start: new Date(from).toISOString(), end: new Date(from + width).toISOString() };
}
