/** From a submission's bytes to units ready to be translated, with the findings of the set. */
import type { Finding } from '../base/finding.ts';
import type { Row } from '../wire/delimited.ts';
import { indexUnits } from './affected-units.ts';
import { type CutUnit, cutUnits } from './cut-units.ts';
import { isDelimitedChannel, isJournalChannel } from './definition.ts';
import { findFacility } from './facility.ts';
import { prepareJournal } from './journal/prepare-journal.ts';
import type { ChannelModule } from './module.ts';
import { type OpenedSet, openSet } from './open-set.ts';
import { bindPart, type PartRows, placeOfField } from './part-rows.ts';
import { prepareContained } from './prepare-contained.ts';
import { checkSet, type Parts, type SetFinding } from './set-rules.ts';
import type { JournalNotes, Submission } from './translation.ts';
import { type LeftRow, untoldRows } from './untold-rows.ts';

/** What was cut, and what stands between it and its translation: also what `explain` works on. */
export interface PreparedSet {
  readonly parts: Parts;
  readonly units: readonly CutUnit[];
  readonly facility: string;
  /** Number of the visit that the submission's card reads open. */
  readonly visit?: string;
  /** Findings of the set that speak of a unit. */
  readonly ofUnit: ReadonlyMap<CutUnit, readonly Finding[]>;
  readonly findings: readonly Finding[];
  readonly faulted: boolean;
  readonly journal?: JournalNotes;
}

export function prepareSet(channel: ChannelModule, submission: Submission): PreparedSet {
  const { definition, layouts } = channel;
  if (isJournalChannel(definition)) return prepareJournal(channel, definition, submission);
  if (!isDelimitedChannel(definition)) return prepareContained(channel, definition, submission);
  const opened = openSet(definition.reader, submission);
  const parts = new Map<string, PartRows>();
  for (const [part, table] of opened.tables) {
    const layout = layouts[part];
    if (layout !== undefined)
      parts.set(part, bindPart(table, layout, definition.identity.personal));
  }
  const rules = opened.faulted ? [] : checkSet(definition, parts);
  const named = opened.faulted
    ? { findings: [] }
    : findFacility(definition, parts, submission.facility);
  const found = [...rules, ...named.findings];
  if (opened.faulted || found.some((each) => each.fatal)) {
    const findings = [...opened.findings, ...found.map((each) => each.finding)];
    return { parts, units: [], facility: '', ofUnit: new Map(), findings, faulted: true };
  }
  const cut = cutUnits(definition.units, parts);
  const left = untoldRows(definition, parts, cut.unclaimed, rules);
  const assigned = assign(cut.units, opened, { found, left });
  return { parts, units: cut.units, facility: named.facility ?? '', faulted: false, ...assigned };
}

/** Rows of one part that no unit took: nothing is dropped in silence. */
function unclaimedRows(left: LeftRow, all: readonly Row[]): Finding {
  const { rows, row } = left;
  const base = { severity: 'error', issue: 'not-found' } as const;
  if (left.emptyKey !== undefined) {
    const places = [placeOfField(rows, row, left.emptyKey)];
    return { ...base, code: 'SAMPAN-UNIT-KEY', places, params: { part: rows.part } };
  }
  const { file, record, line } = row;
  const params = { part: rows.part, count: String(all.length) };
  return { ...base, code: 'SAMPAN-UNIT-UNCLAIMED', places: [{ file, record, line }], params };
}

/** Gives each finding to the units it speaks of; the rest stay with the set. */
function assign(
  units: readonly CutUnit[],
  opened: OpenedSet,
  { found, left }: { readonly found: readonly SetFinding[]; readonly left: readonly LeftRow[] },
): Pick<PreparedSet, 'ofUnit' | 'findings'> {
  const index = indexUnits(units);
  const ofUnit = new Map<CutUnit, Finding[]>();
  const findings: Finding[] = [];
  const give = (finding: Finding, owners: readonly CutUnit[]): void => {
    if (owners.length === 0) findings.push(finding);
    for (const owner of owners) {
      const known = ofUnit.get(owner);
      if (known === undefined) ofUnit.set(owner, [finding]);
      else known.push(finding);
    }
  };
  const rowAt = rowsByLine(opened);
  for (const finding of opened.findings) {
    const [place] = finding.places;
    const row = place === undefined ? undefined : rowAt.get(`${place.file}:${place.line}`);
    give(finding, row === undefined ? [] : index.ofCells(row));
  }
  for (const { finding, rows, row } of found) {
    give(finding, rows === undefined || row === undefined ? [] : index.ofRow(rows, row));
  }
  const ownerless = new Map<PartRows, Row[]>();
  for (const each of left) {
    const { rows, row, emptyKey } = each;
    const owners = index.ofRow(rows, row);
    if (owners.length > 0 || emptyKey !== undefined) give(unclaimedRows(each, [row]), owners);
    else if (!ownerless.get(rows)?.push(row)) ownerless.set(rows, [row]);
  }
  for (const [rows, all] of ownerless) {
    const [row] = all;
    if (row !== undefined) findings.push(unclaimedRows({ rows, row }, all));
  }
  return { ofUnit, findings };
}

/** Rows that a reader's finding points at, by file and line. */
function rowsByLine(opened: OpenedSet): ReadonlyMap<string, Row> {
  const wanted = new Set(
    opened.findings.flatMap((finding) =>
      finding.places.slice(0, 1).map((place) => `${place.file}:${place.line}`),
    ),
  );
  const found = new Map<string, Row>();
  if (wanted.size === 0) return found;
  for (const table of opened.tables.values()) {
    for (const row of [...table.rows, ...table.faultyRows]) {
      const at = `${row.file}:${row.line}`;
      if (wanted.has(at)) found.set(at, row);
    }
  }
  return found;
}
