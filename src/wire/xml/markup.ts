/** Markup that is no element: declaration, comments, processing instructions. */
import { readName } from './name.ts';
import { expect, skipSpace, type XmlScan } from './scan.ts';

/** One pseudo-attribute of the declaration, in either kind of quotes. */
const attribute = (name: string, value: string): string =>
  `\\s+${name}\\s*=\\s*(?:"${value}"|'${value}')`;

const DECLARATION = new RegExp(
  `<\\?xml${attribute('version', '1\\.\\d{1,9}')}` +
    `(?:${attribute('encoding', '[A-Za-z][\\w.-]*')})?` +
    `(?:${attribute('standalone', '(?:yes|no)')})?\\s*\\?>`,
  'y',
);

/** XMLDecl, which may only stand at the very beginning. */
export function skipDeclaration(scan: XmlScan): void {
  if (!/^<\?xml[\s?]/.test(scan.text.slice(scan.at, scan.at + 6))) return;
  DECLARATION.lastIndex = scan.at;
  const found = DECLARATION.exec(scan.text);
  if (found === null) expect(scan, '<?xml version="1.0" encoding="UTF-8"?>');
  else scan.at += found[0].length;
}

/** Comment or processing instruction at `scan.at`; false if neither stands there. */
export function skipMisc(scan: XmlScan): boolean {
  if (scan.text.startsWith('<!--', scan.at)) skipComment(scan);
  else if (scan.text.startsWith('<?', scan.at)) skipInstruction(scan);
  else return false;
  return true;
}

/** Comment = "<!--" without "--" within "-->" */
function skipComment(scan: XmlScan): void {
  const dashes = scan.text.indexOf('--', scan.at + 4);
  if (dashes === -1) cutShort(scan, '-->');
  else if (scan.text[dashes + 2] !== '>') expect(scan, '>', dashes + 2);
  else scan.at = dashes + 3;
}

/** PI = "<?" NCName (S …)? "?>" ; its name is not xml. */
function skipInstruction(scan: XmlScan): void {
  const end = scan.text.indexOf('?>', scan.at + 2);
  scan.at += 2;
  const start = scan.at;
  const name = readName(scan);
  const ended = scan.text.startsWith('?>', scan.at) || skipSpace(scan);
  if (end === -1) cutShort(scan, '?>');
  else if (name.toLowerCase() === 'xml' || name.includes(':')) expect(scan, '<?A-Z', start);
  else if (!ended) expect(scan, '?>');
  else scan.at = end + 2;
}

function cutShort(scan: XmlScan, expected: string): void {
  scan.at = scan.text.length;
  expect(scan, expected);
}
