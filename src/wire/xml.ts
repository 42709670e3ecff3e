/** XML to elements with places: no document type, no entity, nothing fetched, all bounded. */
import { decodeBase64 } from '../base/base64.ts';
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { charsetOfLabel } from './charset/codec.ts';
import { decodeSet } from './charset.ts';
import type { WireFile } from './file.ts';
import { type FindingLog, findingLog } from './findings.ts';
import { sniffFormat } from './sniff.ts';
import { type Position, positionIndex } from './text-position.ts';
import { findNoCharacter } from './xml/character-data.ts';
import { valueOffset, type XmlDocument, type XmlElement } from './xml/element.ts';
import type { Scope } from './xml/namespace.ts';
import { countReferences, declaredEncoding, doctypeOffset } from './xml/prolog.ts';
import type { XmlLimits, XmlReport } from './xml/scan.ts';
import { buildTree } from './xml/tree.ts';

export type { XmlDocument, XmlElement } from './xml/element.ts';
export type { XmlLimits } from './xml/scan.ts';

export interface XmlResult extends XmlDocument {
  readonly findings: readonly Finding[];
}

export interface XmlOptions {
  readonly file: string;
  readonly limits?: Partial<XmlLimits>;
  /** Of a piece of a document: where its characters stand in the whole. */
  readonly positionOf?: (offset: number) => Position;
  /** Of a piece: the prefixes bound around it. */
  readonly scope?: Scope;
  /** True if the text is known to hold characters of XML only. */
  readonly clean?: boolean;
}

const DEFAULTS: XmlLimits = {
  bytes: limits.treeXmlBytes,
  depth: limits.depth,
  attributes: limits.xmlAttributes,
  elements: limits.rows,
  // As many as characters of one string: a document written in references alone still passes
  references: limits.stringCharacters,
  textCharacters: limits.stringCharacters,
};

/** A text that is already decoded; its declared encoding is not looked at. */
export function parseXml(text: string, options: XmlOptions): XmlResult {
  const log = findingLog(options.file);
  const document = readDocument(text, options, log);
  return { ...document, findings: log.done() };
}

export interface XmlCharsets {
  /** Charsets the channel takes. */
  readonly candidates: readonly string[];
  /** What the sender declared outside the document, which holds before the document's own word. */
  readonly declared?: string;
}

/** Decodes by mark, declaration or first fitting candidate, then parses. */
export function readXml(file: WireFile, options: XmlCharsets & Partial<XmlOptions>): XmlResult {
  const log = findingLog(file.name);
  const { bytes: limit = DEFAULTS.bytes } = options.limits ?? {};
  if (file.bytes.length > limit) {
    log.add('SAMPAN-XML-LARGE', { file: file.name }, { size: file.bytes.length, limit });
    return { ...unread(file.name), findings: log.done() };
  }
  const own = declaredEncoding(file.bytes);
  const declared = options.declared ?? (isImpossible(own) ? undefined : own);
  const { candidates } = options;
  const set = decodeSet([file], { candidates, ...(declared !== undefined && { declared }) });
  log.addAll(set.findings);
  const text = set.texts[0]?.text;
  if (text === undefined) return { ...unread(file.name), findings: log.done() };
  if (own !== undefined && charsetOfLabel(own) !== set.charset) {
    const params = { declared: own, charset: set.charset ?? '' };
    log.add('SAMPAN-XML-ENCODING', { file: file.name, line: 1 }, params);
  }
  // What decoding has nothing to say of holds no control characters and no half pairs.
  const clean = set.findings.length === 0 && set.charset === 'utf-8';
  const document = readDocument(text, { ...options, file: file.name, clean }, log);
  return { ...document, findings: log.done() };
}

/** What can be read as ASCII is not UTF-16, though writers of strings often declare it. */
function isImpossible(encoding: string | undefined): boolean {
  return encoding !== undefined && charsetOfLabel(encoding)?.startsWith('utf-16') === true;
}

function unread(file: string): XmlDocument {
  return { file, root: undefined, placeOf: () => ({ line: 1, column: 1 }) };
}

function readDocument(text: string, options: XmlOptions, log: FindingLog): XmlDocument {
  const { file } = options;
  const bounds = { ...DEFAULTS, ...options.limits };
  const positionOf = options.positionOf ?? positionIndex(text);
  const report: XmlReport = (code, offset, params) => {
    log.add(code, { file, ...positionOf(offset) }, params);
  };
  return {
    file,
    root: passesGate(text, bounds, { report, clean: options.clean === true })
      ? buildTree(text, bounds, report, options.scope)
      : undefined,
    placeOf: (element) => positionOf(valueOffset(text, element)),
  };
}

/** What is refused before any parser sees it. */
function passesGate(
  text: string,
  bounds: XmlLimits,
  { report, clean }: { readonly report: XmlReport; readonly clean: boolean },
): boolean {
  const doctype = doctypeOffset(text);
  const count = countReferences(text);
  const strange = clean ? undefined : findNoCharacter(text);
  if (doctype !== undefined) report('SAMPAN-XML-DOCTYPE', doctype);
  if (count > bounds.references) {
    report('SAMPAN-XML-REFERENCES', 0, { count, limit: bounds.references });
  }
  if (strange !== undefined) {
    const code = (text.codePointAt(strange) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    report('SAMPAN-XML-CHARACTER', strange, { what: `U+${code}` });
  }
  return doctype === undefined && count <= bounds.references && strange === undefined;
}

/**
 * The document inside an element: in base64, through the same gate, or its only child inline.
 * `options.file` names it: `HOSO[2]/XML3`. An empty element holds none and has no finding.
 */
export function readEmbedded(
  outer: XmlDocument,
  element: XmlElement,
  options: XmlCharsets & XmlOptions,
): XmlResult {
  const { file } = options;
  const [inline] = element.children;
  if (inline !== undefined) return { ...outer, file, root: inline, findings: [] };
  const encoded = element.text.trim();
  if (encoded === '') return { ...unread(file), findings: [] };
  const log = findingLog(file);
  const bytes = decodeBase64(encoded);
  const found = bytes && sniffFormat(bytes);
  if (bytes !== undefined && found === 'xml') return readXml({ name: file, bytes }, options);
  // Only here, as counting lines is dear
  const place = { file: outer.file, ...outer.placeOf(element), field: element.name };
  if (found === undefined) log.add('SAMPAN-XML-BASE64', place, { element: element.name });
  else log.add('SAMPAN-XML-EMBEDDED', place, { element: element.name, found });
  return { ...unread(file), findings: log.done() };
}
