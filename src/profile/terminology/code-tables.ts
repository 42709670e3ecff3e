/** Tables of codes that a user loads, with the times in which a code could be used. */
import type { RawCodeSystem } from './code-systems.ts';

/** Days, both included; an end that is not given is open. */
export interface CodePeriod {
  readonly from?: string;
  readonly to?: string;
}

/** All codes of one system; a code that was withdrawn and came back has several periods. */
export type CodePeriods = ReadonlyMap<string, readonly CodePeriod[]>;

export interface CodeRow extends CodePeriod {
  readonly code: string;
}

export function periodsOf(rows: Iterable<CodeRow>): CodePeriods {
  const found = new Map<string, readonly CodePeriod[]>();
  for (const { code, from, to } of rows) {
    const period = { ...(from && { from }), ...(to && { to }) };
    found.set(code, [...(found.get(code) ?? []), period]);
  }
  return found;
}

type RawConcepts = NonNullable<RawCodeSystem['concept']>;

/** Concept properties that say from when, and until when, a code is used. */
const FROM = new Set(['effectiveDate', 'validFrom']);
const TO = new Set(['retirementDate', 'expirationDate', 'validTo']);

function rows(concepts: RawConcepts): CodeRow[] {
  return concepts.flatMap(({ code, property = [], concept = [] }) => {
    const dated = (names: ReadonlySet<string>) => {
      const value = property.find((one) => names.has(one.code));
      const date = value?.valueDateTime ?? value?.valueString;
      return typeof date === 'string' ? date.slice(0, '2026-01-01'.length) : undefined;
    };
    const [from, to] = [dated(FROM), dated(TO)];
    return [{ code, ...(from && { from }), ...(to && { to }) }, ...rows(concept)];
  });
}

/** Undefined for a CodeSystem that does not hold all its codes: it can refuse none. */
export function periodsOfCodeSystem(raw: RawCodeSystem): CodePeriods | undefined {
  return raw.content === 'complete' ? periodsOf(rows(raw.concept ?? [])) : undefined;
}
