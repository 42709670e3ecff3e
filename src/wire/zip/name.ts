/** Names of zip entries: decoding, what is refused, and the one common top folder. */

const UTF8_FLAG = 0x0800;

/** Code page 437 from 0x80, the charset of names without the UTF-8 flag. APPNOTE appendix D.1 */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
  '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Undefined if the header says UTF-8 and the bytes are not. */
export function decodeName(bytes: Uint8Array, flags: number): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Archivers of macOS write UTF-8 without the flag, so only what is not UTF-8 is code page 437.
    return flags & UTF8_FLAG ? undefined : decodeCp437(bytes);
  }
}

function decodeCp437(bytes: Uint8Array): string {
  let name = '';
  for (const byte of bytes) name += byte < 0x80 ? String.fromCharCode(byte) : CP437[byte - 0x80];
  return name;
}

/** What a desktop puts into archives by itself. */
const DESKTOP_FILE =
  /(?:^|\/)(?:__MACOSX(?:\/|$)|\.DS_Store$|\._[^/]*$|Thumbs\.db$|desktop\.ini$)/i;

export function isDesktopFile(name: string): boolean {
  return DESKTOP_FILE.test(name);
}

/** True for `/x`, `C:x`, `a\b`, `a//b`, `./a` and `../x`: names that could leave their folder. */
export function escapes(name: string): boolean {
  if (name.startsWith('/') || name.includes('\\') || /^[A-Za-z]:/.test(name)) return true;
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  return segments.some((segment) => segment === '' || segment === '.' || segment === '..');
}

const MAX_NAME_CHARACTERS = 255;

/** True for names no desktop lets a person see as they are. */
export function isUnprintable(name: string): boolean {
  return (
    name === '' || name.length > MAX_NAME_CHARACTERS || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}:]/u.test(name)
  );
}

/** The form in which two names are the same file on a common desktop. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** For findings: what cannot be shown is escaped, what is long is cut. */
export function printableName(name: string): string {
  const shown = name.length > 120 ? `${name.slice(0, 120)}…` : name;
  return shown.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** `set/` if all names lie in folder `set`, else the empty string. */
export function commonTopFolder(names: readonly string[]): string {
  const first = names[0] ?? '';
  const top = first.slice(0, first.indexOf('/') + 1);
  return top !== '' && names.every((name) => name.startsWith(top)) ? top : '';
}
