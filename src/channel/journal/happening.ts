/** What a message says of which visit: its records and values, by the keys beside them. */
import type { Finding } from '../../base/finding.ts';
import type { Held } from '../cut-containers.ts';
import type { JsonPath } from '../definition.ts';
import { type Steps, valuesAt } from '../json-path.ts';
import type { PlacedRow } from '../placed-row.ts';
import { plainText } from '../read-records.ts';
import { type JournalMessage, ofMessage } from './message.ts';

/** Names of keys to their values: whose message it is. */
export type Keys = Readonly<Record<string, string>>;

export interface Happening {
  readonly message: JournalMessage;
  readonly keys: Keys;
  /** Its records by part. */
  readonly rows: ReadonlyMap<string, readonly PlacedRow[]>;
  /** Where in the message it is said: several items of a list may be about one visit. */
  readonly at: readonly Steps[];
}

interface Gathered {
  readonly keys: Keys;
  readonly rows: Map<string, PlacedRow[]>;
  readonly at: Steps[];
}

/** One for each set of keys that the message names. */
export function happeningsOf(
  message: JournalMessage,
  held: Held,
  findings: Finding[],
): readonly Happening[] {
  const { event } = message;
  const found = new Map<string, Gathered>();
  let ambiguous = false;
  const about = (within: Steps) => {
    const keys = keysAt(message, event.keys, within);
    ambiguous ||= keys === undefined;
    const name = JSON.stringify(keys ?? {});
    const known: Gathered = found.get(name) ?? { keys: keys ?? {}, rows: new Map(), at: [] };
    found.set(name, known);
    return known;
  };
  for (const within of anchorsOf(message, Object.values(event.keys))) about(within).at.push(within);
  const puts = 'puts' in event ? Object.keys(event.puts ?? {}) : [];
  for (const part of puts) {
    for (const row of held.get(part) ?? []) {
      const { rows } = about(row.steps ?? message.steps);
      const known = rows.get(part);
      if (known === undefined) rows.set(part, [row]);
      else known.push(row);
    }
  }
  const told = [...found.values()].filter(({ keys }) => Object.keys(keys).length > 0);
  if (ambiguous || told.length === 0) {
    const fields = Object.values(event.keys).join(', ');
    findings.push(ofMessage(message, ['SAMPAN-MESSAGE-KEY', 'error', 'required'], { fields }));
  }
  return told.map((each) => ({ message, ...each }));
}

/** The items of the list that the keys stand in, or the message itself. */
function anchorsOf(message: JournalMessage, paths: readonly JsonPath[]): readonly Steps[] {
  const listed = paths.find((path) => path.includes('[*]'));
  if (listed === undefined) return [message.steps];
  return valuesAt(message, listed).map(({ steps }) => steps);
}

/** Undefined if a key has several values; one without value is left out. */
function keysAt(
  message: JournalMessage,
  paths: Readonly<Record<string, JsonPath>>,
  within: Steps,
): Keys | undefined {
  const keys: Record<string, string> = {};
  for (const [name, path] of Object.entries(paths)) {
    const texts = new Set(
      valuesAt(message, path, within).flatMap(({ value }) => plainText(value) || []),
    );
    if (texts.size > 1) return undefined;
    for (const text of texts) keys[name] = text;
  }
  return keys;
}

/** Values on a path of the message, of the items that are about this visit. */
export function valuesOf({ message, at }: Happening, path: JsonPath): ReadonlySet<string> {
  return new Set(
    at.flatMap((within) =>
      valuesAt(message, path, within).flatMap(({ value }) => plainText(value) || []),
    ),
  );
}
