/** Scans the XHTML of a narrative: well-formed, and only what FHIR allows. No DOM is built. */
export type { XhtmlFacts } from './xhtml-scan.ts';

import { readAttributes } from './xhtml-attributes.ts';
import { BLOCKS, ELEMENTS, ENTITIES, XHTML } from './xhtml-names.ts';
import { isNameCharacter, isSpace, type Scan, type XhtmlFacts } from './xhtml-scan.ts';

const MAX_DEPTH = 200;
const SLASH = 47;
const BANG = 33;
const ENTITY = /&(?:([A-Za-z][A-Za-z0-9]*)|#\d+|#x[0-9A-Fa-f]+);/y;

function nextAmpersand(text: string, from: number): number {
  const at = text.indexOf('&', from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

/** Character data up to `end`: entities must be whole, and something must be there to read. */
function takeText(scan: Scan, end: number): void {
  const { text } = scan;
  if (!scan.content || scan.open.length === 0)
    for (let at = scan.at; at < end; at++) {
      if (isSpace(text.charCodeAt(at))) continue;
      scan.content = true;
      if (scan.open.length === 0) scan.problem ??= 'text outside the div';
      break;
    }
  while (scan.ampersand < end) {
    ENTITY.lastIndex = scan.ampersand;
    const entity = ENTITY.exec(text);
    if (entity === null) scan.problem ??= '&';
    else if (entity[1] !== undefined && !ENTITIES.has(entity[1])) scan.problem ??= entity[0];
    scan.ampersand = nextAmpersand(text, scan.ampersand + 1);
  }
  scan.at = end;
}

/** end-tag = "</" name [ S ] ">" */
function takeEnd(scan: Scan): void {
  const close = scan.text.indexOf('>', scan.at);
  const name = scan.text.slice(scan.at + 2, close < 0 ? undefined : close).trimEnd();
  const top = scan.open.pop();
  if (close < 0 || top !== name) scan.problem ??= `</${name}> for <${top ?? ''}>`;
  scan.at = close + 1;
}

/** comment = "<!--" … "-->"; no other declaration may stand in a narrative. */
function takeComment(scan: Scan): void {
  const close = scan.text.startsWith('<!--', scan.at) ? scan.text.indexOf('-->', scan.at + 4) : -1;
  if (close < 0) scan.problem ??= '<!';
  scan.at = close + 3;
  if (scan.ampersand < scan.at) scan.ampersand = nextAmpersand(scan.text, scan.at);
}

function checkRoot(scan: Scan, element: string): void {
  scan.roots++;
  if (element !== 'div' || scan.roots > 1) scan.problem ??= `element ${element} instead of one div`;
}

/** start-tag = "<" name *attribute [ S ] [ "/" ] ">" */
function takeStart(scan: Scan): void {
  const { text } = scan;
  let end = scan.at + 1;
  while (end < text.length && isNameCharacter(text.charCodeAt(end))) end++;
  const element = text.slice(scan.at + 1, end);
  const outermost = scan.open.length === 0;
  if (outermost) checkRoot(scan, element);
  if (!ELEMENTS.has(element)) scan.problem ??= `element ${element}`;
  else if (BLOCKS.has(element) && scan.open.includes('p')) scan.problem ??= `${element} in p`;
  if (scan.open.length > MAX_DEPTH) scan.problem ??= 'depth';
  if (element === 'img') scan.content = true;
  scan.at = end;
  const { closed, namespace } = readAttributes(scan, element);
  if (scan.ampersand < scan.at) scan.ampersand = nextAmpersand(text, scan.at);
  if (outermost && namespace !== XHTML) scan.problem ??= 'xmlns';
  if (!closed) scan.open.push(element);
}

export function scanXhtml(text: string): XhtmlFacts {
  const scan: Scan = {
    text,
    at: 0,
    ampersand: nextAmpersand(text, 0),
    open: [],
    ids: [],
    links: [],
    content: false,
    roots: 0,
    problem: undefined,
  };
  while (scan.at < text.length && scan.problem === undefined) {
    const next = text.indexOf('<', scan.at);
    takeText(scan, next < 0 ? text.length : next);
    if (next < 0) break;
    const code = text.charCodeAt(next + 1);
    if (code === SLASH) takeEnd(scan);
    else if (code === BANG) takeComment(scan);
    else takeStart(scan);
  }
  const unclosed = scan.open.at(-1);
  if (unclosed !== undefined) scan.problem ??= `<${unclosed}>`;
  if (scan.roots === 0) scan.problem ??= 'no div';
  return scan;
}
