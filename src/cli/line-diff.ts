/** A line diff for people: what is missing, what is new, and two lines around each. */
const contextLines = 2;
/** Larger tables than this would be slow; beyond it the middle is shown as replaced whole. */
const tableCells = 4_000_000;

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

export function diffLines(expected: string, actual: string): string {
  const lines = align(expected.split('\n'), actual.split('\n'));
  const near = lines.map((_, at) =>
    lines
      .slice(Math.max(0, at - contextLines), at + contextLines + 1)
      .some(({ mark }) => mark !== ' '),
  );
  return lines
    .flatMap(({ mark, text }, at) => {
      if (near[at] === true) return [`  ${mark} ${text}`];
      return near[at - 1] === true ? ['    …'] : [];
    })
    .join('\n');
}

function align(before: readonly string[], after: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    ...before.slice(0, start).map(same),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

function same(text: string): Line {
  return { mark: ' ', text };
}

/** Longest common subsequence over the lines that differ. */
function middle(before: readonly string[], after: readonly string[]): Line[] {
  const removed = (text: string): Line => ({ mark: '-', text });
  const added = (text: string): Line => ({ mark: '+', text });
  if (before.length * after.length > tableCells) {
    return [...before.map(removed), ...after.map(added)];
  }
  const lengths = commonLengths(before, after);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [left, right] = [before[i], after[j]];
    if (left !== undefined && left === right) {
      lines.push(same(left));
      i++;
      j++;
    } else if (right === undefined || (left !== undefined && down(lengths, i, j))) {
      lines.push(removed(left ?? ''));
      i++;
    } else {
      lines.push(added(right));
      j++;
    }
  }
  return lines;
}

function down(lengths: readonly Uint32Array[], i: number, j: number): boolean {
  return (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0);
}

function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    const [row, below] = [rows[i] as Uint32Array, rows[i + 1] as Uint32Array];
    for (let j = after.length - 1; j >= 0; j--) {
      const equal = before[i] === after[j];
      row[j] = equal
        ? (below[j + 1] as number) + 1
        : Math.max(below[j] as number, row[j + 1] as number);
    }
  }
  return rows;
}
