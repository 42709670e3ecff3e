/** Builds the elements of a document in one pass, within limits. https://www.w3.org/TR/xml/ */
import { readText, withLineFeeds } from './character-data.ts';
import type { XmlElement } from './element.ts';
import { skipDeclaration, skipMisc } from './markup.ts';
import { bindTag, outermostScope, type Scope } from './namespace.ts';
import {
  END,
  expect,
  isSpace,
  skipSpace,
  stop,
  type XmlLimits,
  type XmlReport,
  type XmlScan,
} from './scan.ts';
import { readStartTag } from './tag.ts';

/** An element still open. */
interface Open {
  readonly element: XmlElement & { children: readonly XmlElement[]; text: string };
  /** Its children; made with the first. */
  children: XmlElement[] | undefined;
  /** With its prefix, as its end tag must name it. */
  readonly name: string;
  readonly scope: Scope;
  /** True once text beside its children has been told. */
  stray: boolean;
}

interface Build {
  readonly scan: XmlScan;
  /** What stands around the root, where that is a piece of a document. */
  readonly scope: Scope;
  readonly open: Open[];
  elements: number;
}

const none: readonly XmlElement[] = [];

/** Undefined, with its finding, at the first fault. */
export function buildTree(
  text: string,
  limits: XmlLimits,
  report: XmlReport,
  scope: Scope = outermostScope,
): XmlElement | undefined {
  const scan: XmlScan = {
    text,
    limits,
    report,
    references: text.includes('&'),
    returns: text.includes('\r'),
    cdataEnds: text.includes(']]>'),
    at: text.charCodeAt(0) === 0xfeff ? 1 : 0,
    stopped: false,
  };
  skipDeclaration(scan);
  skipOutside(scan);
  if (!scan.stopped && text[scan.at] !== '<') expect(scan, '<');
  scan.at++;
  const root = scan.stopped ? undefined : readRoot({ scan, scope, open: [], elements: 0 });
  skipOutside(scan);
  if (!scan.stopped && scan.at < text.length) expect(scan, END);
  return scan.stopped ? undefined : root;
}

/** Misc* : what may stand before and behind the root. */
function skipOutside(scan: XmlScan): void {
  while (!scan.stopped) {
    skipSpace(scan);
    if (!skipMisc(scan)) return;
  }
}

/** `scan.at` stands behind the root's "<". */
function readRoot(build: Build): XmlElement | undefined {
  const { scan, open } = build;
  const root = openElement(build);
  while (!scan.stopped && open.length > 0) {
    const next = scan.text.indexOf('<', scan.at);
    if (next === -1) {
      const element = open.at(-1)?.name ?? '';
      const offset = scan.text.length;
      stop(scan, { code: 'SAMPAN-XML-CUT-SHORT', params: { element }, offset });
      return undefined;
    }
    if (next > scan.at) addText(build, readText(scan, scan.at, next));
    scan.at = next + 1;
    const c = scan.text.charCodeAt(scan.at);
    if (c === 0x2f) closeElement(build);
    else if (c === 0x21 || c === 0x3f) readMarkup(build);
    else openElement(build);
  }
  return root;
}

function openElement(build: Build): XmlElement | undefined {
  const { scan, open } = build;
  const offset = scan.at - 1;
  const tag = readStartTag(scan);
  if (scan.stopped) return undefined;
  const { depth, elements } = scan.limits;
  if (open.length >= depth) {
    stop(scan, { code: 'SAMPAN-XML-DEPTH', params: { limit: depth }, offset });
  }
  if (++build.elements > elements) {
    stop(scan, { code: 'SAMPAN-XML-ELEMENTS', params: { limit: elements }, offset });
  }
  const parent = open.at(-1);
  const bound = bindTag(tag, parent?.scope ?? build.scope);
  if ('prefix' in bound) {
    stop(scan, { code: 'SAMPAN-XML-PREFIX', params: { prefix: bound.prefix }, offset });
    return undefined;
  }
  const { name, namespace, attributes, scope } = bound;
  const element = {
    name,
    namespace,
    attributes,
    children: none,
    text: '',
    offset,
    contentOffset: scan.at,
  };
  if (parent !== undefined) addChild(build, parent, element);
  if (!tag.empty) open.push({ element, children: undefined, name: tag.name, scope, stray: false });
  return element;
}

function addChild(build: Build, parent: Open, child: XmlElement): void {
  if (parent.children === undefined) {
    parent.children = [];
    parent.element.children = parent.children;
    const before = parent.element.text;
    parent.element.text = '';
    if (before !== '') reportStray(build, parent, before);
  }
  parent.children.push(child);
}

function addText(build: Build, text: string): void {
  const current = build.open.at(-1);
  if (current === undefined) return;
  if (current.children !== undefined) reportStray(build, current, text);
  else current.element.text = current.element.text === '' ? text : current.element.text + text;
}

/** Beside elements only space may stand: these formats have no mixed content. */
function reportStray({ scan }: Build, current: Open, text: string): void {
  const { element, stray } = current;
  if (stray || text.trim() === '') return;
  current.stray = true;
  const params = { element: element.name, found: text.trim().slice(0, 40) };
  scan.report('SAMPAN-XML-MIXED', element.offset, params);
}

/** ETag = "</" Name S? ">" */
function closeElement({ scan, open }: Build): void {
  const offset = scan.at - 1;
  const closed = open.pop();
  if (closed === undefined) return;
  const { name, element } = closed;
  const end = scan.at + 1 + name.length;
  const c = scan.text.charCodeAt(end);
  if (!scan.text.startsWith(name, scan.at + 1) || !(c === 0x3e || isSpace(c))) {
    const found = /<\/[^<>]{0,100}>?/y;
    found.lastIndex = offset;
    const shown = found.exec(scan.text)?.[0] ?? '';
    const params = { expected: `</${name}>`, found: shown };
    stop(scan, { code: 'SAMPAN-XML-END-TAG', params, offset });
    return;
  }
  scan.at = end;
  skipSpace(scan);
  if (scan.text[scan.at] !== '>') expect(scan, '>');
  scan.at++;
  const limit = scan.limits.textCharacters;
  const { length } = element.text;
  if (length > limit) {
    const params = { element: element.name, length, limit };
    scan.report('SAMPAN-XML-TEXT-LONG', element.offset, params);
  }
}

const CDATA = '<![CDATA[';

/** Comment, instruction or CDATA within an element; `scan.at` stands behind the "<". */
function readMarkup(build: Build): void {
  const { scan } = build;
  scan.at--;
  if (!scan.text.startsWith(CDATA, scan.at)) {
    if (!skipMisc(scan)) expect(scan, `<!-- ${CDATA}`);
    return;
  }
  const start = scan.at + CDATA.length;
  const end = scan.text.indexOf(']]>', start);
  if (end === -1) {
    scan.at = scan.text.length;
    expect(scan, ']]>');
    return;
  }
  addText(build, withLineFeeds(scan, scan.text.slice(start, end)));
  scan.at = end + 3;
}
