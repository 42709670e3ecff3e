/** Parameters of the terminology operations, from a query or a Parameters resource. */
import { asText } from '../../base/as-text.ts';
import { faultAnswer, type HttpContext } from '../context.ts';
import { readJsonBody } from '../read-json.ts';

type Json = Readonly<Record<string, unknown>>;

export type Given = ReadonlyMap<string, unknown>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function named(parameter: unknown): readonly [string, unknown] {
  if (!isJson(parameter)) return ['', parameter];
  const key = Object.keys(parameter).find((name) => name.startsWith('value')) ?? 'resource';
  return [asText(parameter.name), parameter[key]];
}

async function givenIn(
  context: HttpContext,
): Promise<readonly (readonly [string, unknown])[] | Response> {
  const query = [...new URL(context.req.url).searchParams];
  if (context.req.method !== 'POST') return query;
  const body = await readJsonBody(context);
  if (body instanceof Response) return body;
  if (!isJson(body.value) || body.value.resourceType !== 'Parameters') {
    const value = isJson(body.value) ? asText(body.value.resourceType) : asText(body.value);
    return faultAnswer(context, 'SAMPAN-HTTP-PARAMETER', { name: 'resourceType', value });
  }
  const list = body.value.parameter;
  return [...query, ...(Array.isArray(list) ? list.map(named) : [])];
}

/**
 * What was given by name, or the answer to what cannot be served: a parameter that is not known
 * here changes what is asked, so it is refused and never passed over.
 */
export async function readGiven(
  context: HttpContext,
  known: readonly string[],
): Promise<Given | Response> {
  const list = await givenIn(context);
  if (list instanceof Response) return list;
  const given = new Map<string, unknown>();
  for (const [name, value] of list) {
    if (!known.includes(name) || given.has(name))
      return faultAnswer(context, 'SAMPAN-HTTP-PARAMETER', { name, value: asText(value) });
    given.set(name, value);
  }
  return given;
}

/** The parameter's text; undefined if it was not given or is no text. */
export function textOf(given: Given, name: string): string | undefined {
  const value = given.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export interface GivenCoding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

function codingOf(value: unknown): GivenCoding | undefined {
  if (!isJson(value)) return undefined;
  const { system, code, display, version } = value;
  // Codes of a named version of a system: which version is held is not known.
  if (typeof system !== 'string' || typeof code !== 'string' || version !== undefined) return;
  return { system, code, ...(typeof display === 'string' ? { display } : {}) };
}

/** What is to be checked: `code` with `system`, `coding` or `codeableConcept`, one of them. */
export function codingsOf(given: Given): readonly GivenCoding[] | undefined {
  const ways = ['code', 'coding', 'codeableConcept'].filter((name) => given.has(name));
  if (ways.length !== 1) return undefined;
  const [way = ''] = ways;
  const value = given.get(way);
  const list =
    way === 'code'
      ? [codingOf(Object.fromEntries(given))]
      : way === 'coding'
        ? [codingOf(value)]
        : isJson(value) && Array.isArray(value.coding)
          ? value.coding.map(codingOf)
          : [];
  const codings = list.filter((coding) => coding !== undefined);
  return codings.length === list.length && codings.length > 0 ? codings : undefined;
}
