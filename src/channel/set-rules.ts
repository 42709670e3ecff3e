/** Rules across the rows of a whole set, run from the channel's data. */
import type { Finding } from '../base/finding.ts';
import type { Row } from '../wire/delimited.ts';
import type {
  ChannelDefinition,
  CountRule,
  ForeignKeyRule,
  RequiredRule,
  UniqueRule,
} from './definition.ts';
import { cellText, keyOf, mask, type PartRows, placeOfField } from './part-rows.ts';
import { isPlaced } from './placed-row.ts';

/** A finding of the set, with the row whose units it rejects. */
export interface SetFinding {
  readonly finding: Finding;
  readonly rows?: PartRows;
  readonly row?: Row;
  /** Rows that the finding speaks of beside it. */
  readonly also?: readonly Row[];
  /** Parts whose rows the finding speaks of, all of them. */
  readonly parts?: readonly string[];
  /** Parts that are missing as a whole. */
  readonly missing?: readonly string[];
  /** True if no unit may be cut. */
  readonly fatal: boolean;
}

export type Parts = ReadonlyMap<string, PartRows>;

export function checkSet(definition: ChannelDefinition, parts: Parts): readonly SetFinding[] {
  const { required, unique, foreignKeys } = definition.set;
  const spoken = new Set<Row>();
  return [
    ...required.flatMap((rule) => checkRequired(rule, parts)),
    ...unique.flatMap((rule) => checkUnique(rule, parts)),
    ...foreignKeys.flatMap((rule) => checkForeignKey(rule, parts, spoken)),
  ];
}

function hasRows(parts: Parts, part: string): boolean {
  const rows = parts.get(part);
  return rows !== undefined && rows.table.rows.length + rows.table.faultyRows.length > 0;
}

function checkRequired(rule: RequiredRule, parts: Parts): readonly SetFinding[] {
  const asked = rule.when === undefined || rule.when.some((part) => hasRows(parts, part));
  if (!asked || rule.anyOf.some((part) => hasRows(parts, part))) return [];
  const finding: Finding = {
    code: rule.code,
    severity: rule.severity,
    issue: rule.issue,
    places: rule.anyOf.map((part) => ({ file: parts.get(part)?.table.file ?? part })),
    params: { expected: rule.anyOf.join(', '), because: (rule.when ?? []).join(', ') },
  };
  return [{ finding, parts: rule.when ?? [], missing: rule.anyOf, fatal: rule.fatal }];
}

function checkUnique(rule: UniqueRule, parts: Parts): readonly SetFinding[] {
  const rows = parts.get(rule.part);
  if (rows === undefined) return [];
  const first = new Map<string, Row>();
  const at = rule.key.at(-1) ?? '';
  return rows.table.rows.flatMap((row) => {
    const own = keyOf(rows, row, rule.key);
    if (own === undefined) return [];
    const key = rule.within === undefined ? own : `${containerOf(row)}\u0000${own}`;
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, row);
      return [];
    }
    const finding: Finding = {
      code: rule.code,
      severity: rule.severity,
      issue: rule.issue,
      places: [placeOfField(rows, row, at), placeOfField(rows, known, at)],
      params: { first: String(known.line), ...valuesOf(rows, row, rule.key) },
    };
    return [{ finding, rows, row, also: [known], fatal: false }];
  });
}

function containerOf(row: Row): number {
  return isPlaced(row) ? (row.container ?? -1) : -1;
}

/** Numbers the sender gives of what it sent, against what stands there. */
export function checkCounts(
  rules: readonly CountRule[],
  parts: Parts,
  containers: number,
): readonly SetFinding[] {
  return rules.flatMap((rule) => {
    const [part = '', field = ''] = rule.field.split('.');
    const rows = parts.get(part);
    const [row] = rows?.table.rows ?? [];
    const found = rows === undefined || row === undefined ? '' : cellText(rows, row, field);
    const counted = parts.get(rule.of)?.table.rows.length ?? 0;
    const expected = String(rule.of === 'containers' ? containers : counted);
    if (rows === undefined || row === undefined || found === '' || found === expected) return [];
    const { code, severity, issue } = rule;
    const places = [placeOfField(rows, row, field)];
    return [
      { finding: { code, severity, issue, places, params: { found, expected } }, fatal: false },
    ];
  });
}

/** Rules are tried in order; a row is spoken of once: its first unknown key explains the rest. */
function checkForeignKey(
  rule: ForeignKeyRule,
  parts: Parts,
  spoken: Set<Row>,
): readonly SetFinding[] {
  const known = new Set<string>();
  const targets = rule.in.flatMap((name) => parts.get(name) ?? []);
  if (targets.length === 0) return [];
  for (const rows of targets) {
    for (const row of rows.table.rows) {
      const key = keyOf(rows, row, rule.fields);
      if (key !== undefined) known.add(key);
    }
  }
  return rule.parts.flatMap((name) => {
    const rows = parts.get(name);
    if (rows === undefined) return [];
    const found = rows.table.rows.filter(
      (row) => !spoken.has(row) && isOrphan(rule, rows, row, known),
    );
    return found.map((row) => {
      spoken.add(row);
      return orphan(rule, rows, row);
    });
  });
}

function isOrphan(
  rule: ForeignKeyRule,
  rows: PartRows,
  row: Row,
  known: ReadonlySet<string>,
): boolean {
  if (rule.unless !== undefined && cellText(rows, row, rule.unless) !== '') return false;
  const key = keyOf(rows, row, rule.fields);
  return key !== undefined && !known.has(key);
}

function orphan(rule: ForeignKeyRule, rows: PartRows, row: Row): SetFinding {
  const finding: Finding = {
    code: rule.code,
    severity: rule.severity,
    issue: rule.issue,
    places: [placeOfField(rows, row, rule.at)],
    params: { parts: rule.in.join(', '), ...valuesOf(rows, row, rule.fields) },
  };
  return { finding, rows, row, fatal: false };
}

function valuesOf(rows: PartRows, row: Row, names: readonly string[]): Record<string, string> {
  const shown = (name: string, value: string) => (rows.personal.has(name) ? mask(value) : value);
  return Object.fromEntries(names.map((name) => [name, shown(name, cellText(rows, row, name))]));
}
