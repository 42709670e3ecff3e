/** Attributes of one start tag in a narrative. */

import { ATTRIBUTES, XHTML } from './xhtml-names.ts';
import { isNameCharacter, isSpace, type Scan } from './xhtml-scan.ts';

interface TagEnd {
  /** True for `<br/>`. */
  readonly closed: boolean;
  readonly namespace: string | undefined;
}

const SLASH = 47;
const GREATER = 62;
const EQUALS = 61;
const QUOTE = 34;
const APOSTROPHE = 39;
const SCRIPT = /^\s*(?:javascript|vbscript):/i;

interface Attribute {
  readonly element: string;
  readonly name: string;
  readonly value: string;
}

function check(scan: Scan, { element, name, value }: Attribute): void {
  if (name === 'id' || (name === 'name' && element === 'a')) scan.ids.push(value);
  if (name === 'href' || name === 'src') {
    scan.links.push(value);
    if (SCRIPT.test(value)) scan.problem ??= `script in ${name} of ${element}`;
  }
  if (name === 'xmlns' && value !== XHTML) scan.problem ??= `xmlns ${value}`;
  const prefixed = name.startsWith('xmlns:') || name.startsWith('data-');
  if (!ATTRIBUTES.has(name) && !prefixed) scan.problem ??= `attribute ${name} of ${element}`;
}

function skipSpace(scan: Scan): void {
  while (isSpace(scan.text.charCodeAt(scan.at))) scan.at++;
}

/** attribute = name [ S ] "=" [ S ] ( '"' … '"' | "'" … "'" ); undefined if it is not one. */
function readAttribute(scan: Scan, element: string): Attribute | undefined {
  const { text } = scan;
  const start = scan.at;
  while (isNameCharacter(text.charCodeAt(scan.at))) scan.at++;
  const name = text.slice(start, scan.at);
  skipSpace(scan);
  if (name === '' || text.charCodeAt(scan.at) !== EQUALS) return undefined;
  scan.at++;
  skipSpace(scan);
  const quote = text.charCodeAt(scan.at);
  if (quote !== QUOTE && quote !== APOSTROPHE) return undefined;
  const end = text.indexOf(quote === QUOTE ? '"' : "'", scan.at + 1);
  if (end < 0) return undefined;
  const value = text.slice(scan.at + 1, end);
  scan.at = end + 1;
  return value.includes('<') ? undefined : { element, name, value };
}

/** Reads up to and over the `>` of the tag. */
export function readAttributes(scan: Scan, element: string): TagEnd {
  const { text } = scan;
  const seen: string[] = [];
  let namespace: string | undefined;
  for (;;) {
    const before = scan.at;
    skipSpace(scan);
    const code = text.charCodeAt(scan.at);
    if (code === GREATER) {
      scan.at++;
      return { closed: false, namespace };
    }
    if (code === SLASH && text.charCodeAt(scan.at + 1) === GREATER) {
      scan.at += 2;
      return { closed: true, namespace };
    }
    const attribute = scan.at === before ? undefined : readAttribute(scan, element);
    if (attribute === undefined || seen.includes(attribute.name)) {
      scan.problem ??= `attributes of ${element}`;
      return { closed: true, namespace };
    }
    seen.push(attribute.name);
    if (attribute.name === 'xmlns') namespace = attribute.value;
    check(scan, attribute);
  }
}
