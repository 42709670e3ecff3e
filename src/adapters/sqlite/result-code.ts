/** What SQLite says of an error. */

/** Primary result code: the low byte. https://www.sqlite.org/rescode.html */
export function codeOf(error: unknown): number {
  const has = typeof error === 'object' && error !== null && 'errcode' in error;
  return has && typeof error.errcode === 'number' ? error.errcode & 0xff : -1;
}
