/** Text between markup and in attributes: references, line ends, and what must not stand there. */
import { expect, stop, type XmlScan } from './scan.ts';

/** The only entities without a document type. https://www.w3.org/TR/xml/#sec-predefined-ent */
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** Line ends are one line feed each. https://www.w3.org/TR/xml/#sec-line-ends */
export function withLineFeeds(scan: XmlScan, raw: string): string {
  return scan.returns && raw.includes('\r') ? raw.replaceAll(/\r\n?/g, '\n') : raw;
}

/** Character data from `start` to `end`. */
export function readText(scan: XmlScan, start: number, end: number): string {
  const raw = scan.text.slice(start, end);
  if (scan.cdataEnds && raw.includes(']]>')) {
    expect(scan, ']]&gt;', start + raw.indexOf(']]>'));
  }
  return resolve(scan, withLineFeeds(scan, raw), start);
}

/** AttValue: line ends and tabs are spaces. https://www.w3.org/TR/xml/#AVNormalize */
export function readAttributeValue(scan: XmlScan, start: number, end: number): string {
  const raw = scan.text.slice(start, end);
  const markup = raw.indexOf('<');
  if (markup !== -1) expect(scan, '&lt;', start + markup);
  return resolve(scan, raw.replaceAll(/\r\n|[\t\n\r]/g, ' '), start);
}

function resolve(scan: XmlScan, raw: string, start: number): string {
  if (!scan.references || !raw.includes('&')) return raw;
  return raw.replaceAll(/&([^;&]{0,40})(;?)/g, (found, name: string, end: string) => {
    const character = end === '' ? undefined : referenced(name);
    if (character !== undefined) return character;
    const offset = scan.text.indexOf(found, start);
    stop(scan, { code: 'SAMPAN-XML-REFERENCE', params: { found: found.slice(0, 20) }, offset });
    return found;
  });
}

/** Reference = "&" Name ";" | "&#" [0-9]+ ";" | "&#x" [0-9a-fA-F]+ ";" */
function referenced(name: string): string | undefined {
  if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name];
  const [, decimal, hexadecimal] = /^#(?:(\d+)|x([0-9a-fA-F]+))$/.exec(name) ?? [];
  const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal ?? 'no', 16);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** https://www.w3.org/TR/xml/#NT-Char */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  if (code > 0xd7ff && code < 0xe000) return false;
  return code <= 0x10ffff && code !== 0xfffe && code !== 0xffff;
}

/** A unit that is no XML character wherever it stands; half of a pair is none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const NO_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u;

/** Offset of the first one. */
export function findNoCharacter(text: string): number | undefined {
  const at = text.search(NO_CHARACTER);
  return at === -1 ? undefined : at;
}
