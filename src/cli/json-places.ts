/** Gives findings on a JSON resource the line and column of the element they name. */
import type { Finding } from '../base/finding.ts';
import { jsonField, jsonPath } from '../channel/json-places.ts';
import type { JsonResult } from '../wire/json.ts';

export function withJsonPlace(
  finding: Finding,
  file: string,
  document: Pick<JsonResult, 'value' | 'placeOf'>,
): Finding {
  if (finding.places.length > 0 || finding.expression === undefined) return finding;
  const path = jsonPath(document.value, finding.expression);
  const place = { file, ...document.placeOf(path), field: jsonField(path) };
  return { ...finding, places: [place] };
}
