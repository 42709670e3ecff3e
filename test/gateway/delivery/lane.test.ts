/** The pace of one payer's lane, as a table of times and as a property over random histories. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/base/limits.ts';
import { createLane, finished, room, roomInMs, started } from '../../../src/gateway/lane.ts';
import type { Payer } from '../../../src/gateway/ports/terms.ts';

const payer = (change: Partial<Payer> = {}): Payer => ({
  ...{ id: 'p', country: 'xx', url: 'http://p', concurrency: 4 },
  ...change,
});
const failed = { answered: false };
const answered = { answered: true };

describe('a lane', () => {
  it('has as much room as the payer takes at once', () => {
    const lane = createLane(payer(), 0);
    started(lane, 3);
    expect(room(lane, 0)).toBe(1);
    finished(lane, answered, 0);
    expect(room(lane, 0)).toBe(2);
  });

  it('pauses after failures in a row, then probes with one send, and doubles the pause', () => {
    const lane = createLane(payer({ breaker: { failures: 2, pauseMs: 100 } }), 0);
    const failAt = (now: number) => {
      started(lane, 1);
      finished(lane, failed, now);
    };
    failAt(0);
    expect(room(lane, 0)).toBe(4);
    failAt(0);
    expect([room(lane, 99), room(lane, 100)]).toEqual([0, 1]);
    failAt(100);
    expect([room(lane, 299), room(lane, 300), roomInMs(lane, 150)]).toEqual([0, 1, 150]);
    started(lane, 1);
    expect(room(lane, 300)).toBe(0);
    finished(lane, answered, 300);
    expect(room(lane, 300)).toBe(4);
  });

  it('rests as long as the payer asks, but no longer than the cap', () => {
    const lane = createLane(payer(), 0);
    started(lane, 1);
    finished(lane, { answered: false, restMs: 7_000 }, 0);
    expect([room(lane, 6_999), room(lane, 7_000)]).toEqual([0, 4]);
    started(lane, 1);
    finished(lane, { answered: false, restMs: 365 * 86_400_000 }, 7_000);
    expect(roomInMs(lane, 7_000)).toBe(limits.payerRestCapMs);
  });

  it('begins no more sends a second than the rate, after a burst of one second', () => {
    const lane = createLane(payer({ concurrency: 100, ratePerSecond: 5 }), 0);
    expect(room(lane, 0)).toBe(5);
    started(lane, 5);
    expect([room(lane, 0), roomInMs(lane, 0), room(lane, 200)]).toEqual([0, 200, 1]);
  });

  it('is not stopped for good by a clock that was set back', () => {
    const lane = createLane(payer(), 86_400_000);
    started(lane, 1);
    finished(lane, { answered: false, restMs: 60_000 }, 86_400_000);
    expect(room(lane, 0)).toBe(4);
  });
});

interface Step {
  readonly waitMs: number;
  readonly answers: readonly boolean[];
}

const step: fc.Arbitrary<Step> = fc.record({
  waitMs: fc.integer({ min: 0, max: 2_000 }),
  answers: fc.array(fc.boolean(), { maxLength: 6 }),
});

it('keeps its promises over any history: at once, a second, and one probe when open', () => {
  const promised = { concurrency: 3, ratePerSecond: 4, failures: 2 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { failures, ...pace } = promised;
      const lane = createLane(payer({ ...pace, breaker: { failures, pauseMs: 250 } }), 0);
      const begun: number[] = [];
      let now = 0;
      let inARow = 0;
      for (const { waitMs, answers } of steps) {
        now += waitMs;
        const free = room(lane, now);
        const most = inARow >= failures ? 1 : pace.concurrency;
        expect(free).toBeLessThanOrEqual(Math.max(0, most - lane.inFlight));
        started(lane, free);
        begun.push(...Array.from({ length: free }, () => now));
        for (const ok of answers.slice(0, lane.inFlight)) {
          finished(lane, { answered: ok }, now);
          inARow = ok ? 0 : inARow + 1;
        }
      }
      for (const from of begun) {
        const inWindow = begun.filter((at) => at >= from && at < from + 1_000).length;
        expect(inWindow).toBeLessThanOrEqual(2 * pace.ratePerSecond);
      }
      // A rest always ends.
      const left = [...Array(lane.inFlight).keys()];
      for (const _ of left) finished(lane, answered, now);
      expect(room(lane, now + limits.breakerPauseCapMs)).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
