/** What somebody wrote, of whatever type, as a text. */

/** A text as it is, all else as JSON: `String` throws on an object with its own `toString`. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
