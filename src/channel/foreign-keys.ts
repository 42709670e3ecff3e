/** Keys that lead nowhere: what one forgotten or misspelt record explains is one finding. */
import type { Finding } from '../base/finding.ts';
import type { Row } from '../wire/delimited.ts';
import type { ChannelDefinition, ForeignKeyRule } from './definition.ts';
import { cellText, keyOf, type PartRows, placeOfField, valuesOf } from './part-rows.ts';
import type { Parts, SetFinding } from './set-rules.ts';
import { startTorn, type TornRows } from './torn-rows.ts';

/** A row whose key leads nowhere, and the rule that says so. */
export interface Orphan {
  readonly rows: PartRows;
  readonly row: Row;
}

/** Rows that one record explains: the first of them gets the finding, or the one that is told. */
interface Group {
  readonly rule: ForeignKeyRule;
  readonly rows: Orphan[];
  told?: { readonly rule: ForeignKeyRule; readonly orphan: Orphan; readonly at: string };
}

/** The fields that name a claim of one kind, its number first. */
type ClaimKey = readonly string[];

/** What was said already: of rows, of the claims they belong to, and of keys that led nowhere. */
interface Spoken {
  readonly rows: Set<Row>;
  readonly claims: Map<string, Group>;
  readonly keys: Map<string, Group>;
  /** Roots that nothing knows, by each field of their key. */
  readonly roots: Map<string, Group>;
}

/** What roots without their whole key explain, by the part of it that they have. */
export type Keyless = ReadonlyMap<string, Orphan[]>;

interface Scope {
  readonly parts: Parts;
  readonly claimKeys: readonly ClaimKey[];
  /** Fields of each root's key. */
  readonly rootKeys: ReadonlyMap<string, readonly string[]>;
  readonly keyless: Keyless;
  readonly torn: TornRows;
  readonly spoken: Spoken;
}

/**
 * Rules are tried in order, and rows that one forgotten record explains get one finding: the first
 * unknown key of a claim speaks for its other rows, and for rows that carry no claim number.
 */
export function checkForeignKeys(
  definition: ChannelDefinition,
  parts: Parts,
  keyless: Keyless,
  rules: readonly ForeignKeyRule[],
): readonly SetFinding[] {
  const units = definition.units.flatMap((unit) => ('root' in unit ? [unit] : []));
  const spoken = { rows: new Set<Row>(), claims: new Map(), keys: new Map(), roots: new Map() };
  const scope: Scope = {
    parts,
    claimKeys: units.map(claimKeyOf),
    rootKeys: new Map(units.map(({ root }) => [root.part, root.key])),
    keyless,
    torn: startTorn(parts),
    spoken,
  };
  return rules.flatMap((rule) => checkForeignKey(rule, scope)).map(toldOf);
}

export function claimKeyOf(unit: {
  claimNumber: string;
  root: { key: readonly string[] };
}): ClaimKey {
  return [unit.claimNumber, ...unit.root.key.filter((name) => name !== unit.claimNumber)];
}

/** The groups that the rule opens; rows that an earlier one explains join that. */
function checkForeignKey(rule: ForeignKeyRule, scope: Scope): readonly Group[] {
  const targets = rule.in.flatMap((name) => scope.parts.get(name) ?? []);
  const orphans = targets.length === 0 ? [] : orphansOf(rule, targets, scope);
  if (orphans.length === 0) return [];
  const numberless = numberlessRows(rule, targets, scope);
  return orphans.flatMap((orphan) => {
    const { rows, row } = orphan;
    // What is looked for may be a row of unreadable shape, or without number: that is told
    if (scope.torn.hold(rule.in, rows, row, rule.fields)) return [];
    const rest = restOf(rule, rows, row);
    if (numberless.has(rest) && !scope.keyless.has(rest)) return [];
    scope.spoken.rows.add(row);
    const group = groupOf(rule, orphan, scope);
    return group.rows.push(orphan) === 1 ? [group] : [];
  });
}

function orphansOf(
  rule: ForeignKeyRule,
  targets: readonly PartRows[],
  { parts, spoken }: Scope,
): readonly Orphan[] {
  const known = knownKeys(rule, targets);
  return rule.parts.flatMap((name) => {
    const rows = parts.get(name);
    if (rows === undefined) return [];
    return rows.table.rows
      .filter((row) => !spoken.rows.has(row) && isOrphan(rule, { rows, row }, known))
      .map((row) => ({ rows, row }));
  });
}

function knownKeys(rule: ForeignKeyRule, targets: readonly PartRows[]): ReadonlySet<string> {
  const known = new Set<string>();
  for (const rows of targets) {
    for (const row of rows.table.rows) known.add(keyOf(rows, row, rule.fields) ?? '');
  }
  return known;
}

