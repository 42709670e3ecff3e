import type { IssueType, Severity } from '../../base/finding.ts';
import type { FhirPath, FieldRef } from './field.ts';

/** What all ways of cutting share. */
interface UnitBase {
  /** Kind in the business key: `visit`, `admission`, `settlement`. */
  readonly kind: string;
  /** Name of the unit's logical model, one element a part. */
  readonly model: string;
  /** Resource that answers for the unit; only a Claim is forwarded unasked. */
  readonly yields?: string;
  /** Without it the unit is open: kept and shown, and no claim yet. */
  readonly complete?: Completeness;
}

/** What a unit must hold to be whole. All that is given must hold. */
export interface Completeness {
  /** Parts with at least one record. */
  readonly has?: readonly string[];
  /** The sum of a field over its part's records is the value of another field. */
  readonly sums?: readonly { readonly of: FieldRef; readonly is: FieldRef }[];
}

/** How one claim is cut out of a set of tables: by key and foreign key. */
export interface UnitDefinition extends UnitBase {
  readonly by?: 'keys';
  readonly root: PartKey;
  readonly parts: Readonly<Record<string, PartKey>>;
  /** Field of the root whose value is the sender's claim number, verbatim. */
  readonly claimNumber: string;
  /** `PART.FIELD` of the date of service, which chooses the version. */
  readonly serviceDate: string;
  /** A unit for which this holds on its root is reported, and no claim is made of it. */
  readonly notClaimed?: { readonly field: string; readonly equals: string; readonly code: string };
  /** A date of the root that cannot lie after the day on which the submission was received. */
  readonly pastOnly?: { readonly field: string; readonly code: string };
}

/** The fields of a part whose values join it to the root's key, in the key's order. */
export interface PartKey {
  readonly part: string;
  readonly key: readonly string[];
  /** Names of the root's key this key stands for; all of them when absent. */
  readonly on?: readonly string[];
  /** A row with a value in this field belongs to another kind of unit. */
  readonly unless?: string;
}

/** One claim is what one container holds: an element, a message, a card. */
export interface ContainedUnit extends UnitBase {
  readonly by: 'containment';
  readonly root: {
    readonly part: string;
    /** Number of the business key, of the root's fields; a field without value is left out. */
    readonly key: readonly string[];
  };
  /** Element of the unit's model to part; `key` must agree with the root's, record by record. */
  readonly parts: Readonly<
    Record<string, { readonly part: string; readonly key?: readonly string[] }>
  >;
  /** The finding on a record whose key does not agree. */
  readonly disagreement?: {
    readonly code: string;
    readonly severity: Severity;
    readonly issue: IssueType;
  };
  readonly claimNumber: string;
  /** The first of these that has a value. */
  readonly serviceDate: readonly FieldRef[];
}

/** One claim is a resource that refers to the rest. */
export interface ResourceUnit {
  readonly kind: string;
  readonly by: 'resource';
  /** Type of the resource; its unit is what it reaches through references in the same body. */
  readonly resource: string;
  readonly yields?: string;
  readonly claimNumber: FhirPath;
  /** The first of these that is not empty. */
  readonly serviceDate: readonly FhirPath[];
}
