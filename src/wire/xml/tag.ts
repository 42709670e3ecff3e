/** Start tags. https://www.w3.org/TR/xml/#NT-STag */
import { readAttributeValue } from './character-data.ts';
import { readName } from './name.ts';
import { expect, skipSpace, stop, type XmlScan } from './scan.ts';

export interface StartTag {
  /** With its prefix. */
  readonly name: string;
  /** Under the names as written, declarations of namespaces among them; undefined if none. */
  readonly attributes: Readonly<Record<string, string>> | undefined;
  readonly empty: boolean;
}

const GREATER = 0x3e;
const SLASH = 0x2f;

/** STag = "<" Name (S Attribute)* S? ( ">" | "/>" ) ; `scan.at` stands behind the "<". */
export function readStartTag(scan: XmlScan): StartTag {
  const start = scan.at - 1;
  const name = readName(scan);
  let attributes: Record<string, string> | undefined;
  let count = 0;
  while (!scan.stopped) {
    const spaced = skipSpace(scan);
    const c = scan.text.charCodeAt(scan.at);
    if (c === GREATER) {
      scan.at++;
      return { name, attributes, empty: false };
    }
    if (c === SLASH && scan.text.charCodeAt(scan.at + 1) === GREATER) {
      scan.at += 2;
      return { name, attributes, empty: true };
    }
    if (!spaced) expect(scan, c === SLASH ? '/>' : '> />');
    else if (++count > scan.limits.attributes) {
      const params = { element: name, limit: scan.limits.attributes };
      stop(scan, { code: 'SAMPAN-XML-ATTRIBUTES', params, offset: start });
    } else {
      // Without prototype: any name is only a name
      attributes ??= Object.create(null) as Record<string, string>;
      readAttribute(scan, attributes);
    }
  }
  return { name, attributes, empty: true };
}

/** Attribute = Name S? "=" S? ( '"' [^<&"]* '"' | "'" [^<&']* "'" ) */
function readAttribute(scan: XmlScan, attributes: Record<string, string>): void {
  const offset = scan.at;
  const name = readName(scan);
  skipSpace(scan);
  if (scan.text[scan.at] !== '=') expect(scan, '=');
  scan.at++;
  skipSpace(scan);
  const quote = scan.text[scan.at] ?? '';
  if (quote !== '"' && quote !== "'") expect(scan, '" \'');
  if (scan.stopped) return;
  const end = scan.text.indexOf(quote, scan.at + 1);
  if (end === -1) {
    scan.at = scan.text.length;
    expect(scan, quote);
    return;
  }
  const value = readAttributeValue(scan, scan.at + 1, end);
  if (Object.hasOwn(attributes, name)) {
    stop(scan, { code: 'SAMPAN-XML-ATTRIBUTE-REPEATED', params: { name }, offset });
  }
  attributes[name] = value;
  scan.at = end + 1;
}
