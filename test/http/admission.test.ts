/** The room for work: whatever comes and goes, no more is in hand, and all is given back. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAdmission, type Place } from '../../src/http/admission.ts';

const PLACES = 5;
const BYTES = 1_000;
const BODY = 400;

type Step =
  | { readonly kind: 'enter'; readonly bytes: number }
  | { readonly kind: 'grow'; readonly which: number; readonly bytes: number }
  | { readonly kind: 'leave'; readonly which: number };

const bytes = fc.nat(2 * BODY);
const which = fc.nat(PLACES);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('enter' as const), bytes }),
    fc.record({ kind: fc.constant('grow' as const), which, bytes }),
    fc.record({ kind: fc.constant('leave' as const), which }),
  ),
  { maxLength: 60 },
);

interface Held {
  readonly place: Place;
  bytes: number;
}

it('holds its bounds, and is empty when all have left', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const changes: boolean[] = [];
      const admission = createAdmission({
        ...{ places: PLACES, bytes: BYTES, bodyBytes: BODY },
        changed: (overloaded) => changes.push(overloaded),
      });
      const inside: Held[] = [];
      for (const step of all) {
        take(step, inside, (size) => admission.enter(size));
        const sum = inside.reduce((total, held) => total + held.bytes, 0);
        expect(inside.length).toBeLessThanOrEqual(PLACES);
        expect(sum).toBeLessThanOrEqual(BYTES);
      }
      for (const { place } of inside) {
        place.leave();
        place.leave();
      }
      expect(admission.overloaded()).toBe(false);
      // It says each change once: on, off, on, off.
      expect(changes).toEqual(changes.map((_, at) => at % 2 === 0));
      expect(Array.from({ length: PLACES }, () => admission.enter(BYTES / PLACES))).not.toContain(
        undefined,
      );
      expect(admission.enter(0)).toBe(undefined);
      expect(admission.overloaded()).toBe(true);
    }),
  );
});

function take(step: Step, inside: Held[], enter: (size: number) => Place | undefined): void {
  if (step.kind === 'enter') {
    const place = enter(step.bytes);
    if (place) inside.push({ place, bytes: Math.min(step.bytes, BODY) });
    return;
  }
  const held = inside[step.which];
  if (held === undefined) return;
  if (step.kind === 'leave') {
    held.place.leave();
    inside.splice(step.which, 1);
  } else if (held.place.grow(step.bytes)) {
    held.bytes = Math.max(held.bytes, Math.min(step.bytes, BODY));
  }
}
