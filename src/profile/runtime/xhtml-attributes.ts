/** Attributes of one start tag in a narrative. */
import { isBase64 } from './base64.ts';
import { ATTRIBUTES, XHTML } from './xhtml-names.ts';
import { isNameCharacter, isSpace, type Scan } from './xhtml-scan.ts';

interface TagEnd {
  /** True for `<br/>`. */
  readonly closed: boolean;
  readonly namespace: string | undefined;
}

const SHOWN = 80;
const SLASH = 47;
const GREATER = 62;
const EQUALS = 61;
const QUOTE = 34;
const APOSTROPHE = 39;
const SCRIPT = /^\s*(?:javascript|vbscript):/i;
/** These name things, but lead nowhere. */
const NO_ADDRESS = /^(?:urn|cid):/;
const BEYOND_URL = /[^\p{L}\p{N};?:@&=+$.,/%_~#[\]!'()*|-]/u;
const MIME = /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(?:;[\w-]+=[^;]*)*$/;

interface Attribute {
  readonly element: string;
  readonly name: string;
  readonly value: string;
}

/** data = "data:" media-type ";base64," base64 */
function isData(value: string): boolean {
  const [head = '', data = '', ...more] = value.slice('data:'.length).split(',');
  if (more.length > 0 || !head.endsWith(';base64') || !isBase64(data)) return false;
  return MIME.test(head.slice(0, -';base64'.length).trim());
}

/** The address of a link or an image, where there is one: a problem, or undefined. */
function addressProblem({ element, name, value }: Attribute): string | undefined {
  if (SCRIPT.test(value)) return `script in ${name} of ${element}`;
  if (element !== 'a' && element !== 'img') return undefined;
  const sound = value.startsWith('data:')
    ? isData(value)
    : value.trim() !== '' && !BEYOND_URL.test(value);
  if (!sound) return `${name} of ${element}: ${value.slice(0, SHOWN)}`;
  return element === 'a' && NO_ADDRESS.test(value) ? `${name} of a: ${value}` : undefined;
}

function check(scan: Scan, { element, name, value }: Attribute): void {
  if (name === 'id' || (name === 'name' && element === 'a')) scan.ids.push(value);
  if (name === 'href' || name === 'src') {
    scan.links.push(value);
    scan.problem ??= addressProblem({ element, name, value });
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
