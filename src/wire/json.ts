/** A JSON text to a value with exact numbers, every finding, and the place of each element. */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { type JsonPath, type PlaceIndex, placeIndex } from './json/place-index.ts';
import { type JsonLimits, logAt, type Scan, skipSpace, stopAt } from './json/scan.ts';
import { readValue } from './json/value.ts';
import { type Position, positionIndex } from './text-position.ts';

export type { JsonPath } from './json/place-index.ts';
export type { JsonLimits } from './json/scan.ts';

export interface JsonOptions {
  /** Name for places: the file's, or `body`. */
  readonly file: string;
  readonly limits?: Partial<JsonLimits>;
}

export interface JsonResult {
  /**
   * Numbers are `ExactNumber`s; a number that is none or too long is null. Undefined only if the
   * text could not be read on, of which a fatal finding tells.
   */
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** Where the value's first character stands; a missing element answers for its nearest ancestor. */
  placeOf(path: JsonPath): Position;
}

const DEFAULTS: JsonLimits = {
  depth: limits.depth,
  stringCharacters: limits.stringCharacters,
  numberCharacters: limits.numberCharacters,
};

export function parseJson(text: string, options: JsonOptions): JsonResult {
  const bounds = { ...DEFAULTS, ...options.limits };
  const { log, report } = logAt(options.file, text);
  const value = readDocument(text, { limits: bounds, report });
  return { value, findings: log.done(), placeOf: lazyPlaces(text, bounds) };
}

type Reading = Pick<Scan, 'limits' | 'report'> & { readonly recorder?: PlaceIndex };

function readDocument(text: string, { limits: bounds, report, recorder }: Reading): unknown {
  const scan: Scan = { text, limits: bounds, report, recorder, at: 0, depth: 0, stopped: false };
  if (text.charCodeAt(0) === 0xfeff) {
    report('SAMPAN-JSON-MARK', 0);
    scan.at = 1;
  }
  const value = readValue(scan);
  if (scan.stopped) return undefined;
  skipSpace(scan);
  if (scan.at < text.length) stopAt(scan, '');
  return scan.stopped ? undefined : value;
}

/** Read a second time, with places, once somebody asks: few texts have findings. */
function lazyPlaces(text: string, bounds: JsonLimits): (path: JsonPath) => Position {
  const positionOf = positionIndex(text);
  let index: PlaceIndex | undefined;
  return (path) => {
    if (index === undefined) {
      index = placeIndex();
      readDocument(text, { limits: bounds, report: () => {}, recorder: index });
    }
    return positionOf(index.offsetOf(path));
  };
}
