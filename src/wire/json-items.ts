/** A series of JSON values: NDJSON, the items of one array, or a value alone. */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { type FindingLog, findingLog } from './findings.ts';
import { type JsonDocument, type JsonOptions, readDocument } from './json/document.ts';

export interface JsonItem extends JsonDocument {
  /** 1-based among the items. */
  readonly record: number;
  /** Line at which the item begins; places of the item are places in the whole text. */
  readonly line: number;
}

export interface JsonItems {
  /** Items that could be read; a fatal finding tells of one that could not. */
  readonly items: readonly JsonItem[];
  readonly findings: readonly Finding[];
}

export interface JsonItemsOptions extends JsonOptions {
  readonly maxItems?: number;
}

export function readJsonItems(text: string, options: JsonItemsOptions): JsonItems {
  const { maxItems = limits.rows } = options;
  const log = findingLog(options.file);
  const items = isLines(text, options)
    ? readLines(text, options, log)
    : readWhole(text, options, log);
  if (items.length > maxItems) {
    log.add('SAMPAN-JSON-ITEMS', { file: options.file }, { limit: maxItems });
  }
  return { items: items.slice(0, maxItems), findings: log.done() };
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
    const document = readDocument(content, { ...options, firstLine: line }, log);
    if (document.value !== undefined) items.push({ ...document, record: items.length + 1, line });
  }
  return items;
}

function readWhole(text: string, options: JsonOptions, log: FindingLog): readonly JsonItem[] {
  const document = readDocument(text, options, log);
  const { value, placeOf } = document;
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [{ ...document, record: 1, line: placeOf([]).line }];
  return value.map((item: unknown, index) => ({
    value: item,
    record: index + 1,
    // Asking for the line means a second reading, so it waits until somebody asks
    get line() {
      return placeOf([index]).line;
    },
    placeOf: (path) => placeOf([index, ...path]),
  }));
}
