/** Is this person covered, and by whom: asked at the desk. */
import { isFailure } from '../../base/finding.ts';
import type { Resource } from '../../channel/translation.ts';
import { answerEligibility } from '../../gateway/eligibility.ts';
import { isJson } from '../../gateway/judge.ts';
import { badParameter, fhirAnswer, type HttpContext, notFound, outcomeAnswer } from '../context.ts';
import { readJsonBody } from '../read-json.ts';
import type { Route } from './route.ts';

const KIND = 'CoverageEligibilityRequest';

export const eligibilityRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: `/fhir/${KIND}`,
    summary: 'Is this person covered on that day, and by whom',
    handle: postRequest,
  },
  {
    method: 'POST',
    path: `/fhir/${KIND}/$submit`,
    summary: 'The same as an operation',
    handle: postRequest,
  },
];

async function postRequest(context: HttpContext): Promise<Response> {
  const principal = context.get('principal');
  if (principal.kind !== 'sender') return notFound(context);
  const body = await readJsonBody(context);
  if (body instanceof Response) return body;
  const { ports, profiles } = context.get('services');
  const resource = body.value;
  const found = isJson(resource) ? resource.resourceType : '';
  if (!isJson(resource) || found !== KIND) {
    return badParameter(context, 'resourceType', found);
  }
  const known = profiles.resourceType(KIND) !== undefined;
  const findings = [...body.findings, ...(known ? profiles.validate(resource) : [])];
  if (findings.some(isFailure)) return outcomeAnswer(context, 422, findings);
  const { tenant } = principal;
  const { response, read } = await answerEligibility(ports, tenant, resource as Resource);
  const at = new Date(ports.clock.now()).toISOString();
  await ports.store.audit(
    read.map(({ type, id, versionId }) => ({
      ...{ tenant, at, actor: principal.id, action: 'read', outcome: 'done' },
      entity: `${type}/${id}/_history/${versionId}`,
    })),
  );
  return fhirAnswer(context, 200, response);
}
