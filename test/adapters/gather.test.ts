import { describe, expect, it } from 'vitest';
import { createGathering } from '../../src/adapters/sqlite/gather.ts';

/** Items in capitals cannot wait. */
function gathering(most = 10) {
  const groups: string[] = [];
  const calls: (() => void)[] = [];
  const made = createGathering<string>({
    most,
    patient: (item) => item === item.toLowerCase(),
    later: (run) => calls.push(run),
    write: (group) => groups.push(group.join('')),
  });
  return { ...made, groups, calls };
}

describe('gathering', () => {
  it('writes at once what cannot wait, with what has waited, in the order of arrival', () => {
    const { add, groups } = gathering();
    add(['a']);
    add(['b']);
    expect(groups).toEqual([]);
    add(['C', 'd']);
    expect(groups).toEqual(['abCd']);
  });

  it('writes what waits when its time is over', () => {
    const { add, groups, calls } = gathering();
    add(['a']);
    add(['b']);
    expect(calls.length).toBe(1);
    calls[0]?.();
    expect(groups).toEqual(['ab']);
    add(['c']);
    calls[1]?.();
    expect(groups).toEqual(['ab', 'c']);
  });

  it('lets nothing wait longer, though a group was written in between', () => {
    const { add, groups, calls } = gathering();
    add(['a']);
    add(['B']);
    add(['c']);
    calls[0]?.();
    expect(groups).toEqual(['aB', 'c']);
    expect(calls.length).toBe(1);
  });

  it('writes a full group at once, and nothing when nothing waits', () => {
    const { add, room, groups, calls } = gathering(2);
    add(['a']);
    expect(room()).toBe(1);
    add(['b']);
    calls[0]?.();
    expect(groups).toEqual(['ab']);
    expect(room()).toBe(2);
  });
});
