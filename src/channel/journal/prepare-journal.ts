/** From the messages of a journal to units: settlements, what is still open, what was undone. */
import type { Finding } from '../../base/finding.ts';
import { contentFindings } from '../contained-findings.ts';
import { type Bindings, bindVersions, columnOf, rowsByContainer } from '../cut-containers.ts';
import type { CutUnit } from '../cut-units.ts';
import type { JournalChannel, JournalUnit } from '../definition.ts';
import { findContainedFacility } from '../facility.ts';
import type { ChannelModule } from '../module.ts';
import { isPlaced, type PlacedRow } from '../placed-row.ts';
import type { PreparedSet } from '../prepare-set.ts';
import { checkSet } from '../set-rules.ts';
import type { Submission } from '../translation.ts';
import { cutVisit, type JournalCut } from './cut-visit.ts';
import { type Happening, happeningsOf } from './happening.ts';
import { keptMessages } from './kept.ts';
import { type ItemSpot, type JournalMessage, textAt } from './message.ts';
import { type ReadJournal, readJournal } from './read-journal.ts';
import { personParts, replay } from './replay.ts';
import { visitsOf } from './visits.ts';

export function prepareJournal(
  channel: ChannelModule,
  definition: JournalChannel,
  submission: Submission,
  adapt: (spot: ItemSpot) => ItemSpot = (spot) => spot,
): PreparedSet {
  const [unit] = definition.units;
  if (unit === undefined) throw new Error(`${definition.id} has no unit`);
  const read = readJournal(channel, definition, { unit, adapt }, submission);
  const { opened } = read;
  const bindings = bindVersions(channel, definition, opened);
  const { parts } = bindings.of(undefined);
  const rules = opened.faulted ? [] : checkSet(definition, parts);
  const named = opened.faulted
    ? { findings: [] }
    : findContainedFacility(definition, parts, submission.facility);
  const found = [...rules, ...named.findings];
  const fatal = found.filter((each) => each.fatal);
  if (opened.faulted || fatal.length > 0) {
    const findings = [...opened.findings, ...fatal.map(({ finding }) => finding)];
    return { parts, units: [], facility: '', ofUnit: new Map(), findings, faulted: true };
  }
  const told: Finding[] = [];
  const happenings = happeningsIn(read, told);
  const { cuts, lacking } = cutJournal(unit, happenings, { read, bindings });
  const facility = named.facility ?? '';
  const stream = `${facility}|${definition.id}`;
  const journal = { stream, messages: keptMessages(unit, happenings, lacking) };
  const owners = ownersOf(cuts);
  const findings: Finding[] = [];
  const ofUnit = new Map<CutUnit, Finding[]>();
  const give = (finding: Finding, containers: readonly (number | undefined)[]): void => {
    const units = new Set(containers.flatMap((at) => owners.get(at ?? -1) ?? []));
    if (units.size === 0) findings.push(finding);
    for (const each of units) ofUnit.set(each, [...(ofUnit.get(each) ?? []), finding]);
  };
  for (const each of [...opened.findings, ...told]) give(each, [opened.ownerOf?.(each)]);
  for (const { finding, row, also = [] } of found) {
    give(
      finding,
      [row, ...also].map((each) => containerOf(each)),
    );
  }
  for (const cut of cuts) {
    const own = contentFindings(cut);
    if (own.length > 0) ofUnit.set(cut.unit, [...(ofUnit.get(cut.unit) ?? []), ...own]);
  }
  const units = cuts.map((cut) => cut.unit);
  return { parts, units, facility, ofUnit, findings, faulted: false, journal };
}

function containerOf(row: unknown): number | undefined {
  const placed = row as PlacedRow | undefined;
  return placed !== undefined && isPlaced(placed) ? placed.container : undefined;
}

function happeningsIn({ messages, opened }: ReadJournal, told: Finding[]): readonly Happening[] {
  const rows = rowsByContainer(opened);
  return messages.flatMap((message) => {
    const findings: Finding[] = [];
    const found = happeningsOf(message, rows.get(message.container) ?? new Map(), findings);
    // An earlier message was told about when it came
    if (message.submission === undefined) told.push(...findings);
    return found;
  });
}

interface Cutting {
  readonly read: ReadJournal;
  readonly bindings: Bindings;
}

interface Cuts {
  readonly cuts: readonly JournalCut[];
  /** Messages of visits that were settled before anybody told of the person. */
  readonly lacking: ReadonlySet<Happening>;
}

/** The units that this submission's messages say something of, by the first of those messages. */
function cutJournal(
  unit: JournalUnit,
  happenings: readonly Happening[],
  { read, bindings }: Cutting,
): Cuts {
  const { opened, messages } = read;
  const lacking = new Set<Happening>();
  const ofPerson = personParts(unit);
  const reversed = reversals(unit, messages);
  const text = (row: PlacedRow, part: string, field: string) => {
    return (row.cells[columnOf(opened, part, field) ?? -1] ?? '').trim();
  };
  const cuts = visitsOf(unit, happenings).flatMap((visit) => {
    if (!visit.happenings.some(({ message }) => message.submission === undefined)) return [];
    const replayed = replay(visit, { unit, text, reversed });
    const lacks = replayed.settlements.some(
      ({ known }) => !ofPerson.some((part) => known.has(part)),
    );
    if (lacks && ofPerson.length > 0) for (const each of visit.happenings) lacking.add(each);
    return cutVisit({ unit, visit, replayed, bindings, reversed });
  });
  return { cuts: cuts.toSorted((a, b) => a.first - b.first), lacking };
}

/** Messages that a later one takes back, whatever they did. */
function reversals(
  { events }: JournalUnit,
  messages: readonly JournalMessage[],
): ReadonlyMap<JournalMessage, JournalMessage> {
  const wanted = new Map<string, JournalMessage>();
  for (const message of messages) {
    const event = events[message.type];
    if (event?.do !== 'reverse' || !message.answered) continue;
    const undone = [textAt(message, event.message), textAt(message, event.type)];
    wanted.set(JSON.stringify(undone), message);
  }
  return new Map(
    messages.flatMap((message) => {
      const by = wanted.get(JSON.stringify([message.messageId, message.type]));
      return by === undefined ? [] : [[message, by]];
    }),
  );
}

function ownersOf(cuts: readonly JournalCut[]): ReadonlyMap<number, readonly CutUnit[]> {
  const owners = new Map<number, CutUnit[]>();
  for (const { unit, containers } of cuts) {
    for (const container of containers) {
      const known = owners.get(container);
      if (known === undefined) owners.set(container, [unit]);
      else known.push(unit);
    }
  }
  return owners;
}
