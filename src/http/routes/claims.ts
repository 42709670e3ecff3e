/**
 * Claims by FHIR's own operation: a Bundle in, a ClaimResponse out. What comes in is a submission
 * like any other. http://hl7.org/fhir/R4/claim-operation-submit.html
 */
import { claimResponseOf } from '../../gateway/queued-response.ts';
import { fhirAnswer, type HttpContext } from '../context.ts';
import type { Route } from './route.ts';
import { answerOf, takeSubmission } from './submissions.ts';
import { unitResponses } from './unit-responses.ts';

export const claimRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/fhir/Claim/$submit',
    works: true,
    summary: 'Sends a claim as FHIR; answers once it is kept, as queued for its payer',
    handle: submitClaim,
  },
];

async function submitClaim(context: HttpContext): Promise<Response> {
  const { channels } = context.get('services');
  const taken = await takeSubmission(
    context,
    channels.find(({ readerKind }) => readerKind === 'fhir'),
  );
  if (taken instanceof Response) return taken;
  const answered = answerOf(context, taken);
  if (taken.kind !== 'answered' || taken.answer.status !== 200) return answered;
  const [only, ...others] = unitResponses(taken.answer.body);
  // Several claims at once have an entry each.
  if (only === undefined || others.length > 0) return answered;
  const { status, location, outcome } = only;
  const headers = Object.fromEntries(answered.headers);
  if (!/^20[01]$/.test(status) || location === undefined) {
    return fhirAnswer(context, Number(status), outcome, headers);
  }
  const principal = context.get('principal');
  if (principal.kind !== 'sender') return answered;
  const { ports } = context.get('services');
  const { tenant } = principal;
  const { submission } = taken.answer;
  const response = await claimResponseOf(ports, { tenant, submission, location });
  return fhirAnswer(context, 200, response, headers);
}
