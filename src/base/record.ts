import type { ExactNumber } from './decimal.ts';

/** A typed cell: FHIR's JSON form of the primitive. */
export type CellValue = string | boolean | ExactNumber;

/**
 * One record as maps receive it: FHIR-typed values by element name, absent when empty, plus
 * `ordinal`, its 1-based position among the records of its part in this unit.
 */
export interface SourceRecord {
  readonly ordinal: number;
  readonly [field: string]:
    | CellValue
    | readonly CellValue[]
    | SourceRecord
    | readonly SourceRecord[];
}

/** One unit: parts with at most one record hold it, the others hold a list; absent when empty. */
export interface SourceUnit {
  readonly [part: string]: SourceRecord | readonly SourceRecord[];
}
