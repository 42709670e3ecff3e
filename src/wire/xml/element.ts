/** The elements of an XML document, with offsets from which places are computed when asked. */
import type { Position } from '../text-position.ts';

export interface XmlElement {
  /** Local name, without prefix. */
  readonly name: string;
  /** URI of the namespace, empty if it is in none. */
  readonly namespace: string;
  /** By local name; namespace declarations are left out. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Character data as written, references and CDATA resolved; empty beside children. */
  readonly text: string;
  /** Offset in the document's text of the tag, and of what stands behind it. */
  readonly offset: number;
  readonly contentOffset: number;
}

export interface XmlDocument {
  /** Name for places: the file's, or `HOSO[2]/XML3` of an embedded document. */
  readonly file: string;
  /** Undefined if the document could not be read; a fatal finding tells why. */
  readonly root: XmlElement | undefined;
  /** Where the element's value begins; of an element with children, where its tag does. */
  placeOf(element: XmlElement): Position;
}

const CDATA = '<![CDATA[';

/** Offset of the value: behind space and the opening of CDATA; without value, of the tag. */
export function valueOffset(text: string, element: XmlElement): number {
  if (element.children.length > 0 || element.text.trim() === '') return element.offset;
  let at = element.contentOffset;
  for (;;) {
    const begin = at;
    while (text.charCodeAt(at) <= 0x20) at++;
    if (text.startsWith(CDATA, at)) at += CDATA.length;
    else if (text.startsWith('<!--', at)) at = text.indexOf('-->', at) + '-->'.length;
    if (at === begin) return at;
  }
}
