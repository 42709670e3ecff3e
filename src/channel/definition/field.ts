/** How channel.json points at things that arrive: cells, elements, JSON members, conditions. */

/** `PART.FIELD`: a cell of a part, by the part's name and the field of its logical model. */
export type FieldRef = string;

/** Element names from the document's root: `ROOT/LIST/RECORD`; `@name` is an attribute. */
export type XmlPath = string;

/**
 * `$.request.input.lines[*]`: members by name, list items by `[*]` or `[0]`; nothing else. `[*]` on
 * what is no list is the thing itself: some senders drop the list around a single item.
 */
export type JsonPath = string;

/** A FHIRPath expression. http://hl7.org/fhirpath */
export type FhirPath = string;

/**
 * Holds before anything is typed, on names and texts alone: an element that stands there empty
 * counts for `has`, and all that is given must hold.
 */
export interface ContentTest {
  /** Every one of these stands there, with or without a value. */
  readonly has?: readonly FieldRef[];
  /** None of these stands there; an absent part lacks all its fields. */
  readonly lacks?: readonly FieldRef[];
  /** The text of the field, wherever it stands, matches. */
  readonly matches?: readonly { readonly field: FieldRef; readonly pattern: string }[];
}

/** What nobody could confirm yet: what is assumed and what would change if it is otherwise. */
export interface Assumed {
  readonly unverified?: string;
}
