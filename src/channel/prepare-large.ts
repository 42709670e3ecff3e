/**
 * Large XML submissions to units, one at a time in memory. Every container is looked at twice:
 * first for what the rules of the whole set ask, then to make its unit.
 */
import { type Finding, isFailure } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { bytesInMemory, readRange } from '../wire/byte-source.ts';
import { isZip } from '../wire/sniff.ts';
import { contentFindings } from './contained-findings.ts';
import { cutContainers } from './cut-containers.ts';
import type { CutUnit } from './cut-units.ts';
import type { XmlChannel } from './definition.ts';
import { findContainedFacility } from './facility.ts';
import { type LargeXml, openLarge } from './large-xml.ts';
import type { ChannelModule } from './module.ts';
import { bindPart, type PartRows } from './part-rows.ts';
import { isPlaced } from './placed-row.ts';
import { type SetIndex, scanSet } from './scan-large.ts';
import { checkCounts, checkSet, type Parts, type SetFinding } from './set-rules.ts';
import { inMemory, type JournalNotes, type StoredFile, type Submission } from './translation.ts';
import { unpackFiles } from './unpack-files.ts';

/** A set whose units are cut as they are asked for. */
export interface StreamedSet {
  readonly parts: Parts;
  readonly facility: string;
  readonly findings: readonly Finding[];
  readonly faulted: boolean;
  /** How many units will come. */
  readonly count: number;
  readonly units: Iterable<StreamedUnit>;
  readonly journal?: JournalNotes;
}

export interface StreamedUnit {
  readonly cut: CutUnit;
  /** What the reader and the rules of the set say of it. */
  readonly findings: readonly Finding[];
}

export interface LargeOptions {
  /** Documents of no more bytes are read as a whole. */
  readonly wholeBytes?: number | undefined;
  /** Units at the beginning that are passed over. */
  readonly from?: number;
}

/** Undefined if the submission is small, or must be read as a whole to say what is wrong. */
export function prepareLarge(
  channel: ChannelModule,
  definition: XmlChannel,
  submission: Submission,
  { wholeBytes = limits.wholeXmlBytes, from = 0 }: LargeOptions = {},
): StreamedSet | undefined {
  const unpacked: Finding[] = [];
  const files = largeFiles(submission, unpacked);
  const bytes = files.reduce((sum, { source }) => sum + source.length, 0);
  if (bytes <= wholeBytes || unpacked.some(isFailure)) return undefined;
  if (definition.set.foreignKeys.length > 0) return undefined;
  const large = openLarge(definition.reader, files, submission.charset);
  const index = large && scanSet(definition, large);
  if (large === undefined || index === undefined) return undefined;
  const findings = [...unpacked, ...readersFindings(large, index)];
  const parts = bindParts(channel, definition, index);
  if (index.faulted) return nothing(parts, findings);
  return cutSet({ channel, definition, large, index, parts, findings, from }, submission.facility);
}

/** An archive is unpacked in memory, within its limits; its files are read in pieces. */
function largeFiles(submission: Submission, findings: Finding[]): readonly StoredFile[] {
  const { stored } = submission;
  if (stored !== undefined && !isZip(readRange(stored.source, 0, 4))) return [stored];
  return unpackFiles(inMemory(submission).files, findings).map(({ name, bytes }) => {
    return { name, source: bytesInMemory(bytes) };
  });
}

/** What broke a piece breaks what stands around it, which then need not be said. */
function readersFindings(large: LargeXml, { findings }: SetIndex): readonly Finding[] {
  const broken = findings.some(({ severity }) => severity === 'fatal');
  return broken ? findings : [...large.around.findings, ...findings];
}

function bindParts(channel: ChannelModule, definition: XmlChannel, { tables }: SetIndex): Parts {
  const parts = new Map<string, PartRows>();
  for (const [part, table] of tables) {
    const layout = channel.layouts[part];
    if (layout === undefined) continue;
    parts.set(part, bindPart(table, layout, definition.identity.personal));
  }
  return parts;
}

function nothing(parts: Parts, findings: readonly Finding[]): StreamedSet {
  return { parts, facility: '', findings, faulted: true, count: 0, units: [] };
}

interface Cutting {
  readonly channel: ChannelModule;
  readonly definition: XmlChannel;
  readonly large: LargeXml;
  readonly index: SetIndex;
  readonly parts: Parts;
  /** Of the readers. */
  readonly findings: readonly Finding[];
  readonly from: number;
}

function cutSet(cutting: Cutting, sender: string | undefined): StreamedSet {
  const { definition, index, parts, large } = cutting;
  const rules = checkSet({ ...definition, set: overall(definition) }, parts);
  const named = findContainedFacility(definition, parts, sender);
  const fatal = [...rules, ...named.findings].filter((each) => each.fatal);
  if (fatal.length > 0) {
    return nothing(parts, [...cutting.findings, ...fatal.map(({ finding }) => finding)]);
  }
  const counts = checkCounts(definition.set.counts ?? [], parts, large.count);
  const { ofContainer, rest } = assign([...rules, ...named.findings, ...counts], index);
  return {
    parts,
    facility: named.facility ?? '',
    findings: [...cutting.findings, ...rest, ...index.rootless],
    faulted: false,
    count: index.rooted.size,
    units: cutAll(cutting, ofContainer),
  };
}

/** The rules of the set without those that hold within one unit. */
function overall({ set }: XmlChannel): XmlChannel['set'] {
  return { ...set, unique: set.unique.filter(({ within }) => within === undefined) };
}

/** Only the rules that hold within one unit. */
function inner({ set }: XmlChannel): XmlChannel['set'] {
  const unique = set.unique.filter(({ within }) => within !== undefined);
  return { required: [], unique, foreignKeys: [] };
}

function assign(
  found: readonly SetFinding[],
  { rooted }: SetIndex,
): { ofContainer: ReadonlyMap<number, readonly Finding[]>; rest: readonly Finding[] } {
  const ofContainer = new Map<number, Finding[]>();
  const rest: Finding[] = [];
  for (const { finding, row, also = [] } of found) {
    const owners = new Set<number>();
    for (const each of [row, ...also]) {
      const container = each !== undefined && isPlaced(each) ? (each.container ?? -1) : -1;
      if (rooted.has(container)) owners.add(container);
    }
    if (owners.size === 0) rest.push(finding);
    for (const owner of owners) {
      const known = ofContainer.get(owner);
      if (known === undefined) ofContainer.set(owner, [finding]);
      else known.push(finding);
    }
  }
  return { ofContainer, rest };
}

function* cutAll(
  { channel, definition, large, index, from }: Cutting,
  ofSet: ReadonlyMap<number, readonly Finding[]>,
): Generator<StreamedUnit> {
  const within = { ...definition, set: inner(definition) };
  for (const container of [...index.rooted].slice(from)) {
    const piece = large.open(container);
    if (piece === undefined) throw new Error('a container that was read once cannot be read again');
    const { units, parts } = cutContainers(channel, definition, piece.opened);
    const [made] = units;
    if (made === undefined) throw new Error('a container that had a root has none');
    const findings = [
      ...piece.opened.findings,
      ...(ofSet.get(container) ?? []),
      ...checkSet(within, parts).map(({ finding }) => finding),
      ...contentFindings(made),
    ];
    yield { cut: made.unit, findings };
  }
}
