/** What stands before the root element, looked at before the parser sees it. */

/** Offset of a document type declaration (or any other one) before the root. */
export function doctypeOffset(text: string): number | undefined {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    while (text.charCodeAt(at) <= 0x20) at++;
    const end = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined;
    if (end === undefined) return text.startsWith('<!', at) ? at : undefined;
    const found = text.indexOf(end, at + 2);
    if (found === -1) return undefined;
    at = found + end.length;
  }
}

/** `<?xml version="1.0" encoding="utf-8"?>` */
const DECLARATION = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** Bytes in which a declaration must end. */
const HEAD_BYTES = 300;

/** The encoding the declaration names; it is ASCII in every charset that is read but UTF-16. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, HEAD_BYTES));
  return DECLARATION.exec(head)?.[1];
}

/** References are short, but each costs more than a character; one in the text counts as one. */
export function countReferences(text: string): number {
  let count = 0;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) count++;
  return count;
}
