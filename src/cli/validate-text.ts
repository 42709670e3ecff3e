/** The text of a file to findings with places: what the reader says, then what validation says. */
import type { Finding } from '../base/finding.ts';
import type { ProfileSet } from '../profile/runtime/index.ts';
import { type JsonResult, parseJson } from '../wire/json.ts';
import { readJsonItems } from '../wire/json-items.ts';
import { definitionFindings } from './definition-findings.ts';
import { withJsonPlace } from './json-places.ts';

export interface ResourceText {
  /** Name for places; `.ndjson` means one resource a line. */
  readonly file: string;
  readonly text: string;
  /** Canonicals that the resource must meet besides those it names. */
  readonly profiles: readonly string[];
}

type Document = Pick<JsonResult, 'value' | 'placeOf'>;

function check(set: ProfileSet, { file, profiles }: ResourceText, document: Document): Finding[] {
  const { value } = document;
  const found = [...set.validate(value, { profiles }), ...definitionFindings(value)];
  return found.map((finding) => withJsonPlace(finding, file, document));
}

/** One list of findings a resource; what the reader says belongs to the first. */
export function* validateText(set: ProfileSet, source: ResourceText): Generator<Finding[]> {
  const { file, text } = source;
  if (!file.endsWith('.ndjson')) {
    const document = parseJson(text, { file });
    const own = document.value === undefined ? [] : check(set, source, document);
    yield [...document.findings, ...own];
    return;
  }
  const { items, findings } = readJsonItems(text, { file });
  if (items.length === 0) yield [...findings];
  for (const [at, item] of items.entries()) {
    const before = at === 0 ? findings : [];
    yield [...before, ...check(set, source, item)];
  }
}
