/** One unit: typed, validated, mapped, given its identity, validated again, findings placed. */
import { type Finding, isFailure } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import { entriesAt, indexTrace } from '../mapping/runtime/trace.ts';
import { canonicalSource } from './canonical-source.ts';
import { checkSource, damagedParts } from './check-source.ts';
import { openFinding } from './complete.ts';
import type { CutUnit } from './cut-units.ts';
import type { ChannelVersion, FieldRef } from './definition.ts';
import { identify } from './identity.ts';
import { lookupQuestions } from './lookups.ts';
import type { ChannelModule, MapContext, TraceEntry } from './module.ts';
import { cellText, mask, placeOfField } from './part-rows.ts';
import {
  holdsSpoken,
  isWhole,
  isWithin,
  placeOfRow,
  placeTargetFinding,
  recordOf,
  sourcesOf,
  spotOf,
} from './place-findings.ts';
import { tooEarly } from './too-early.ts';
import type { BusinessKey, Resource, TranslatedUnit, UnitState } from './translation.ts';
import { type TypedUnit, typeUnit } from './type-unit.ts';
import { contextOf, placeContext, type UnitContext } from './unit-context.ts';

export function translateUnit(
  cut: CutUnit,
  ofSet: readonly Finding[],
  given: UnitContext,
): TranslatedUnit {
  const context = contextOf(cut, given);
  const { definition } = context.channel;
  const typed = typeCut(cut, context);
  const base = {
    key: cut.key[cut.definition.claimNumber] ?? Object.values(cut.key).at(-1) ?? '',
    ...shownKeyOf(cut, context),
    businessKey: businessKey(cut, context),
    canonicalSource: canonicalSource(typed, context.parts, definition.identity.volatile),
    ...sequenceOf(cut, context),
    ...(cut.definition.yields !== undefined && { yields: cut.definition.yields }),
    ...(cut.definition.by === 'events' && { latest: true }),
  };
  const version = versionOf(cut, typed, context);
  const versions = { channel: version.id, ...context.channel.versions };
  const notClaimed = notClaimedFinding(cut, context);
  if (notClaimed !== undefined) {
    const findings = [...ofSet, ...typed.findings, notClaimed];
    return { ...base, versions, state: 'not-claimed', findings };
  }
  const { unclaimed, complete = cut.definition.complete } = cut;
  if (unclaimed !== undefined) {
    const findings = [...ofSet, ...typed.findings, unclaimed.finding];
    if (unclaimed.state === 'open') return { ...base, versions, state: 'open', findings };
    // Nothing where nothing was stored, else the stored claim's end
    return { ...base, versions, state: 'not-claimed', intent: 'void', findings };
  }
  const open = openFinding(typed.unit, complete, (ref) => placeOfRef(ref, cut, context));
  if (open !== undefined) {
    const { finding, summed } = open;
    const source = summed === undefined ? [] : checkSource(cut, typed, ofSet, context);
    const amiss = source.filter((each) => isFailure(each) && stands(each, cut, summed));
    const findings = [...ofSet, ...typed.findings, ...amiss, finding];
    return { ...base, versions, state: 'open', findings };
  }
  const source = checkSource(cut, typed, ofSet, context);
  const early = tooEarly(cut, typed, context);
  const before = [...ofSet, ...withoutRepeats(typed.findings, ofSet), ...source, ...early];
  const mapped = mapUnit(cut, typed, version, context);
  const target = placeTargets(mapped, { cut, typed, before, context });
  const findings = [...before, ...target];
  const state: UnitState = findings.some(isFailure) ? 'rejected' : 'acceptable';
  const { parts, channel } = context;
  const lookups = lookupQuestions(channel, { cut, parts, bundle: mapped.bundle });
  return {
    ...{ ...base, versions, state, bundle: mapped.bundle, findings },
    ...(lookups.length > 0 && { lookups }),
  };
}

/** A number that identifies a person is shown as its cell would be. */
function shownKeyOf(cut: CutUnit, { parts }: UnitContext): Pick<TranslatedUnit, 'shownKey'> {
  const { claimNumber } = cut.definition;
  const part = 'root' in cut.definition ? cut.definition.root.part : '';
  const key = cut.key[claimNumber];
  return key !== undefined && parts.get(part)?.personal.has(claimNumber)
    ? { shownKey: mask(key) }
    : {};
}

/** Where a unit's field stands, or the unit itself. */
function placeOfRef(ref: FieldRef | undefined, cut: CutUnit, { parts }: UnitContext): Place {
  const [part = '', field = ''] = ref?.split('.') ?? [];
  const [rows, row] = [parts.get(part), cut.rows.get(part)?.[0]];
  return rows === undefined || row === undefined
    ? placeOfRow(cut.root)
    : placeOfField(rows, row, field);
}

