/** From a submission's bytes to units ready to be translated, with the findings of the set. */
import type { Finding } from '../base/finding.ts';
import { indexUnits } from './affected-units.ts';
import { type CutUnit, cutUnits } from './cut-units.ts';
import { isXmlChannel } from './definition.ts';
import { findFacility } from './facility.ts';
import type { ChannelModule } from './module.ts';
import { type OpenedSet, openSet } from './open-set.ts';
import { bindPart, type PartRows } from './part-rows.ts';
import { prepareContained } from './prepare-contained.ts';
import { checkSet, type Parts, type SetFinding } from './set-rules.ts';
import type { Submission } from './translation.ts';

/** What was cut, and what stands between it and its translation: also what `explain` works on. */
export interface PreparedSet {
  readonly parts: Parts;
  readonly units: readonly CutUnit[];
  readonly facility: string;
  /** Findings of the set that speak of a unit. */
  readonly ofUnit: ReadonlyMap<CutUnit, readonly Finding[]>;
  readonly findings: readonly Finding[];
  readonly faulted: boolean;
}

export function prepareSet(channel: ChannelModule, submission: Submission): PreparedSet {
  const { definition, layouts } = channel;
  if (isXmlChannel(definition)) return prepareContained(channel, definition, submission);
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
  const spoken = new Set(rules.map((each) => each.row));
  const spokenParts = new Set(rules.flatMap((each) => each.parts ?? []));
  const left = cut.unclaimed
    .filter(({ rows, row }) => !spoken.has(row) && !spokenParts.has(rows.part))
    .map(unclaimedRow);
  const assigned = assign(cut.units, opened, [...found, ...left]);
  return { parts, units: cut.units, facility: named.facility ?? '', faulted: false, ...assigned };
}

/** A row that no unit took and no rule spoke of: nothing is dropped in silence. */
function unclaimedRow({ rows, row }: { rows: PartRows; row: SetFinding['row'] }): SetFinding {
  const finding: Finding = {
    code: 'SAMPAN-UNIT-UNCLAIMED',
    severity: 'error',
    issue: 'not-found',
    places: row === undefined ? [] : [{ file: row.file, record: row.record, line: row.line }],
    params: { part: rows.part },
  };
  return { finding, rows, ...(row !== undefined && { row }), fatal: false };
}

/** Gives each finding to the units it speaks of; the rest stay with the set. */
function assign(
  units: readonly CutUnit[],
  opened: OpenedSet,
  found: readonly SetFinding[],
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
  return { ofUnit, findings };
}

/** Rows that a reader's finding points at, by file and line. */
function rowsByLine(opened: OpenedSet): ReadonlyMap<string, NonNullable<SetFinding['row']>> {
  const wanted = new Set(
    opened.findings.flatMap((finding) =>
      finding.places.slice(0, 1).map((place) => `${place.file}:${place.line}`),
    ),
  );
  const found = new Map<string, NonNullable<SetFinding['row']>>();
  if (wanted.size === 0) return found;
  for (const table of opened.tables.values()) {
    for (const row of [...table.rows, ...table.faultyRows]) {
      const at = `${row.file}:${row.line}`;
      if (wanted.has(at)) found.set(at, row);
    }
  }
  return found;
}
