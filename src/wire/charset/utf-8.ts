/** Where UTF-8 breaks. https://encoding.spec.whatwg.org/#utf-8-decoder */

/** Length of the broken sequence at `at` (its longest valid beginning, at least 1), else 0. */
export function utf8FaultLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 0;
  const following = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : 3;
  if (lead < 0xc2 || lead > 0xf4) return 1;
  for (let n = 1; n <= following; n++) {
    if (at + n >= end || !isFollowing(bytes[at + n] ?? 0, n === 1 ? lead : 0)) return n;
  }
  return 0;
}

/** The second byte's range is narrower after some leads: no overlong form, no surrogate. */
function isFollowing(byte: number, lead: number): boolean {
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return byte >= low && byte <= high;
}
