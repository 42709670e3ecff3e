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

function isUnder(path: string, ancestor: string): boolean {
  if (!path.startsWith(ancestor)) return false;
  const next = path.charAt(ancestor.length);
  return next === '' || next === '.' || next === '[';
}

/** The path without its last step: `a.b[2]`, `a.b`, `a`. */
function parentOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  return cut < 0 ? '' : path.slice(0, cut);
}

/**
 * The entry of a path; for an object all leaves in it; for what is missing the nearest ancestor
 * that was made.
 */
export function traceOf(trace: readonly TraceEntry[], path: string): readonly TraceEntry[] {
  const exact = trace.filter((entry) => entry.target === path);
  if (exact.some((entry) => entry.leaf)) return exact;
  if (exact.length > 0) {
    const inside = trace.filter((entry) => entry.leaf && isUnder(entry.target, path));
    return inside.length > 0 ? inside : exact;
  }
  for (let up = parentOf(path); up !== ''; up = parentOf(up)) {
    const found = trace.filter((entry) => entry.target === up);
    if (found.length > 0) return found;
  }
  return [];
}
