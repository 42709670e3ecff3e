/** What payers post: their answers to claims, and their payments. */
import { isFailure } from '../../base/finding.ts';
import { isJson } from '../../gateway/judge.ts';
import type { AnswerKind } from '../../gateway/ports/answers.ts';
import { type QuarantineReason, takeAnswer } from '../../gateway/take-answer.ts';
import { badParameter, fhirAnswer, type HttpContext, notFound, outcomeAnswer } from '../context.ts';
import { httpFinding } from '../findings.ts';
import { readJsonBody } from '../read-json.ts';
import type { Route } from './route.ts';

export const payerAnswerRoutes: readonly Route[] = [
  answerRoute('ClaimResponse', "A payer's answer to a claim"),
  answerRoute('PaymentReconciliation', "A payer's payment of claims"),
];

function answerRoute(kind: AnswerKind, summary: string): Route {
  const handle = (context: HttpContext) => postAnswer(context, kind);
  return { method: 'POST', path: `/fhir/${kind}`, summary, handle };
}

async function postAnswer(context: HttpContext, kind: AnswerKind): Promise<Response> {
  const principal = context.get('principal');
  if (principal.kind !== 'payer') return notFound(context);
  const body = await readJsonBody(context);
  if (body instanceof Response) return body;
  const { ports, profiles } = context.get('services');
  const resource = body.value;
  const found = isJson(resource) ? resource.resourceType : '';
  if (!isJson(resource) || found !== kind) {
    return badParameter(context, 'resourceType', found);
  }
  const known = profiles.resourceType(kind) !== undefined;
  const findings = [...body.findings, ...(known ? profiles.validate(resource) : [])];
  if (findings.some(isFailure)) return outcomeAnswer(context, 422, findings);
  const payerKey = context.req.header('sampan-payer-key');
  const result = await takeAnswer(ports, {
    ...{ payer: principal.id, kind, resource },
    ...(payerKey !== undefined && { payerKey }),
  });
  if (result.kind === 'quarantined') return quarantined(context, result.reason);
  if (result.fresh) ports.wake();
  const location = `/fhir/${kind}/${result.id}/_history/1`;
  return fhirAnswer(
    context,
    result.fresh ? 201 : 200,
    { ...resource, id: result.id },
    { location },
  );
}

const REASONS = {
  unknown: 'SAMPAN-PAYER-UNKNOWN',
  several: 'SAMPAN-PAYER-SEVERAL',
  mismatch: 'SAMPAN-PAYER-MISMATCH',
  withdrawn: 'SAMPAN-PAYER-WITHDRAWN',
} as const satisfies Record<QuarantineReason, string>;

/** Kept aside: the payer need not send it again, and is told why nothing came of it. */
function quarantined(context: HttpContext, reason: QuarantineReason): Response {
  return outcomeAnswer(context, 202, [httpFinding(REASONS[reason])]);
}