/** True of a finding about a record of the part. */
function stands({ places }: Finding, cut: CutUnit, part = ''): boolean {
  const rows = cut.rows.get(part) ?? [];
  return places.some((place) => rows.some((row) => isWithin(place, row)));
}

/** A row that a rule of the set already calls a repetition is not called so again. */
function withoutRepeats(findings: readonly Finding[], ofSet: readonly Finding[]): Finding[] {
  const row = ({ places: [place] }: Finding) => `${place?.file}:${place?.record}`;
  const spoken = new Set(ofSet.map(row));
  return findings.filter(
    (finding) => finding.code !== 'SAMPAN-UNIT-REPEATED' || !spoken.has(row(finding)),
  );
}

export function typeCut(cut: CutUnit, context: UnitContext): TypedUnit {
  return typeUnit(cut, {
    parts: context.parts,
    lists: context.channel.unitModels[cut.definition.kind]?.lists ?? [],
    facility: context.facility,
    ...(context.visit !== undefined && { visit: context.visit }),
    zone: context.channel.definition.timeZone,
  });
}

export function businessKey(cut: CutUnit, context: UnitContext): BusinessKey {
  const { scheme } = context.channel.definition;
  const { kind } = cut.definition;
  return { scheme, facility: context.facility, kind, number: numberOfUnit(cut) };
}

/** The number of the business key. */
export function numberOfUnit(cut: CutUnit): readonly string[] {
  const number = numberNames(cut).map((name) => cut.key[name] ?? '');
  // A card read without its time is known by the card's number alone
  const contained = cut.definition.by === 'containment';
  return contained ? number.filter((each) => each !== '') : number;
}

/** What has no number of its own yet is known by its visit. */
function numberNames({ definition, key }: CutUnit): readonly string[] {
  if (definition.by !== 'events') return definition.root.key;
  const numbered = definition.number.every((name) => key[name] !== undefined);
  return numbered ? definition.number : definition.group;
}

/** The sender's own order of versions, as the first record of each part says it. */
function sequenceOf(
  cut: CutUnit,
  { channel, parts }: UnitContext,
): { readonly sequence?: readonly string[] } {
  const { sequence = [] } = channel.definition.identity;
  if (sequence.length === 0) return {};
  const texts = sequence.map((ref) => {
    const [part = '', field = ''] = ref.split('.');
    const [rows, row] = [parts.get(part), cut.rows.get(part)?.[0]];
    return rows === undefined || row === undefined ? '' : cellText(rows, row, field);
  });
  return { sequence: texts };
}

/** The version whose span holds the date of service; the newest for a date that is not one. */
export function versionOf(cut: CutUnit, typed: TypedUnit, context: UnitContext): ChannelVersion {
  if (cut.bound !== undefined) return cut.bound.version;
  const { versions } = context.channel.definition;
  const [ref = ''] = [cut.definition.serviceDate].flat();
  const [part = '', field = ''] = ref.split('.');
  const records = typed.unit[part];
  const record = Array.isArray(records) ? records[0] : records;
  const date = (record as Readonly<Record<string, unknown>> | undefined)?.[field];
  const holds = (version: ChannelVersion) =>
    typeof date === 'string' &&
    version.from <= date.slice(0, 10) &&
    (version.to === undefined || date.slice(0, 10) <= version.to);
  const version = versions.find(holds) ?? versions.at(-1);
  if (version === undefined) throw new Error(`${context.channel.definition.id} has no version`);
  return version;
}

function notClaimedFinding(cut: CutUnit, context: UnitContext): Finding | undefined {
  const { definition } = cut;
  if (!('notClaimed' in definition)) return undefined;
  const rule = definition.notClaimed;
  const rows = context.parts.get(definition.root.part);
  if (rule === undefined || rows === undefined) return undefined;
  if (cellText(rows, cut.root, rule.field) !== rule.equals) return undefined;
  return {
    code: rule.code,
    severity: 'information',
    issue: 'informational',
    places: [placeOfField(rows, cut.root, rule.field)],
    params: { found: rule.equals },
  };
}

interface Mapped {
  readonly bundle: Resource;
  /** Of the bundle itself. */
  readonly findings: readonly Finding[];
  /** True if the map left findings; the traced run says of which elements. */
  readonly complained: boolean;
  readonly trace: () => { readonly entries: readonly TraceEntry[]; readonly findings: Finding[] };
}

