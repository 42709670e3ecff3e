/**
 * Where a value stood in what was sent. Columns count code points from 1, lines and records from 1;
 * a header row is line 1 and no record.
 */
export interface Place {
  /** The submission, when it is an earlier one than the one being answered. */
  readonly submission?: string;
  /** Name inside the submission: `ODX.txt`, `HOSO[2]/XML3`, `body`. */
  readonly file: string;
  readonly record?: number;
  readonly line?: number;
  readonly column?: number;
  /** Column's name, element, or JSON path. */
  readonly field?: string;
  readonly value?: string;
}

/** `ODX.txt line 7, DIAG`: the form people read. */
export function formatPlace(place: Place): string {
  const line = place.line === undefined ? '' : ` line ${place.line}`;
  const field = place.field === undefined ? '' : `, ${place.field}`;
  return `${place.file}${line}${field}`;
}
