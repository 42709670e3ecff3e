/** The one facility a set speaks for. */
import type { Finding } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { ChannelDefinition } from './definition.ts';
import { cellText, placeOfField } from './part-rows.ts';
import { isPlaced } from './placed-row.ts';
import type { Parts, SetFinding } from './set-rules.ts';

interface Named {
  readonly facility?: string;
  readonly findings: readonly SetFinding[];
}

/**
 * The facility named by the set, which must be one, and be the one the sender is bound to. Without
 * a name in the set the sender's is taken; without either nothing can be cut.
 */
export function findFacility(
  definition: ChannelDefinition,
  parts: Parts,
  bound: string | undefined,
): Named {
  const places = new Map<string, Place>();
  for (const field of definition.identity.facility.fields) {
    const [part = '', name = ''] = field.split('.');
    const rows = parts.get(part);
    for (const row of rows?.table.rows ?? []) {
      const value = rows === undefined ? '' : cellText(rows, row, name);
      if (rows !== undefined && value !== '' && !places.has(value)) {
        places.set(value, placeOfField(rows, row, name));
      }
    }
  }
  const named = [...places.keys()];
  const facility = bound ?? named[0];
  const wrong = named.filter((value) => value !== facility);
  if (facility !== undefined && wrong.length === 0) return { facility, findings: [] };
  const at = (wrong.length > 0 ? wrong : named).flatMap((value) => places.get(value) ?? []);
  const { code, fields } = definition.identity.facility;
  const finding: Finding = {
    code,
    severity: 'error',
    issue: 'business-rule',
    places: at,
    params: { expected: facility ?? '', found: named.join(', '), fields: fields.join(', ') },
  };
  return { findings: [{ finding, fatal: true }] };
}

/**
 * Of documents with several units: the sender's, else the one named first outside of the units, in
 * the order of the channel's fields. A unit that names another has a finding of its own.
 */
export function findContainedFacility(
  definition: ChannelDefinition,
  parts: Parts,
  bound: string | undefined,
): Named {
  const { code, fields } = definition.identity.facility;
  const named = fields.flatMap((field) => {
    const [part = '', name = ''] = field.split('.');
    const rows = parts.get(part);
    if (rows === undefined) return [];
    return rows.table.rows.flatMap((row) => {
      const value = cellText(rows, row, name);
      return value === '' ? [] : [{ value, rows, row, name }];
    });
  });
  const facility = bound ?? named[0]?.value;
  const wrong = named.filter(({ value }) => value !== facility);
  const params = { expected: facility ?? '', fields: fields.join(', ') };
  const rule = { code, severity: 'error', issue: 'business-rule' } as const;
  if (facility === undefined) {
    const nothing = { ...rule, places: [], params: { ...params, found: '' } };
    return { findings: [{ finding: nothing, fatal: true }] };
  }
  const findings = wrong.map(({ value, rows, row, name }) => ({
    finding: {
      ...rule,
      places: [placeOfField(rows, row, name)],
      params: { ...params, found: value },
    },
    rows,
    row,
    fatal: !(isPlaced(row) && row.container !== undefined),
  }));
  return { facility, findings };
}
