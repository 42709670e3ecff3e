/** Leads what somebody says of a finished claim back to the cells it came from. */
import type { Place } from '../base/place.ts';
import { entriesAt, indexTrace, type TraceEntry } from '../mapping/runtime/trace.ts';
import type { CutUnit } from './cut-units.ts';
import type { ChannelModule } from './module.ts';
import { type PlaceContext, placesOf, sourcesOf } from './place-findings.ts';
import { type PreparedSet, prepareSet } from './prepare-set.ts';
import { type TranslateOptions, unitContext } from './translate.ts';
import { traceUnit } from './translate-unit.ts';
import type { Submission } from './translation.ts';
import { placeContext, type UnitContext } from './unit-context.ts';

export interface PlaceQuestion {
  /** The unit's number in the submission, from 1. */
  readonly unit: number;
  /** Its number as its sender knows it: tells units of a journal, whose count grows, apart. */
  readonly key?: string;
  /** Path in the unit's bundle: `Bundle.entry[0].resource.item[2]`. */
  readonly element?: string;
  /** `PART.FIELD` cells that are spoken of, the likeliest first: that one counts that is there. */
  readonly cells: readonly string[];
}

/** Places shown of one question at most: the first ones lead there. */
const PLACES_SHOWN = 8;

/** The places of each question; its unit's first record where nothing nearer is known. */
export function locatePlaces(
  channel: ChannelModule,
  submission: Submission,
  options: TranslateOptions,
  questions: readonly PlaceQuestion[],
): readonly (readonly Place[])[] {
  const prepared = prepareSet(channel, submission);
  const context = unitContext(channel, prepared, options);
  const traces = new Map<CutUnit, ReturnType<typeof indexTrace>>();
  const traceOf = (cut: CutUnit) => {
    const known = traces.get(cut) ?? indexTrace(traceUnit(cut, context));
    traces.set(cut, known);
    return known;
  };
  return questions.map((question) => {
    const cut = unitOf(prepared, question);
    return cut === undefined ? [] : placesFor(question, { cut, context, traceOf });
  });
}

/** What a journal makes of a submission's messages changes with the messages that come later. */
function unitOf(
  { units, journal }: PreparedSet,
  { unit, key }: PlaceQuestion,
): CutUnit | undefined {
  const own = (cut: CutUnit) => cut.key[cut.definition.claimNumber] === key;
  const named = journal === undefined ? undefined : units.find((cut) => !cut.unclaimed && own(cut));
  return named ?? units[unit - 1];
}

interface Asked {
  readonly cut: CutUnit;
  readonly context: UnitContext;
  readonly traceOf: (cut: CutUnit) => ReturnType<typeof indexTrace>;
}

function placesFor(
  { element, cells }: PlaceQuestion,
  { cut, context, traceOf }: Asked,
): readonly Place[] {
  const places = placeContext(cut, context);
  const made: readonly TraceEntry[] = element === undefined ? [] : entriesAt(traceOf(cut), element);
  const sources = sourcesOf(made);
  const [named = sources] = cells
    .map((cell) => cellPaths(cell, sources, places))
    .filter((found) => found.length > 0);
  const found = (named.length > 0 ? named : ['']).flatMap((path) => placesOf(path, places));
  return found.slice(0, PLACES_SHOWN);
}

/** The cell in the records that made the element; in all of its part if none of them did. */
function cellPaths(
  cell: string,
  sources: readonly string[],
  { cut }: PlaceContext,
): readonly string[] {
  const [part = '', field = ''] = cell.split('.');
  const count = cut.rows.get(part)?.length ?? 0;
  const all = Array.from({ length: count }, (_, at) => at);
  const near = all.filter((at) => sources.some((source) => source.startsWith(`${part}[${at}]`)));
  return (near.length > 0 ? near : all).map((at) => `${part}[${at}].${field}`);
}
