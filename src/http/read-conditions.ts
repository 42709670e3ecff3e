/** Conditions of a request. http://hl7.org/fhir/R4/http.html#cond-update */
import type { Conditions } from '../gateway/evidence.ts';
import { faultAnswer, type HttpContext } from './context.ts';

/** Undefined if the request names none; an answer if one cannot be read. */
export function readConditions(context: HttpContext): Conditions | Response | undefined {
  const match = context.req.header('if-match');
  const noneExist = context.req.header('if-none-exist');
  if (match === undefined && noneExist === undefined) return undefined;
  const ifMatch = match === undefined ? undefined : versionIds(match);
  if (match !== undefined && ifMatch === undefined) {
    return bad(context, 'If-Match', match);
  }
  const query = noneExist?.replace(/^.*\?/, '');
  if (query !== undefined && !/^[^=&]+=[^&]/.test(query)) {
    return bad(context, 'If-None-Exist', noneExist ?? '');
  }
  return { ...(ifMatch && { ifMatch }), ...(query !== undefined && { ifNoneExist: query }) };
}

/** `W/"1", "2"` or `*`. */
function versionIds(header: string): readonly string[] | undefined {
  const tags = header.split(',').map((tag) => tag.trim());
  const ids = tags.map((tag) => (tag === '*' ? tag : /^(?:W\/)?"([^"]+)"$/.exec(tag)?.[1]));
  return ids.every((id) => id !== undefined) ? ids : undefined;
}

function bad(context: HttpContext, name: string, value: string): Response {
  return faultAnswer(context, 'SAMPAN-HTTP-PARAMETER', { name, value: value.slice(0, 80) });
}
