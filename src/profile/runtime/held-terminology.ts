/** The terminology that generated modules carry, for who asks about value sets themselves. */
import type { HeldTerminology } from '../terminology/terminology.ts';
import type { ProfileSet } from './profile-set.ts';

/** A version that is named must be the one held: another could hold other codes. */
export function heldTerminology(set: ProfileSet): HeldTerminology {
  return {
    membership(canonical) {
      const [url = '', version] = canonical.split('|');
      const found = set.valueSet(url)?.membership;
      return version === undefined || version === found?.version ? found : undefined;
    },
    displays(system, code) {
      const codes = set.codes(system);
      return codes !== undefined && Object.hasOwn(codes, code) ? codes[code] : undefined;
    },
  };
}
