/** What cannot have happened yet on the day on which it is received. */
import type { Finding } from '../base/finding.ts';
import type { CutUnit } from './cut-units.ts';
import { dayIn } from './moment.ts';
import { placeOfField } from './part-rows.ts';
import type { TypedUnit } from './type-unit.ts';
import type { UnitContext } from './unit-context.ts';

/** A date that lies after the day of receipt; where nobody says when that was, nothing is said. */
export function tooEarly(cut: CutUnit, typed: TypedUnit, context: UnitContext): readonly Finding[] {
  const { received, channel, parts } = context;
  const { definition } = cut;
  const rule = 'pastOnly' in definition ? definition.pastOnly : undefined;
  if (received === undefined || rule === undefined || !('root' in definition)) return [];
  const rows = parts.get(definition.root.part);
  const root = typed.unit[definition.root.part] as Readonly<Record<string, unknown>> | undefined;
  const date = root?.[rule.field];
  const day = dayIn(received, channel.definition.timeZone);
  if (rows === undefined || typeof date !== 'string' || date.slice(0, 10) <= day) return [];
  return [
    {
      code: rule.code,
      severity: 'warning',
      issue: 'business-rule',
      places: [placeOfField(rows, cut.root, rule.field)],
      params: { found: date, received: day },
    },
  ];
}
