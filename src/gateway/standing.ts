/** How a unit stands to what is stored under its business key. */
import type { Standing } from './decide.ts';
import type { CurrentVersion } from './ports/commit.ts';

export function standingOf(fingerprint: string, current: CurrentVersion | undefined): Standing {
  if (current === undefined) return 'unknown';
  if (current.fingerprint === fingerprint) return 'same';
  return current.superseded.includes(fingerprint) ? 'superseded' : 'other';
}
