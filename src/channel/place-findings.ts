/** Leads findings on elements of the unit or of the bundle back to the cells they came from. */
import type { Finding } from '../base/finding.ts';
import type { Layout } from '../base/layout.ts';
import type { Place } from '../base/place.ts';
import type { Row } from '../wire/delimited.ts';
import type { CutUnit } from './cut-units.ts';
import { pathText } from './json-path.ts';
import type { TraceEntry } from './module.ts';
import { mask, placeOfField, sourceFields } from './part-rows.ts';
import { fileOf, isPlaced, type PlacedRow } from './placed-row.ts';
import type { Parts } from './set-rules.ts';

export interface PlaceContext {
  readonly cut: CutUnit;
  readonly parts: Parts;
  readonly layouts: Readonly<Record<string, Layout>>;
}

const SOURCE_PATH =
  /^([A-Za-z][\w-]*)(?:\[(\d+)\])?(?:\.([A-Za-z]\w*)(?:\[(\d+)\])?(?:\.([A-Za-z]\w*))?)?/;

/**
 * Places of a path inside the unit: `CHA[2].AMOUNT`, or `CHA[2]` for the whole record. A joined
 * element has a place for each cell; an element that is missing has its record's, or the root's.
 */
export function placesOf(path: string, context: PlaceContext): readonly Place[] {
  const [, part = '', index = '0', element, , leaf] = SOURCE_PATH.exec(path) ?? [];
  const rows = context.parts.get(part);
  const row = context.cut.rows.get(part)?.[Number(index)];
  const layout = context.layouts[part];
  if (rows === undefined || row === undefined || layout === undefined) {
    return [placeOfRow(context.cut.root)];
  }
  if (element === undefined) return [placeOfRow(row)];
  const nested = nestedAt(row, path);
  if (nested !== undefined) return nestedPlaces(nested, leaf, context);
  return sourceFields(layout, element, leaf).map((name) => placeOfField(rows, row, name));
}

/** A record as a whole, by its path where it has one. */
export function placeOfRow(row: Row): Place {
  const field = isPlaced(row) ? row.calls?.('') : undefined;
  return { ...fileOf(row), line: row.line, ...(field !== undefined && { field }) };
}

interface NestedRow {
  readonly part: string;
  readonly row: PlacedRow;
}

/** The record of another part that a path leads into: `FEE[2].result`. */
function nestedAt(row: Row, path: string): NestedRow | undefined {
  const [, , , element, index = '0'] = SOURCE_PATH.exec(path) ?? [];
  if (!isPlaced(row)) return undefined;
  const nested = row.nested?.find(({ as }) => as === element);
  const inside = nested?.rows[Number(index)];
  return nested && inside && { part: nested.part, row: inside };
}

function nestedPlaces(
  { part, row }: NestedRow,
  leaf: string | undefined,
  { parts, layouts }: PlaceContext,
): readonly Place[] {
  const rows = parts.get(part);
  const layout = layouts[part];
  if (rows === undefined || layout === undefined || leaf === undefined) return [placeOfRow(row)];
  return sourceFields(layout, leaf).map((name) => placeOfField(rows, row, name));
}

/** Path inside the unit of a source validator's expression: `ThVisit.CHA[2].AMOUNT`. */
export function pathInUnit(expression: string): string {
  return expression.slice(expression.indexOf('.') + 1);
}

/** The path in the source unit becomes places; an expression is one of the bundle, or none. */
export function placeSourceFinding(finding: Finding, context: PlaceContext): Finding {
  const { expression, ...rest } = finding;
  if (expression === undefined) return finding;
  const path = pathInUnit(expression);
  const params = isPersonal(path, context) ? maskParams(finding.params) : finding.params;
  return { ...rest, places: placesOf(path, context), params };
}

function isPersonal(path: string, context: PlaceContext): boolean {
  const [, part = '', index = '0', element = '', , leaf] = SOURCE_PATH.exec(path) ?? [];
  const layout = context.layouts[part];
  if (layout === undefined) return false;
  const row = context.cut.rows.get(part)?.[Number(index)];
  const nested = row === undefined ? undefined : nestedAt(row, path);
  if (nested !== undefined) return isPersonal(`${nested.part}.${leaf ?? ''}`, context);
  const personal = context.parts.get(part)?.personal;
  return sourceFields(layout, element, leaf).some((name) => personal?.has(name) === true);
}

/** Only `found` holds what was sent; the rest says what was expected. */
function maskParams(params: Finding['params']): Finding['params'] {
  return params.found === undefined ? params : { ...params, found: mask(params.found) };
}

/** The source paths of the trace entries, each once, values before conditions. */
export function sourcesOf(entries: readonly TraceEntry[]): readonly string[] {
  const values = new Set(entries.flatMap((entry) => entry.sources));
  if (values.size > 0) return [...values];
  return [...new Set(entries.flatMap((entry) => entry.conditions))];
}

/** Several places for one element are cut to this many: the first ones lead there. */
const placesShown = 8;

export function placeTargetFinding(
  finding: Finding,
  entries: readonly TraceEntry[],
  context: PlaceContext,
): Finding {
  const sources = sourcesOf(entries).slice(0, placesShown);
  const paths = sources.length > 0 ? sources : [''];
  const placed = { ...finding, places: paths.flatMap((path) => placesOf(path, context)) };
  const personal = sources.some((path) => isPersonal(path, context));
  return personal ? { ...placed, params: maskParams(finding.params) } : placed;
}

/** A place as one text, to tell whether two findings speak of the same cell. */
export function spotOf(place: { file: string; record?: number; field?: string }): string {
  return `${place.file}:${place.record}:${place.field}`;
}

/** The record of a place, to tell whether something of it was spoken of. */
export function recordOf(place: { file: string; record?: number }): string {
  return `${place.file}:${place.record}`;
}

/** True of a place that is a record as a whole. */
export function isWhole(place: { record?: number; field?: string }): boolean {
  return place.record !== undefined && place.field === undefined;
}

/** True of a place that holds another, as a JSON record its members. */
export function holdsSpoken(
  { file, record, field = '' }: Place,
  spoken: readonly Place[],
): boolean {
  return spoken.some((each) => {
    const own = each.file === file && each.record === record;
    return own && each.field?.startsWith(`${field}.`) === true;
  });
}

/** True of a place in the row: in its record, and of JSON in its own object there. */
export function isWithin(place: Place, row: Row): boolean {
  if (place.file !== row.file || place.record !== row.record) return false;
  const steps = isPlaced(row) ? row.steps : undefined;
  return steps === undefined || `${place.field}.`.startsWith(`${pathText(steps)}.`);
}
