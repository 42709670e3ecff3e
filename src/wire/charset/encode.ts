/** Text to bytes of a charset that a channel writes. */
import { WINDOWS_874_HIGH } from './single-byte.ts';

export type WritableCharset = 'utf-8' | 'windows-874';

const high874 = new Map(
  Object.entries(WINDOWS_874_HIGH).map(([byte, codePoint]) => [codePoint, Number(byte)]),
);

/** Characters that the charset does not have become `?`, and are returned. */
export function encodeText(
  text: string,
  charset: WritableCharset,
): { readonly bytes: Uint8Array; readonly lost: readonly string[] } {
  if (charset === 'utf-8') return { bytes: new TextEncoder().encode(text), lost: [] };
  const lost: string[] = [];
  const bytes = Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    const byte = high874.get(code);
    if (byte !== undefined) return byte;
    lost.push(letter);
    return 0x3f;
  });
  return { bytes: Uint8Array.from(bytes), lost };
}
