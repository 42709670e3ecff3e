/** The day of a time in the zone of whoever reads it. */
import { expect, it } from 'vitest';
import { dayIn } from '../../src/channel/moment.ts';

it.each([
  ['2026-03-01T23:30:00Z', '+07:00', '2026-03-02'],
  ['2026-03-01T02:30:00Z', '-03:00', '2026-02-28'],
  ['2026-03-01T02:30:00+07:00', '+07:00', '2026-03-01'],
  ['2026-03-01', '+07:00', '2026-03-01'],
  ['2026-03', '-03:00', '2026-03'],
])('%s in %s is %s', (time, zone, day) => {
  expect(dayIn(time, zone)).toBe(day);
});
