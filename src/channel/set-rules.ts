/** Rules across the rows of a whole set, run from the channel's data. */
import type { Finding } from '../base/finding.ts';
import type { Row } from '../wire/delimited.ts';
import type { ChannelDefinition, CountRule, RequiredRule, UniqueRule } from './definition.ts';
import { checkForeignKeys } from './foreign-keys.ts';
import { cellText, keyOf, type PartRows, placeOfField, valuesOf } from './part-rows.ts';
import { isPlaced } from './placed-row.ts';
import { checkRootKeys } from './root-keys.ts';

/** A finding of the set, with the row whose units it rejects. */
export interface SetFinding {
  readonly finding: Finding;
  readonly rows?: PartRows;
  readonly row?: Row;
  /** Rows that the finding speaks of beside it. */
  readonly also?: readonly Row[];
  /** Further rows that the same missing record explains: nothing more is said of them. */
  readonly explained?: readonly { readonly rows: PartRows; readonly row: Row }[];
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
  const repeated = new Set<Row>();
  const { keyless, found } = checkRootKeys(definition, parts);
  const absent = required.flatMap((rule) => checkRequired(rule, parts));
  // Keys into a part that is missing as a whole lead nowhere, and that is told
  const missing = new Set(absent.flatMap((each) => each.missing ?? []));
  const keys = foreignKeys.filter((rule) => !rule.in.every((part) => missing.has(part)));
  return [
    ...found,
    ...absent,
    ...unique.flatMap((rule) => checkUnique(rule, parts, repeated)),
    ...checkForeignKeys(definition, parts, keyless, keys),
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

/** A row that repeats another under an earlier rule is not told again under a later one. */
function checkUnique(rule: UniqueRule, parts: Parts, repeated: Set<Row>): readonly SetFinding[] {
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
    if (repeated.has(row)) return [];
    repeated.add(row);
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
