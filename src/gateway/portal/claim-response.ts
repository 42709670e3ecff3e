/** A portal's result as a payer that speaks FHIR would have answered. */
import type { Resource } from '../../channel/translation.ts';
import { resourcesOf } from '../prepare.ts';

export interface PortalResult {
  readonly outcome: 'queued' | 'error';
  readonly code: string;
  readonly system: string;
  /** The portal's own number of what it took. */
  readonly receipt: string;
  readonly message: string;
  readonly created: string;
}

export function responseOf(bundle: Resource, result: PortalResult): Resource {
  const claim = resourcesOf(bundle).find(({ resourceType }) => resourceType === 'Claim');
  const { outcome, code, system, receipt, message, created } = result;
  const error = { code: { coding: [{ system, code }], ...(message !== '' && { text: message }) } };
  return {
    resourceType: 'ClaimResponse',
    ...(receipt !== '' && { identifier: [{ system, value: receipt }] }),
    status: 'active',
    type: claim?.type,
    use: 'claim',
    patient: claim?.patient,
    created,
    insurer: claim?.insurer,
    request: { reference: `urn:uuid:${claim?.id}` },
    outcome,
    ...(message !== '' && { disposition: message }),
    ...(outcome === 'error' && { error: [error] }),
  };
}

interface OtherResult {
  readonly final: boolean;
  readonly system: string;
  readonly code: string;
  readonly message: string;
}

/** For what is no claim. */
export function outcomeOf({ final, system, code, message }: OtherResult): Resource {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: final ? 'error' : 'information',
        code: final ? 'processing' : 'informational',
        details: { coding: [{ system, code }], ...(message !== '' && { text: message }) },
      },
    ],
  };
}
