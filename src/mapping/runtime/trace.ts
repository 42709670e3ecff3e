/** What a traced run says about its output, and how to look something up in it. */

export interface TraceEntry {
  /** `Bundle.entry[0].resource.item[2].net.value` */
  readonly target: string;
  /** File of the map, line of the rule (from 1), and its name. */
  readonly map: string;
  readonly line: number;
  readonly rule: string;
  /** False for objects: they are there for what is missing in them. */
  readonly leaf: boolean;
  /** Places whose values made this one: `CHA[2].AMOUNT`, lists counted from 0. */
  readonly sources: readonly string[];
  /** Places that decided that it exists: iteration, where, check, list modes. */
  readonly conditions: readonly string[];
}

/** The path without its last step: `a.b[2]`, `a.b`, `a`. */
function parentOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  return cut < 0 ? '' : path.slice(0, cut);
}

/** A trace made ready for many questions. */
export interface TraceIndex {
  readonly at: ReadonlyMap<string, readonly TraceEntry[]>;
  readonly leavesUnder: ReadonlyMap<string, readonly TraceEntry[]>;
}

export function indexTrace(trace: readonly TraceEntry[]): TraceIndex {
  const at = new Map<string, TraceEntry[]>();
  const leavesUnder = new Map<string, TraceEntry[]>();
  for (const entry of trace) {
    append(at, entry.target, entry);
    if (!entry.leaf) continue;
    for (let up = parentOf(entry.target); up !== ''; up = parentOf(up)) {
      append(leavesUnder, up, entry);
    }
  }
  return { at, leavesUnder };
}

function append(map: Map<string, TraceEntry[]>, key: string, entry: TraceEntry): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [entry]);
  else known.push(entry);
}

/**
 * The entry of a path; for an object all leaves in it; for what is missing the nearest ancestor
 * that was made.
 */
export function entriesAt(index: TraceIndex, path: string): readonly TraceEntry[] {
  const exact = index.at.get(path);
  if (exact !== undefined) {
    return exact.some((entry) => entry.leaf) ? exact : (index.leavesUnder.get(path) ?? exact);
  }
  for (let up = parentOf(path); up !== ''; up = parentOf(up)) {
    const found = index.at.get(up);
    if (found !== undefined) return found;
  }
  return [];
}

/** One question of a trace; for many, index it first. */
export function traceOf(trace: readonly TraceEntry[], path: string): readonly TraceEntry[] {
  return entriesAt(indexTrace(trace), path);
}