/** What rows of the targets that name no claim have of the key. */
function numberlessRows(
  rule: ForeignKeyRule,
  targets: readonly PartRows[],
  scope: Scope,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const rows of targets) {
    for (const row of rows.table.rows) {
      if (claimOf(rows, row, scope.claimKeys).length === 0) found.add(restOf(rule, rows, row));
    }
  }
  found.delete('');
  return found;
}

function isOrphan(
  rule: ForeignKeyRule,
  { rows, row }: Orphan,
  known: ReadonlySet<string>,
): boolean {
  if (rule.unless !== undefined && cellText(rows, row, rule.unless) !== '') return false;
  const key = keyOf(rows, row, rule.fields);
  return key !== undefined && !known.has(key);
}

/** The group that speaks for the row: of its key and claim, of its claim, or a new one. */
function groupOf(rule: ForeignKeyRule, orphan: Orphan, scope: Scope): Group {
  const { claims, keys, roots } = scope.spoken;
  const { rows, row } = orphan;
  const key = `${rule.fields}=${keyOf(rows, row, rule.fields)}`;
  const [claim, number] = claimOf(rows, row, scope.claimKeys);
  const known = claim === undefined ? keys.get(key) : claims.get(claim);
  const others = rule.fields.filter((name) => name !== rule.at);
  const rest = givenOf(rows, row, others);
  const keyless = scope.keyless.get(rest);
  const group = known ??
    (keyless && { rule, rows: keyless }) ??
    otherEnd(rule, orphan, scope) ?? { rule, rows: [] };
  if (!keys.has(key)) keys.set(key, group);
  for (const name of [claim, number]) {
    if (name !== undefined && !claims.has(name)) claims.set(name, group);
  }
  if (group.rows.length === 0) {
    for (const end of scope.rootKeys.get(rows.part) ?? []) roots.set(endOf(orphan, end), group);
  }
  return group;
}

function endOf({ rows, row }: Orphan, name: string, part = rows.part): string {
  return `${part} ${givenOf(rows, row, [name])}`;
}

/** What a row has of the rule's key beside the number that the rule asks for. */
function restOf(rule: ForeignKeyRule, rows: PartRows, row: Row): string {
  const others = rule.fields.filter((name) => name !== rule.at);
  return givenOf(rows, row, others);
}

/**
 * A misspelt key leaves two ends: a root that nothing knows, and a row that looks for a root and
 * has the other half of its key. They are one slip, told where the key stands alone.
 */
function otherEnd(
  rule: ForeignKeyRule,
  orphan: Orphan,
  { spoken, rootKeys }: Scope,
): Group | undefined {
  const [part = ''] = rule.in;
  const same = rootKeys.get(part)?.filter((name) => rule.fields.includes(name)) ?? [];
  for (const name of same) {
    const group = spoken.roots.get(endOf(orphan, name, part));
    if (group === undefined) continue;
    const at = rule.fields.find((other) => other !== name) ?? rule.at;
    if (group.rows.length > 1) group.told ??= { rule, orphan, at };
    return group;
  }
  return undefined;
}

/**
 * The claim that the row says it belongs to, as far as it names it, and the claim's number alone. A
 * row with numbers of two kinds belongs to the later kind: a stay's rows may carry the visit's too.
 */
function claimOf(rows: PartRows, row: Row, claimKeys: readonly ClaimKey[]): readonly string[] {
  const key = claimKeys.findLast(([number = '']) => cellText(rows, row, number) !== '');
  return key === undefined ? [] : [givenOf(rows, row, key), givenOf(rows, row, key.slice(0, 1))];
}

/** What a row has of a key: `HN=…`. */
export function givenOf(rows: PartRows, row: Row, key: readonly string[]): string {
  const given = key.map((name) => ({ name, value: cellText(rows, row, name) }));
  return given
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join(' ');
}

/** The finding stands at the row that is told; whose claims it rejects, the first row says. */
function toldOf(group: Group): SetFinding {
  const [first] = group.rows;
  if (first === undefined) throw new Error('a group without rows');
  const { rule } = group;
  return {
    finding: orphanFinding(group.told ?? { rule, orphan: first, at: rule.at }),
    ...first,
    explained: group.rows,
    fatal: false,
  };
}

function orphanFinding({ rule, orphan, at }: NonNullable<Group['told']>): Finding {
  const { rows, row } = orphan;
  return {
    code: rule.code,
    severity: rule.severity,
    issue: rule.issue,
    places: [placeOfField(rows, row, at)],
    params: { parts: rule.in.join(', '), ...valuesOf(rows, row, rule.fields) },
  };
}
