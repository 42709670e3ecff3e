/** XML names. https://www.w3.org/TR/xml/#NT-Name */
import { expect, type XmlScan } from './scan.ts';

const START =
  ':A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff' +
  '\\u200c-\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd' +
  '\\u{10000}-\\u{effff}';
const NAME = new RegExp(`[${START}][${START}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f-\\u2040]*`, 'uy');

/** ASCII name characters: 1 may start a name, 2 may only follow. */
const ASCII = asciiClasses();

function asciiClasses(): Uint8Array {
  const classes = new Uint8Array(128);
  for (const c of ':_') classes[c.charCodeAt(0)] = 1;
  for (let c = 0; c < 26; c++) classes.fill(1, 0x41 + c, 0x42 + c).fill(1, 0x61 + c, 0x62 + c);
  for (const c of '-.0123456789') classes[c.charCodeAt(0)] = 2;
  return classes;
}

/** Empty, with its finding, if no name stands there. */
export function readName(scan: XmlScan): string {
  const { text, at } = scan;
  let end = at;
  let c = text.charCodeAt(end);
  if (ASCII[c] === 1) {
    do c = text.charCodeAt(++end);
    while ((ASCII[c] ?? 0) !== 0);
  }
  if (c > 0x7f) {
    NAME.lastIndex = at;
    end = at + (NAME.exec(text)?.[0].length ?? 0);
  }
  if (end === at) expect(scan, 'A-Z a-z _');
  scan.at = end;
  return text.slice(at, end);
}
