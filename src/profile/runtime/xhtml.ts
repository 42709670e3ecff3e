/** Scans the XHTML of a narrative: well-formed, and only what FHIR allows. No DOM is built. */

export interface XhtmlFacts {
  /** First thing wrong, as `what: where`; undefined if nothing is. */
  readonly problem: string | undefined;
  /** True if there is text or an image. */
  readonly content: boolean;
  readonly ids: readonly string[];
  /** Targets of links and images. */
  readonly links: readonly string[];
}

/** HTML 4.0 chapters 7 to 11 (less 9.4) and 15, anchors and images: txt-1. */
const ELEMENTS = new Set(
  (
    'p br div h1 h2 h3 h4 h5 h6 a span b em i strong small big tt dfn q var abbr acronym cite ' +
    'blockquote hr address bdo kbd ins del sub sup ul ol li dl dt dd pre table caption colgroup ' +
    'col thead tr tfoot tbody th td code samp img map area u s strike center font'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'title style class id idref lang xml:lang xml:space dir accesskey tabindex span width height ' +
    'align valign char charoff abbr axis headers scope rowspan colspan name href src alt border ' +
    'cite datetime summary frame rules cellpadding cellspacing xmlns rel rev hreflang target type ' +
    'longdesc usemap ismap shape coords nohref compact start value clear noshade size color face ' +
    'bgcolor nowrap'
  ).split(' '),
);

const XHTML = 'http://www.w3.org/1999/xhtml';
const MAX_DEPTH = 200;

const TOKEN =
  /<!--[\s\S]*?-->|<(\/?)([A-Za-z][A-Za-z0-9:_-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>|[^<&]+|&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#x[0-9A-Fa-f]+);|[\s\S]/y;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')|\s*(\/?)\s*$|[\s\S]/y;

interface Scan {
  readonly open: string[];
  readonly ids: string[];
  readonly links: string[];
  content: boolean;
  roots: number;
  problem: string | undefined;
}

function attributeProblem(
  scan: Scan,
  element: string,
  name: string,
  value: string,
): string | undefined {
  if (name === 'id' || (name === 'name' && element === 'a')) scan.ids.push(value);
  if (name === 'href' || name === 'src') scan.links.push(value);
  if (name === 'xmlns' && value !== XHTML) return `xmlns ${value}`;
  const prefixed = name.startsWith('xmlns:') || name.startsWith('data-');
  if (!ATTRIBUTES.has(name) && !prefixed) return `attribute ${name} of ${element}`;
  if (/^\s*(?:javascript|vbscript):/i.test(value)) return `script in ${name} of ${element}`;
  return undefined;
}

/** attributes = *( S name Eq ( '"' … '"' | "'" … "'" ) ) [ S ] [ "/" ]; true if it closes itself. */
function attributes(scan: Scan, element: string, text: string): boolean {
  const names = new Set<string>();
  ATTRIBUTE.lastIndex = 0;
  while (ATTRIBUTE.lastIndex < text.length) {
    const match = ATTRIBUTE.exec(text);
    const [, name, double, single, slash] = match ?? [];
    if (slash !== undefined) return slash === '/';
    if (name === undefined) {
      scan.problem ??= `attributes of ${element}`;
      return false;
    }
    scan.problem ??= attributeProblem(scan, element, name, double ?? single ?? '');
    if (names.has(name)) scan.problem ??= `attribute ${name} twice`;
    names.add(name);
  }
  return false;
}

function startTag(scan: Scan, element: string, rest: string): void {
  if (scan.open.length === 0) {
    scan.roots++;
    if (element !== 'div' || scan.roots > 1)
      scan.problem ??= `element ${element} instead of one div`;
    if (!rest.includes(XHTML)) scan.problem ??= 'xmlns';
  }
  if (!ELEMENTS.has(element)) scan.problem ??= `element ${element}`;
  if (scan.open.length > MAX_DEPTH) scan.problem ??= 'depth';
  if (element === 'img') scan.content = true;
  if (!attributes(scan, element, rest)) scan.open.push(element);
}

function take(scan: Scan, token: RegExpExecArray): void {
  const [text, slash, element, rest = ''] = token;
  if (element !== undefined && slash === '/') {
    const top = scan.open.pop();
    if (top !== element) scan.problem ??= `</${element}> for <${top ?? ''}>`;
  } else if (element !== undefined) startTag(scan, element, rest);
  else if (text === '<' || text === '&') scan.problem ??= text;
  else if (!text.startsWith('<') && /\S/.test(text)) {
    scan.content = true;
    if (scan.open.length === 0) scan.problem ??= 'text outside the div';
  }
}

export function scanXhtml(xhtml: string): XhtmlFacts {
  const scan: Scan = {
    open: [],
    ids: [],
    links: [],
    content: false,
    roots: 0,
    problem: undefined,
  };
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xhtml.length && scan.problem === undefined) {
    const token = TOKEN.exec(xhtml);
    if (token === null) break;
    take(scan, token);
  }
  const unclosed = scan.open.at(-1);
  if (unclosed !== undefined) scan.problem ??= `<${unclosed}>`;
  if (scan.roots === 0) scan.problem ??= 'no div';
  return { problem: scan.problem, content: scan.content, ids: scan.ids, links: scan.links };
}
