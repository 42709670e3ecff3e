/** One JSON document: its value, and on demand the place of each element. */
import { limits } from '../../base/limits.ts';
import type { FindingLog } from '../findings.ts';
import { type Position, positionIndex } from '../text-position.ts';
import { type JsonPath, type PlaceIndex, placeIndex } from './place-index.ts';
import { type JsonLimits, type Scan, skipSpace } from './scan.ts';
import { readValue } from './value.ts';

export interface JsonOptions {
  /** Name for places: the file's, or `body`. */
  readonly file: string;
  readonly limits?: Partial<JsonLimits>;
}

export interface JsonDocument {
  /**
   * Numbers are `ExactNumber`s; a number that is none or too long is null. Undefined only if the
   * text could not be read on, of which a fatal finding tells.
   */
  readonly value: unknown;
  /** Where the value begins; a missing element answers for its nearest ancestor. */
  placeOf(path: JsonPath): Position;
  /** The text of the value as it was sent. */
  sliceOf(path: JsonPath): string;
}

const DEFAULTS: JsonLimits = {
  depth: limits.depth,
  stringCharacters: limits.stringCharacters,
  numberCharacters: limits.numberCharacters,
};

/** `firstLine` is the line of the file at which the text stands. */
export function readDocument(
  text: string,
  options: JsonOptions & { readonly firstLine?: number },
  log: FindingLog,
): JsonDocument {
  const { file, firstLine = 1 } = options;
  const bounds = { ...DEFAULTS, ...options.limits };
  const positionInText = positionIndex(text);
  const positionOf = (offset: number): Position => {
    const { line, column } = positionInText(offset);
    return { line: line + firstLine - 1, column };
  };
  const report: Scan['report'] = (code, at, params) => {
    log.add(code, { file, ...positionOf(at) }, params);
  };
  const value = readText(text, { limits: bounds, report });
  let index: PlaceIndex | undefined;
  const offsetOf = (path: JsonPath): number => {
    index ??= indexPlaces(text, bounds);
    return index.offsetOf(path);
  };
  return {
    value,
    placeOf: (path) => positionOf(offsetOf(path)),
    sliceOf: (path) => text.slice(offsetOf(path), endOfValue(text, offsetOf(path), bounds)),
  };
}

function endOfValue(text: string, at: number, bounds: JsonLimits): number {
  const report = () => {};
  const scan: Scan = {
    ...{ text, limits: bounds, report, at },
    ...{ recorder: undefined, depth: 0, stopped: false },
  };
  readValue(scan);
  return scan.at;
}

/** A second reading, with places, once somebody asks for one: few texts have findings. */
function indexPlaces(text: string, bounds: JsonLimits): PlaceIndex {
  const recorder = placeIndex();
  readText(text, { limits: bounds, report: () => {}, recorder });
  return recorder;
}

type Reading = Pick<Scan, 'limits' | 'report'> & { readonly recorder?: PlaceIndex };

function readText(text: string, { limits: bounds, report, recorder }: Reading): unknown {
  const scan: Scan = { text, limits: bounds, report, recorder, at: 0, depth: 0, stopped: false };
  if (text.charCodeAt(0) === 0xfeff) {
    report('SAMPAN-JSON-MARK', 0);
    scan.at = 1;
  }
  const value = readValue(scan);
  if (scan.stopped) return undefined;
  skipSpace(scan);
  if (scan.at === text.length) return value;
  const found = String.fromCodePoint(text.codePointAt(scan.at) ?? 0);
  report('SAMPAN-JSON-TRAILING', scan.at, { found });
  return undefined;
}
