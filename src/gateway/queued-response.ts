/** What a sender is told of a claim that is kept and on its way: the payer answers later. */
import type { Resource } from '../channel/translation.ts';
import type { ReadPorts } from './kept-bundle.ts';
import { readStored } from './read-resource.ts';

export interface QueuedClaim {
  readonly tenant: string;
  readonly submission: string;
  /** `Claim/{id}/_history/{version}` */
  readonly location: string;
}

/** Made of what is stored alone, so that a repeated request is answered the same. */
export async function claimResponseOf(
  ports: ReadPorts,
  { tenant, submission, location }: QueuedClaim,
): Promise<object> {
  const [type = '', id = '', , version] = location.split('/');
  const scope = { kind: 'tenant', tenant } as const;
  const [stored, received] = await Promise.all([
    ports.store.resource(scope, type, id, version),
    ports.store.submission(tenant, submission),
  ]);
  if (stored === undefined || received === undefined) throw new Error(`nothing under ${location}`);
  const claim: Resource = await readStored(ports, stored);
  const identifier = Array.isArray(claim.identifier) ? claim.identifier.slice(0, 1) : undefined;
  return {
    resourceType: 'ClaimResponse',
    status: 'active',
    type: claim.type,
    use: claim.use,
    patient: claim.patient,
    created: received.receivedAt,
    insurer: claim.insurer,
    request: { reference: location, ...(identifier?.[0] && { identifier: identifier[0] }) },
    outcome: 'queued',
  };
}
