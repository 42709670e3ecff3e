/** How versions of resources are named. */
import { SHARED_TYPES } from './search-index.ts';

/** Where a version came from. */
export interface VersionOrigin {
  readonly submission: string;
  readonly ordinal: number;
}

/**
 * What belongs to one claim counts with the claim's versions. What many claims share (a patient, a
 * card) has no counter of its own that could be kept without reading: its version is named after
 * the unit that brought it.
 */
export function versionIdOf(type: string, version: number, origin: VersionOrigin): string {
  return SHARED_TYPES.has(type) ? `${origin.submission}.${origin.ordinal}` : String(version);
}

/** Where a version is read, and the owner of its bodies. */
export function versionLocation(version: {
  readonly focusType: string;
  readonly focusId: string;
  readonly versionId: string;
}): string {
  return `${version.focusType}/${version.focusId}/_history/${version.versionId}`;
}
