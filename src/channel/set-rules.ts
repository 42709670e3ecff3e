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
  /** Further rows that the same missing record explains: nothing more is said of them. */
  readonly explained?: readonly { readonly row: Row }[];
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
  const spoken: Spoken = {
    rows: new Set(),
    claims: new Map(),
    keys: new Map(),
    keyless: new Map(),
  };
  const keys = definition.units.flatMap((unit) => ('root' in unit ? [keyOfUnit(unit)] : []));
  const repeated = new Set<Row>();
  const keyless = checkRootKeys(definition, parts, spoken);
  return [
    ...keyless,
    ...required.flatMap((rule) => checkRequired(rule, parts)),
    ...unique.flatMap((rule) => checkUnique(rule, parts, repeated)),
    ...foreignKeys.flatMap((rule) => checkForeignKey(rule, parts, keys, spoken)),
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

/** Rows that one missing record explains, the first of which gets the finding. */
type Group = Orphan[];

/** What was said already: of rows, of the claims they belong to, and of keys that led nowhere. */
interface Spoken {
  readonly rows: Set<Row>;
  readonly claims: Map<string, Group>;
  readonly keys: Map<string, Group>;
  /** By the part of its key that a root has which lacks the rest. */
  readonly keyless: Map<string, Group>;
}

/** The fields that name a claim of one kind, its number first. */
type ClaimKey = readonly string[];

function keyOfUnit(unit: { claimNumber: string; root: { key: readonly string[] } }): ClaimKey {
  return [unit.claimNumber, ...unit.root.key.filter((name) => name !== unit.claimNumber)];
}

interface Orphan {
  readonly rows: PartRows;
  readonly row: Row;
}

/**
 * Rules are tried in order, and rows that one forgotten record explains get one finding: the first
 * unknown key of a claim speaks for its other rows, and for rows that carry no claim number.
 */
function checkForeignKey(
  rule: ForeignKeyRule,
  parts: Parts,
  claimKeys: readonly ClaimKey[],
  spoken: Spoken,
): readonly SetFinding[] {
  const targets = rule.in.flatMap((name) => parts.get(name) ?? []);
  if (targets.length === 0) return [];
  const known = knownKeys(rule, targets);
  const groups: Group[] = [];
  for (const name of rule.parts) {
    const rows = parts.get(name);
    for (const row of rows?.table.rows ?? []) {
      if (rows === undefined || spoken.rows.has(row) || !isOrphan(rule, rows, row, known)) continue;
      spoken.rows.add(row);
      const group = groupOf(rule, { rows, row }, claimKeys, spoken);
      if (group.push({ rows, row }) === 1) groups.push(group);
    }
  }
  return groups.map((group) => orphans(rule, group));
}

function knownKeys(rule: ForeignKeyRule, targets: readonly PartRows[]): ReadonlySet<string> {
  const known = new Set<string>();
  for (const rows of targets) {
    for (const row of rows.table.rows) known.add(keyOf(rows, row, rule.fields) ?? '');
  }
  return known;
}

/** The group that speaks for the row: of its key and claim, of its claim, or a new one. */
function groupOf(
  rule: ForeignKeyRule,
  { rows, row }: Orphan,
  claimKeys: readonly ClaimKey[],
  spoken: Spoken,
): Group {
  const key = `${rule.fields}=${keyOf(rows, row, rule.fields)}`;
  const [claim, number] = claimOf(rows, row, claimKeys);
  const known = claim === undefined ? spoken.keys.get(key) : spoken.claims.get(claim);
  const group = known ?? keylessOf(rule, { rows, row }, spoken) ?? [];
  if (!spoken.keys.has(key)) spoken.keys.set(key, group);
  for (const name of [claim, number]) {
    if (name !== undefined && !spoken.claims.has(name)) spoken.claims.set(name, group);
  }
  return group;
}

function keylessOf(rule: ForeignKeyRule, { rows, row }: Orphan, spoken: Spoken): Group | undefined {
  if (spoken.keyless.size === 0) return undefined;
  const others = rule.fields.filter((name) => name !== rule.at);
  return spoken.keyless.get(givenOf(rows, row, others));
}

/**
 * The claim that the row says it belongs to, as far as it names it, and the claim's number alone. A
 * row with numbers of two kinds belongs to the later kind: a stay's rows may carry the visit's too.
 */
function claimOf(rows: PartRows, row: Row, claimKeys: readonly ClaimKey[]): readonly string[] {
  const key = claimKeys.findLast(([number = '']) => cellText(rows, row, number) !== '');
  return key === undefined ? [] : [givenOf(rows, row, key), givenOf(rows, row, key.slice(0, 1))];
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

/** Roots without their whole key: no unit can be cut, and rows of the same person are explained. */
function checkRootKeys(
  definition: ChannelDefinition,
  parts: Parts,
  spoken: Spoken,
): readonly SetFinding[] {
  if (definition.reader.kind !== 'delimited') return [];
  const roots = definition.units.flatMap((unit) => ('root' in unit ? [unit.root] : []));
  return roots.flatMap(({ part, key }) => {
    const rows = parts.get(part);
    return (rows?.table.rows ?? []).flatMap((row) => {
      const empty = key.find((name) => rows !== undefined && cellText(rows, row, name) === '');
      if (rows === undefined || empty === undefined) return [];
      const group: Group = [{ rows, row }];
      const given = givenOf(rows, row, key);
      if (given !== '') {
        spoken.keyless.set(given, group);
        group.push(...withoutClaim(definition, parts, given));
      }
      const finding: Finding = {
        code: 'SAMPAN-UNIT-KEY',
        severity: 'error',
        issue: 'not-found',
        places: [placeOfField(rows, row, empty)],
        params: { part },
      };
      return [{ finding, rows, row, explained: group, fatal: false }];
    });
  });
}

/** Rows of the same person that belong to no claim by their number: the patient's own. */
function withoutClaim(
  definition: ChannelDefinition,
  parts: Parts,
  given: string,
): readonly Orphan[] {
  const keys = definition.units.flatMap((unit) => ('root' in unit ? [keyOfUnit(unit)] : []));
  return [...parts.values()].flatMap((rows) =>
    rows.table.rows
      .filter((row) => keys.some((key) => givenOf(rows, row, key) === given))
      .map((row) => ({ rows, row })),
  );
}

/** What a row has of a key: `HN=…`. */
function givenOf(rows: PartRows, row: Row, key: readonly string[]): string {
  const given = key.map((name) => ({ name, value: cellText(rows, row, name) }));
  return given
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join(' ');
}

/** The list of explained rows grows while later rules find more of them. */
function orphans(rule: ForeignKeyRule, group: Group): SetFinding {
  const [first] = group;
  if (first === undefined) throw new Error('a group without rows');
  const { rows, row } = first;
  const finding: Finding = {
    code: rule.code,
    severity: rule.severity,
    issue: rule.issue,
    places: [placeOfField(rows, row, rule.at)],
    params: { parts: rule.in.join(', '), ...valuesOf(rows, row, rule.fields) },
  };
  return { finding, rows, row, explained: group, fatal: false };
}

function valuesOf(rows: PartRows, row: Row, names: readonly string[]): Record<string, string> {
  const shown = (name: string, value: string) => (rows.personal.has(name) ? mask(value) : value);
  return Object.fromEntries(names.map((name) => [name, shown(name, cellText(rows, row, name))]));
}
