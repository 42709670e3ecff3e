/** A submission to its translation: open, check the set, cut units, translate each. Pure. */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import type { ProfileSet } from '../profile/runtime/index.ts';
import { isXmlChannel } from './definition.ts';
import { identityContext } from './identity.ts';
import { completed } from './journal/complete-journal.ts';
import type { ChannelModule } from './module.ts';
import { prepareLarge, type StreamedSet } from './prepare-large.ts';
import { type PreparedSet, prepareSet } from './prepare-set.ts';
import { translateUnit } from './translate-unit.ts';
import {
  inMemory,
  type JournalNotes,
  type Submission,
  type TranslatedUnit,
  type Translation,
} from './translation.ts';
import type { UnitContext } from './unit-context.ts';

export interface TranslateOptions {
  /** From the credentials, never from what was sent; empty on the command line. */
  readonly tenant: string;
  /** Key that ids are derived with. */
  readonly identityKey: Uint8Array;
  readonly profiles: ProfileSet;
  /** Findings kept of the submission; `limits.findings` unless told otherwise. */
  readonly maxFindings?: number;
  /** Channels whose claims this one's records may complete. */
  readonly others?: readonly ChannelModule[];
  /** Bytes of XML read as a whole; `limits.wholeXmlBytes` unless told otherwise. */
  readonly wholeBytes?: number;
  /** Units at the beginning that are passed over. */
  readonly from?: number;
}

/** A translation whose units are made as they are asked for, one at a time in memory. */
export interface UnitStream {
  readonly findings: readonly Finding[];
  readonly faulted: boolean;
  /** How many units will come. */
  readonly count: number;
  readonly units: Iterable<TranslatedUnit>;
  readonly journal?: JournalNotes;
}

export function translate(
  channel: ChannelModule,
  submission: Submission,
  options: TranslateOptions,
): Translation {
  const { count: _count, units, ...rest } = streamUnits(channel, submission, options);
  return { ...rest, units: [...units] };
}

export function streamUnits(
  channel: ChannelModule,
  submission: Submission,
  options: TranslateOptions,
): UnitStream {
  const prepared =
    streamLarge(channel, submission, options) ??
    prepareWhole(channel, inMemory(submission), options);
  const { faulted, count, journal } = prepared;
  const limit = options.maxFindings ?? limits.findings;
  const budget = { left: limit, limit };
  const findings = spend(prepared.findings, budget);
  const { received } = submission;
  const context = {
    ...unitContext(channel, prepared, options),
    ...(received !== undefined && { received }),
  };
  const units = each(prepared, context, budget);
  return { findings, faulted, count, units, ...(journal !== undefined && { journal }) };
}

/** Large documents a unit at a time; undefined for anything else. */
function streamLarge(
  channel: ChannelModule,
  submission: Submission,
  { wholeBytes, from = 0 }: TranslateOptions,
): StreamedSet | undefined {
  const { definition } = channel;
  if (!isXmlChannel(definition)) return undefined;
  return prepareLarge(channel, definition, submission, { wholeBytes, from });
}

function prepareWhole(
  channel: ChannelModule,
  submission: Submission,
  { from = 0, others = [] }: TranslateOptions,
): StreamedSet {
  const prepared = prepareSet(channel, submission);
  const units = prepared.units.map((cut) => ({ cut, findings: prepared.ofUnit.get(cut) ?? [] }));
  const own = { ...prepared, count: units.length, units: units.slice(from) };
  return completed(channel, submission, own, others);
}

interface Budget {
  readonly limit: number;
  left: number;
}

function* each(
  prepared: StreamedSet,
  context: UnitContext,
  budget: Budget,
): Generator<TranslatedUnit> {
  for (const { cut, findings } of prepared.units) {
    const unit = translateUnit(cut, findings, context);
    yield { ...unit, findings: spend(unit.findings, budget) };
  }
}

/** Past the limit of a submission's findings the rest of a unit's are one finding with a count. */
function spend(findings: readonly Finding[], budget: Budget): readonly Finding[] {
  const kept = findings.slice(0, Math.max(0, budget.left));
  budget.left -= kept.length;
  const more = findings.length - kept.length;
  if (more === 0) return findings;
  const severity = findings.some((finding) => finding.severity === 'error') ? 'error' : 'warning';
  const params = { count: String(more), limit: String(budget.limit) };
  return [
    ...kept,
    { code: 'SAMPAN-FINDINGS-MORE', severity, issue: 'too-costly', places: [], params },
  ];
}

export function unitContext(
  channel: ChannelModule,
  prepared: Pick<PreparedSet, 'parts' | 'facility' | 'visit'>,
  options: TranslateOptions,
): UnitContext {
  return {
    channel,
    parts: prepared.parts,
    facility: prepared.facility,
    ...(prepared.visit !== undefined && { visit: prepared.visit }),
    profiles: options.profiles,
    identity: identityContext(options.tenant, options.identityKey),
  };
}
