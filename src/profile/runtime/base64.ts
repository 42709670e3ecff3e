/** base64Binary by a scan: the published expression hangs on 109 characters. */

const PAD = 61;

function isAlphabet(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 47
  );
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Bytes the text stands for; undefined if it is not base64. White space may stand anywhere. */
export function base64Length(text: string): number | undefined {
  let digits = 0;
  let pads = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === PAD) pads++;
    else if (isAlphabet(code) && pads === 0) digits++;
    else if (!isSpace(code)) return undefined;
  }
  if (pads > 2 || (digits + pads) % 4 !== 0) return undefined;
  return ((digits + pads) / 4) * 3 - pads;
}

export function isBase64(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && base64Length(value) !== undefined;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SEXTETS = new Map(Array.from(ALPHABET, (letter, value) => [letter, value]));

/** The bytes of base64 text that `base64Length` accepts. */
export function base64Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(base64Length(text) ?? 0);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    const sextet = SEXTETS.get(letter);
    if (sextet === undefined) continue;
    held = ((held << 6) | sextet) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}
