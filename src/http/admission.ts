/**
 * Work in hand: what was let in and waits for its body, the translator or the store. There is only
 * so much of it at once; whoever comes then is turned away unread, and what is in hand is finished.
 */

export interface Admission {
  /** A place for a request with so many bytes to come; none if there is no room. */
  enter(bytes: number): Place | undefined;
  /** From the first request turned away until a quarter of the room is free again. */
  overloaded(): boolean;
}

/** One request's part of the room. */
export interface Place {
  /** Its body has so many bytes so far: false if there is no room for them. */
  grow(bytes: number): boolean;
  leave(): void;
}

export interface AdmissionOptions {
  readonly places: number;
  readonly bytes: number;
  /** A body counts as no more than this: how many larger ones there are is bounded elsewhere. */
  readonly bodyBytes: number;
  /** It is now overloaded, or is so no longer. */
  readonly changed: (overloaded: boolean) => void;
}

/** Places are given back in part before work is called for again, or it would go on and off. */
const RELIEVED = 0.75;

export function createAdmission(options: AdmissionOptions): Admission {
  const inHand = { places: 0, bytes: 0, overloaded: false };
  const say = (overloaded: boolean): void => {
    if (inHand.overloaded === overloaded) return;
    inHand.overloaded = overloaded;
    options.changed(overloaded);
  };
  const relieved = (): boolean =>
    inHand.places <= options.places * RELIEVED && inHand.bytes <= options.bytes * RELIEVED;
  // One alone is always let in: otherwise a body above the bound would never be.
  const fits = (bytes: number, others: number): boolean =>
    others === 0 || inHand.bytes + bytes <= options.bytes;
  const newPlace = (counted: number): Place => {
    let held = counted;
    let inside = true;
    return {
      grow: (size) => {
        const more = Math.min(size, options.bodyBytes) - held;
        if (more <= 0) return true;
        if (!fits(more, inHand.places - 1)) {
          say(true);
          return false;
        }
        held += more;
        inHand.bytes += more;
        return true;
      },
      leave: () => {
        if (!inside) return;
        inside = false;
        inHand.places -= 1;
        inHand.bytes -= held;
        if (relieved()) say(false);
      },
    };
  };
  return {
    enter: (bytes) => {
      const counted = Math.min(bytes, options.bodyBytes);
      if (inHand.places >= options.places || !fits(counted, inHand.places)) {
        say(true);
        return undefined;
      }
      inHand.places += 1;
      inHand.bytes += counted;
      return newPlace(counted);
    },
    overloaded: () => inHand.overloaded,
  };
}
