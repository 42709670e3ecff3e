/** Roots without their whole key: no unit can be cut of them. */
import type { ChannelDefinition } from './definition.ts';
import { claimKeyOf, givenOf, type Keyless, type Orphan } from './foreign-keys.ts';
import { cellText, placeOfField } from './part-rows.ts';
import type { Parts, SetFinding } from './set-rules.ts';

export interface RootKeys {
  readonly found: readonly SetFinding[];
  readonly keyless: Keyless;
}

/** A finding at each such root, and the rows of the same person that it explains. */
export function checkRootKeys(definition: ChannelDefinition, parts: Parts): RootKeys {
  const keyless = new Map<string, Orphan[]>();
  if (definition.reader.kind !== 'delimited') return { found: [], keyless };
  const roots = definition.units.flatMap((unit) => ('root' in unit ? [unit.root] : []));
  const found = roots.flatMap(({ part, key }) => {
    const rows = parts.get(part);
    return (rows?.table.rows ?? []).flatMap((row) => {
      const empty = key.find((name) => rows !== undefined && cellText(rows, row, name) === '');
      if (rows === undefined || empty === undefined) return [];
      const group: Orphan[] = [{ rows, row }];
      const given = givenOf(rows, row, key);
      if (given !== '') {
        keyless.set(given, group);
        group.push(...withoutClaim(definition, parts, given));
      }
      const finding: SetFinding['finding'] = {
        code: 'SAMPAN-UNIT-KEY',
        severity: 'error',
        issue: 'not-found',
        places: [placeOfField(rows, row, empty)],
        params: { part },
      };
      return [{ finding, rows, row, explained: group, fatal: false }];
    });
  });
  return { found, keyless };
}

/** Rows of the same person that belong to no claim by their number: the patient's own. */
function withoutClaim(
  definition: ChannelDefinition,
  parts: Parts,
  given: string,
): readonly Orphan[] {
  const keys = definition.units.flatMap((unit) => ('root' in unit ? [claimKeyOf(unit)] : []));
  return [...parts.values()].flatMap((rows) =>
    rows.table.rows
      .filter((row) => keys.some((key) => givenOf(rows, row, key) === given))
      .map((row) => ({ rows, row })),
  );
}
