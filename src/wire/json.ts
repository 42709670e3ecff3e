/** A JSON text to a value with exact numbers, every finding, and the place of each element. */
import type { Finding } from '../base/finding.ts';
import { findingLog } from './findings.ts';
import { type JsonDocument, type JsonOptions, readDocument } from './json/document.ts';

export type { JsonOptions } from './json/document.ts';
export type { JsonPath } from './json/place-index.ts';
export type { JsonLimits } from './json/scan.ts';

export interface JsonResult extends JsonDocument {
  readonly findings: readonly Finding[];
}

/** `firstLine` is the line of the file at which the text stands. */
export function parseJson(
  text: string,
  options: JsonOptions & { readonly firstLine?: number },
): JsonResult {
  const log = findingLog(options.file);
  const document = readDocument(text, options, log);
  return { ...document, findings: log.done() };
}
