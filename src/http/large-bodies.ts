/** How many large bodies are held in memory at once: each may be ten times an ordinary one. */

export interface LargeBodies {
  visit(): LargeBodyVisit;
}

/** One request's claim on the places; it takes one when its body turns out to be large. */
export interface LargeBodyVisit {
  /** False if all places are taken. */
  enter(): boolean;
  leave(): void;
}

export function createLargeBodies(places: number): LargeBodies {
  let taken = 0;
  return {
    visit: () => {
      let inside = false;
      return {
        enter: () => {
          if (inside || taken < places) {
            taken += inside ? 0 : 1;
            inside = true;
          }
          return inside;
        },
        leave: () => {
          taken -= inside ? 1 : 0;
          inside = false;
        },
      };
    },
  };
}
