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

/** Characters given to the parser at a time: how far it may run on after a fault. */
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

interface Stop {
  readonly code: WireCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly offset?: number;
}

function stop(build: Build, { code, params, offset }: Stop): void {
  // Behind the last character the parser counts one further
  const reached = Math.min(build.parser.position, build.text.length);
  if (!build.stopped) build.report(code, offset ?? reached, params);
  build.stopped = true;
}

function syntaxError(build: Build, error: Error): void {
  // saxes writes line and column before its message
  const what = error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '');
  const unclosed = /^unclosed tag: (.*)$/.exec(what)?.[1];
  if (unclosed === undefined) stop(build, { code: 'SAMPAN-XML-SYNTAX', params: { what } });
  else stop(build, { code: 'SAMPAN-XML-CUT-SHORT', params: { element: unclosed } });
}

/** False, with its finding, if the tag exceeds a limit. */
function withinLimits(build: Build, tag: SaxesTagPlain, offset: number): boolean {
  const { depth, elements, attributes } = build.limits;
  const exceed = (code: WireCode, limit: number): void =>
    stop(build, { code, params: { element: tag.name, limit }, offset });
  if (build.open.length >= depth) exceed('SAMPAN-XML-DEPTH', depth);
  else if (++build.elements > elements) exceed('SAMPAN-XML-ELEMENTS', elements);
  else if (Object.keys(tag.attributes).length > attributes) {
    exceed('SAMPAN-XML-ATTRIBUTES', attributes);
  }
  return !build.stopped;
}

function pushElement(build: Build, tag: SaxesTagPlain): void {
  // No tag holds another '<'
  const offset = build.text.lastIndexOf('<', build.parser.position - 1);
  if (build.stopped || !withinLimits(build, tag, offset)) return;
  const bound = bindAttributes(tag.attributes, build.open.at(-1)?.scope ?? outermostScope);
  const resolved = resolveName(tag.name, bound.scope);
  const unbound = unboundPrefix(bound);
  if (resolved === undefined || unbound !== undefined) {
    const params = { what: `unbound prefix: ${unbound ?? tag.name}` };
    stop(build, { code: 'SAMPAN-XML-SYNTAX', params, offset });
    return;
  }
  const element = {
    name: resolved.name,
    namespace: resolved.namespace,
    attributes: bound.attributes,
    children: [],
    text: '',
    offset,
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