function mapContext(): MapContext {
  return {
    findings: [],
    uuid: () => {
      throw new Error('maps name their resources; ids are derived afterwards');
    },
  };
}

/** The unit's map and profile by the version's names. */
function compiledFor(cut: CutUnit, version: ChannelVersion, channel: ChannelModule) {
  const names = version.units[cut.definition.kind];
  const map = channel.maps[names?.map ?? ''];
  const traced = channel.tracedMaps[names?.map ?? ''];
  const profile = channel.profiles[names?.profile ?? ''];
  if (map === undefined || traced === undefined || profile === undefined) {
    throw new Error(`${channel.definition.id} ${version.id}: nothing compiled for its units`);
  }
  return { map, traced, profile };
}

/** The trace of a unit's map: run again, as maps are pure. */
export function traceUnit(cut: CutUnit, given: UnitContext): readonly TraceEntry[] {
  const context = contextOf(cut, given);
  const typed = typeCut(cut, context);
  const { traced } = compiledFor(cut, versionOf(cut, typed, context), context.channel);
  return traced(typed.unit, mapContext()).trace;
}

function mapUnit(
  cut: CutUnit,
  typed: TypedUnit,
  version: ChannelVersion,
  context: UnitContext,
): Mapped {
  const { map, traced, profile } = compiledFor(cut, version, context.channel);
  const run = mapContext();
  const raw = map(typed.unit, run) as Resource;
  const key = businessKey(cut, context);
  const { bundle, dangling } = identify(raw, context.channel, context.identity, key);
  const checked = context.profiles.validate(bundle, { profiles: [profile], advice: false });
  const { rules } = context.channel;
  const findings = [
    ...dangling.map(danglingReference),
    // Advice of the base profiles is for who writes the map, not for who sent the file.
    ...checked.filter((finding) => isFailure(finding) || rules[finding.code] !== undefined),
  ];
  const trace = () => {
    const again = mapContext();
    return { entries: traced(typed.unit, again).trace, findings: again.findings };
  };
  return { bundle, findings, complained: run.findings.length > 0, trace };
}

function danglingReference(dangling: { expression: string; reference: string }): Finding {
  return {
    code: 'SAMPAN-MAP-REFERENCE',
    severity: 'error',
    issue: 'not-found',
    expression: dangling.expression,
    places: [],
    params: { found: dangling.reference },
  };
}

interface TargetContext {
  readonly cut: CutUnit;
  readonly typed: TypedUnit;
  readonly before: readonly Finding[];
  readonly context: UnitContext;
}

/** What a finding shows of the source: a code that it speaks of needs no second finding. */
function shownValues({ places, params }: Finding): readonly string[] {
  const shown = [params.found, params.value, ...places.map(({ value }) => value)];
  return shown.filter((value) => value !== undefined && value !== '').map(String);
}

/**
 * Places the target's findings through the trace, and drops those that only repeat what was said
 * of the source: of the same cell, or of something missing in a unit that is faulty anyway.
 */
function placeTargets(mapped: Mapped, at: TargetContext): readonly Finding[] {
  if (mapped.findings.length === 0 && !mapped.complained) return [];
  const { entries, findings } = mapped.trace();
  const trace = indexTrace(entries);
  const places = placeContext(at.cut, at.context);
  const spoken = at.before.filter(isFailure).flatMap((finding) => finding.places);
  const said = new Set(spoken.map(spotOf));
  const records = new Set(spoken.map(recordOf));
  const values = new Set(at.before.flatMap(shownValues));
  const damaged = damagedParts(at.typed, at.before, at.context);
  const { rules } = at.context.channel;
  return [...findings, ...mapped.findings].flatMap((finding) => {
    if (rules[finding.code]?.reads?.some((part) => damaged.has(part))) return [];
    const own = finding.expression === undefined ? [] : entriesAt(trace, finding.expression);
    const placed = placeTargetFinding(finding, own, places);
    const named = placed.places.filter((place) => place.field !== undefined);
    const repeats =
      sourcesOf(own).some((path) => at.typed.untyped.has(path)) ||
      named.some((place) => said.has(spotOf(place))) ||
      placed.places.some((place) => isWhole(place) && records.has(recordOf(place))) ||
      named.some((place) => holdsSpoken(place, spoken)) ||
      (finding.code === 'SAMPAN-MAP-UNTRANSLATED' && values.has(finding.params.code ?? '')) ||
      (said.size > 0 && (named.length === 0 || finding.code === 'SAMPAN-MAP-REFERENCE'));
    return repeats ? [] : [placed];
  });
}
