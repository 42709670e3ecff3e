/** Builds the elements of a document from the events of saxes, within limits. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { WireCode } from '../findings.ts';
import type { XmlElement } from './element.ts';
import {
  bindAttributes,
  outermostScope,
  resolveName,
  type Scope,
  unboundPrefix,
} from './namespace.ts';

export interface XmlLimits {
  readonly depth: number;
  readonly attributes: number;
  readonly elements: number;
  /** Character and entity references of a document. */
  readonly references: number;
  /** Characters of one element's text. */
  readonly textCharacters: number;
}

export type XmlReport = (
  code: WireCode,
  offset: number,
  params?: Readonly<Record<string, string | number>>,
) => void;

/** An element still open, and the prefixes bound in it. */
interface Open {
  readonly element: XmlElement & { readonly children: XmlElement[]; text: string };
  readonly scope: Scope;
}

interface Build {
  readonly text: string;
  readonly parser: SaxesParser<{ xmlns: false }>;
  readonly limits: XmlLimits;
  readonly report: XmlReport;
  readonly open: Open[];
  root: XmlElement | undefined;
  elements: number;
  stopped: boolean;
}

/** Characters given to the parser at a time: how far it may run on after the reading has stopped. */
const CHUNK = 256 * 1024;

/** Undefined, with its finding, at the first fault: behind it a parser can only guess. */
export function buildTree(
  text: string,
  limits: XmlLimits,
  report: XmlReport,
): XmlElement | undefined {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const build: Build = {
    text,
    parser,
    limits,
    report,
    open: [],
    root: undefined,
    elements: 0,
    stopped: false,
  };
  listen(build);
  for (let at = 0; at < text.length && !build.stopped; at += CHUNK) {
    parser.write(text.slice(at, at + CHUNK));
  }
  if (!build.stopped) parser.close();
  return build.stopped ? undefined : build.root;
}

/** Five handlers and no more: with seven or eight saxes becomes ten times slower. */
function listen(build: Build): void {
  const { parser } = build;
  parser.on('error', (error) => syntaxError(build, error));
  parser.on('opentag', (tag) => pushElement(build, tag));
  parser.on('closetag', () => closeElement(build));
  const append = (text: string): void => {
    const current = build.open.at(-1)?.element;
    if (current !== undefined) current.text = current.text === '' ? text : current.text + text;
  };
  parser.on('text', append);
  parser.on('cdata', append);
}

function stop(build: Build, code: WireCode, params: Record<string, string | number> = {}): void {
  if (!build.stopped) build.report(code, build.parser.position, params);
  build.stopped = true;
}

function syntaxError(build: Build, error: Error): void {
  // saxes writes line and column before its message
  const what = error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '');
  const unclosed = /^unclosed tag: (.*)$/.exec(what)?.[1];
  if (unclosed !== undefined) stop(build, 'SAMPAN-XML-CUT-SHORT', { element: unclosed });
  else stop(build, 'SAMPAN-XML-SYNTAX', { what });
}

/** False, with its finding, if the tag exceeds a limit. */
function withinLimits(build: Build, tag: SaxesTagPlain): boolean {
  const { depth, elements, attributes } = build.limits;
  const count = Object.keys(tag.attributes).length;
  const element = tag.name;
  if (build.open.length >= depth) stop(build, 'SAMPAN-XML-DEPTH', { limit: depth });
  else if (++build.elements > elements) stop(build, 'SAMPAN-XML-ELEMENTS', { limit: elements });
  else if (count > attributes) stop(build, 'SAMPAN-XML-ATTRIBUTES', { element, limit: attributes });
  return !build.stopped;
}

function pushElement(build: Build, tag: SaxesTagPlain): void {
  if (build.stopped || !withinLimits(build, tag)) return;
  const bound = bindAttributes(tag.attributes, build.open.at(-1)?.scope ?? outermostScope);
  const resolved = resolveName(tag.name, bound.scope);
  const unbound = unboundPrefix(bound);
  if (resolved === undefined || unbound !== undefined) {
    stop(build, 'SAMPAN-XML-SYNTAX', { what: `unbound prefix: ${unbound ?? tag.name}` });
    return;
  }
  const element = {
    name: resolved.name,
    namespace: resolved.namespace,
    attributes: bound.attributes,
    children: [],
    text: '',
    // No tag holds another '<'
    offset: build.text.lastIndexOf('<', build.parser.position - 1),
    contentOffset: build.parser.position,
  };
  build.open.push({ element, scope: bound.scope });
}

function closeElement(build: Build): void {
  const closed = build.stopped ? undefined : build.open.pop()?.element;
  if (closed === undefined) return;
  const { name, text, children, offset } = closed;
  const limit = build.limits.textCharacters;
  if (text.length > limit) {
    build.report('SAMPAN-XML-TEXT-LONG', offset, { element: name, length: text.length, limit });
  }
  if (children.length > 0) reportStray(build, closed);
  const parent = build.open.at(-1)?.element;
  if (parent === undefined) build.root = closed;
  else parent.children.push(closed);
}

/** Character data beside elements are space, or stray. */
function reportStray(build: Build, element: Open['element']): void {
  const stray = element.text.trim();
  if (stray !== '') {
    const params = { element: element.name, found: stray.slice(0, 40) };
    build.report('SAMPAN-XML-MIXED', element.offset, params);
  }
  element.text = '';
}
