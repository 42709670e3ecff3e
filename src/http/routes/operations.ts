/** Operations that store nothing: validation and transformation. */
import { asText } from '../../base/as-text.ts';
import { badParameter, fhirAnswer, type HttpContext, notFound, outcomeAnswer } from '../context.ts';
import { readJsonBody } from '../read-json.ts';
import type { Route } from './route.ts';

export const operationRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/fhir/StructureMap/:id/$transform',
    works: true,
    summary: 'Runs a compiled map on a source',
    handle: transform,
  },
  {
    method: 'POST',
    path: '/fhir/:type/$validate',
    works: true,
    summary: 'Checks a resource against R4 and the profiles it names',
    handle: validate,
  },
];

/** http://hl7.org/fhir/R4/resource-operation-validate.html */
async function validate(context: HttpContext): Promise<Response> {
  const body = await readJsonBody(context);
  if (body instanceof Response) return body;
  const { profiles } = context.get('services');
  const parameters = readParameters(body.value, 'resource');
  const resource = parameters?.resource ?? body.value;
  const type = context.req.param('type') ?? '';
  const found = typeOf(resource);
  if (found !== type) {
    return badParameter(context, 'resourceType', found);
  }
  const asked = context.req.queries('profile') ?? strings(parameters?.profile);
  const unknown = asked.find((canonical) => profiles.validator(canonical) === undefined);
  if (unknown !== undefined) {
    return badParameter(context, 'profile', unknown);
  }
  const findings = profiles.validate(resource, { profiles: asked });
  return outcomeAnswer(context, 200, [...body.findings, ...findings]);
}

/** http://hl7.org/fhir/R4/structuremap-operation-transform.html */
async function transform(context: HttpContext): Promise<Response> {
  const { maps } = context.get('services');
  const map = maps.find(({ id }) => id === context.req.param('id'));
  if (map === undefined) return notFound(context);
  const body = await readJsonBody(context);
  if (body instanceof Response) return body;
  const content = readParameters(body.value, 'content')?.content ?? body.value;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return badParameter(context, 'content', content);
  }
  const { result, findings } = map.run(content);
  return findings.some(({ severity }) => severity === 'fatal')
    ? outcomeAnswer(context, 422, findings)
    : fhirAnswer(context, 200, result);
}

function typeOf(value: unknown): string {
  const has = typeof value === 'object' && value !== null && 'resourceType' in value;
  return has ? asText(value.resourceType) : '';
}

function strings(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : [];
}

/** Parameters by name, if the body is such a resource and names `wanted`. */
function readParameters(
  value: unknown,
  wanted: string,
): Readonly<Record<string, unknown>> | undefined {
  if (typeOf(value) !== 'Parameters') return undefined;
  const { parameter } = value as { readonly parameter?: unknown };
  const list: readonly unknown[] = Array.isArray(parameter) ? parameter : [];
  const named = Object.fromEntries(list.flatMap(namedValue));
  return wanted in named ? named : undefined;
}

function namedValue(parameter: unknown): readonly (readonly [string, unknown])[] {
  if (typeof parameter !== 'object' || parameter === null || !('name' in parameter)) return [];
  const { name, resource, ...values } = parameter as Readonly<Record<string, unknown>>;
  const value = Object.entries(values).find(([key]) => key.startsWith('value'))?.[1];
  return [[asText(name), resource ?? value]];
}
