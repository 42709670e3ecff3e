/**
 * The table by which a channel types the text cells of one part of a submission. Compiled from the
 * part's logical model, so the shape stands here, below both sides.
 */

/** FHIR primitive types a source cell may have. */
export type CellType =
  | 'string'
  | 'code'
  | 'id'
  | 'markdown'
  | 'boolean'
  | 'integer'
  | 'positiveInt'
  | 'unsignedInt'
  | 'decimal'
  | 'date'
  | 'dateTime'
  | 'instant'
  | 'time'
  | 'base64Binary';

/** How a value is written on the outside; extension `source-form` of the logical model. */
export interface SourceForm {
  /** Date and time letters: `yyyyMMdd`, `HHmm`, `yyyyMMddHHmm`. */
  readonly pattern?: string;
  /** Era of the years; a year of the other era is refused, never converted. */
  readonly calendar?: 'gregorian' | 'buddhist';
  /** Digits after an implied decimal point: 1234 with 2 is 12.34. */
  readonly impliedDecimals?: number;
  /** Splits one cell into a list: `;`. */
  readonly separator?: string;
  /** A code written without its dot: the dot goes after this many characters (E119, 3: E11.9). */
  readonly dotAfter?: number;
  /** Source fields joined into this element, in order, before the pattern applies. */
  readonly from?: readonly string[];
}

export interface LayoutField {
  /** Element name; also the column's name unless `form.from` names others. */
  readonly name: string;
  readonly type: CellType;
  readonly min: number;
  readonly many: boolean;
  /** Characters of the whole cell, of a list with its separators. */
  readonly maxLength?: number;
  readonly form?: SourceForm;
}

/**
 * Lists that run side by side in several columns (`a;b` beside `c;d`), as one list of records. A
 * column with a single value holds for all of them.
 */
export interface LayoutGroup {
  readonly name: string;
  readonly separator: string;
  /** One a column. */
  readonly fields: readonly LayoutField[];
}

export interface Layout {
  /** Canonical URL of the logical model. */
  readonly url: string;
  /** Name of the part: `INS`, `XML3`, `$.request.input.feedetail[*]`. */
  readonly part: string;
  readonly fields: readonly LayoutField[];
  readonly groups?: readonly LayoutGroup[];
  /** Elements that are records of another part. */
  readonly nests?: readonly LayoutNest[];
}

export interface LayoutNest {
  readonly name: string;
  readonly many: boolean;
}
