import type { Assumed, ContentTest } from './field.ts';

/**
 * Which models, map and profile hold. Of the versions whose dates span the date of service and
 * whose test holds, the first in the list is taken; none is a finding. A unit without a date of
 * service (a card) has the first whose test holds.
 */
export interface ChannelVersion extends Assumed {
  readonly id: string;
  /** First date of service, inclusive, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last date of service, inclusive. */
  readonly to?: string;
  /** What the content itself declares. */
  readonly test?: ContentTest;
  /** Logical models of parts that differ from the reader's. */
  readonly models?: Readonly<Record<string, string>>;
  /** Per unit kind. */
  readonly units: Readonly<Record<string, VersionUnit>>;
}

export interface VersionUnit {
  readonly map: string;
  readonly profile: string;
  /** Logical model of the unit, where it differs from the unit's own. */
  readonly model?: string;
}
