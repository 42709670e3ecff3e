/** The text of a file to findings with places: what the reader says, then what validation says. */
import type { Finding } from '../base/finding.ts';
import type { ProfileSet, ValidationContext } from '../profile/runtime/index.ts';
import { type JsonResult, parseJson } from '../wire/json.ts';
import { definitionFindings } from './definition-findings.ts';
import { withJsonPlace } from './json-places.ts';

export interface ResourceText {
  /** Name for places; `.ndjson` means one resource a line. */
  readonly file: string;
  readonly text: string;
  readonly context: ValidationContext;
}

type Document = Pick<JsonResult, 'value' | 'placeOf'>;

function check(set: ProfileSet, { file, context }: ResourceText, document: Document): Finding[] {
  const { value } = document;
  const found = [...set.validate(value, context), ...definitionFindings(value)];
  return found.map((finding) => withJsonPlace(finding, file, document));
}

function read(set: ProfileSet, source: ResourceText, text: string, firstLine: number): Finding[] {
  const document = parseJson(text, { file: source.file, firstLine });
  const own = document.value === undefined ? [] : check(set, source, document);
  return [...document.findings, ...own];
}

/** One list of findings a resource, in order: of `.ndjson` one a line that is not blank. */
export function* validateText(set: ProfileSet, source: ResourceText): Generator<Finding[]> {
  const { file, text } = source;
  if (!file.endsWith('.ndjson') || text.trim() === '') {
    yield read(set, source, text, 1);
    return;
  }
  for (const [at, line] of text.split('\n').entries())
    if (line.trim() !== '') yield read(set, source, line, at + 1);
}
