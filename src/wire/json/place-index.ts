/** Where each value of a JSON text starts, in document order, with a way to skip what is inside. */

/** Member names and 0-based item numbers from the root: `['entry', 0, 'resource', 'total']`. */
export type JsonPath = readonly (string | number)[];

/** Told by the reader as it goes through the text. */
export interface PlaceRecorder {
  key(name: string): void;
  item(index: number): void;
  value(offset: number): void;
  /** Returns the container's number, which `close` wants back. */
  open(): number;
  close(container: number): void;
}

export interface PlaceIndex extends PlaceRecorder {
  /** Offset of the value at the path, or of its nearest ancestor that is there. */
  offsetOf(path: JsonPath): number;
}

export function placeIndex(): PlaceIndex {
  const offsets: number[] = [];
  const steps: (string | number)[] = [];
  /** Number of the value behind the container's last one; 0 of what is no container. */
  const ends: number[] = [];
  let step: string | number = '';
  const children = new Map<number, ReadonlyMap<string | number, number>>();
  /** The children of a container that has been asked about, by name or number. */
  const childrenOf = (container: number): ReadonlyMap<string | number, number> => {
    const known = children.get(container);
    if (known !== undefined) return known;
    const found = new Map<string | number, number>();
    const end = ends[container] ?? 0;
    for (let at = container + 1; at < end; at = Math.max(at + 1, ends[at] ?? 0)) {
      // As readers of JSON do, the last of members with the same name counts
      found.set(steps[at] ?? '', at);
    }
    children.set(container, found);
    return found;
  };
  return {
    key(name) {
      step = name;
    },
    item(index) {
      step = index;
    },
    value(offset) {
      steps.push(step);
      offsets.push(offset);
      ends.push(0);
    },
    open: () => offsets.length - 1,
    close(container) {
      ends[container] = offsets.length;
    },
    offsetOf(path) {
      let at = 0;
      for (const wanted of path) {
        const found = childrenOf(at).get(wanted);
        if (found === undefined) break;
        at = found;
      }
      return offsets[at] ?? 0;
    },
  };
}
