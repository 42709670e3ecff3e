/** A series of JSON values: NDJSON, the items of one array, or a value alone. */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { type FindingLog, findingLog } from './findings.ts';
import { type JsonDocument, type JsonOptions, readDocument } from './json/document.ts';
import type { Position } from './text-position.ts';

export interface JsonItem extends JsonDocument {
  /** 1-based among the items. */
  readonly record: number;
  /** Line at which the item begins; places of the item are places in the whole text. */
  readonly line: number;
  /** The item as it was sent. */
  readonly text: () => string;
}

export interface JsonItems {
  /** Items that could be read; a fatal finding tells of one that could not. */
  readonly items: readonly JsonItem[];
  /** A finding inside an item names it as its record. */
  readonly findings: readonly Finding[];
}

export interface JsonItemsOptions extends JsonOptions {
  readonly maxItems?: number;
}

export function readJsonItems(text: string, options: JsonItemsOptions): JsonItems {
  const { maxItems = limits.rows } = options;
  const log = findingLog(options.file);
  const lines = isLines(text, options);
  const items = lines ? readLines(text, options, log) : readWhole(text, options, log);
  if (items.length > maxItems) {
    log.add('SAMPAN-JSON-ITEMS', { file: options.file }, { limit: maxItems });
  }
  const findings = log.done();
  return {
    items: items.slice(0, maxItems),
    findings: findings.map((finding) => (lines ? finding : inItem(finding, items))),
  };
}

/** One item by itself, as it stood at a record and line of a text. */
export function readJsonItem(
  text: string,
  { record, line, ...options }: JsonOptions & { readonly record: number; readonly line: number },
): { readonly item?: JsonItem; readonly findings: readonly Finding[] } {
  const log = findingLog(options.file);
  const document = readDocument(text, { ...options, firstLine: line }, log);
  const findings = log.done();
  if (document.value === undefined) return { findings };
  return { item: { ...document, record, line, text: () => text }, findings };
}

/** NDJSON, if the first line with content is a whole value and more lines follow. */
function isLines(text: string, options: JsonOptions): boolean {
  const begin = text.search(/[^\s\ufeff]/);
  const end = text.indexOf('\n', begin);
  if (begin === -1 || end === -1 || text.slice(end).trim() === '') return false;
  const log = findingLog(options.file);
  const { value } = readDocument(text.slice(begin, end).trimEnd(), options, log);
  return value !== undefined;
}

function readLines(text: string, options: JsonItemsOptions, log: FindingLog): readonly JsonItem[] {
  const items: JsonItem[] = [];
  const { maxItems = limits.rows } = options;
  let line = 0;
  for (let start = 0; start < text.length && items.length <= maxItems; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const content = text.slice(start, end);
    start = end + 1;
    line++;
    if (content.trim() === '') continue;
    const record = items.length + 1;
    const own = findingLog(options.file);
    const document = readDocument(content, { ...options, firstLine: line }, own);
    log.addAll(own.done().map((finding) => ofRecord(finding, record)));
    if (document.value === undefined) continue;
    items.push({ ...document, record, line, text: () => content.trim() });
  }
  return items;
}

function ofRecord(finding: Finding, record: number): Finding {
  const places = finding.places.map(({ file, ...rest }) => ({ file, record, ...rest }));
  return { ...finding, places };
}

function readWhole(text: string, options: JsonOptions, log: FindingLog): readonly JsonItem[] {
  const document = readDocument(text, options, log);
  const { value, placeOf, sliceOf } = document;
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    const line = placeOf([]).line;
    return [{ ...document, record: 1, line, text: () => sliceOf([]) }];
  }
  return value.map((item: unknown, index) => ({
    value: item,
    record: index + 1,
    // Asking for the line means a second reading, so it waits until somebody asks
    get line() {
      return placeOf([index]).line;
    },
    placeOf: (path) => placeOf([index, ...path]),
    sliceOf: (path) => sliceOf([index, ...path]),
    text: () => sliceOf([index]),
  }));
}

/** The item of an array that a finding stands in: the last that begins before it. */
function inItem(finding: Finding, items: readonly JsonItem[]): Finding {
  const [place] = finding.places;
  if (place?.line === undefined) return finding;
  const at = { line: place.line, column: place.column ?? 1 };
  const item = items.findLast(({ placeOf }) => !isBehind(placeOf([]), at));
  return item === undefined ? finding : ofRecord(finding, item.record);
}

function isBehind(a: Position, b: Position): boolean {
  return a.line > b.line || (a.line === b.line && a.column > b.column);
}
