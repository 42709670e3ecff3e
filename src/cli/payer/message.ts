/** What a payer reads of a message, and the ClaimResponse it answers with. */
import { isJson, type Json } from '../../gateway/judge.ts';

export interface Message {
  readonly claim: string;
  readonly version: string;
  readonly number: string;
  /** What its answers have to repeat. */
  readonly patient?: unknown;
  readonly insurer?: unknown;
}

/** Undefined if the body is no Bundle with a Claim. */
export function readMessage(body: Buffer, location: string): Message | undefined {
  const claim = entriesOf(body).find(({ resourceType }) => resourceType === 'Claim');
  if (claim === undefined) return undefined;
  const [, version = ''] = /\/_history\/([^/]+)$/.exec(location) ?? [];
  const [identifier] = Array.isArray(claim.identifier) ? claim.identifier : [];
  return {
    claim: String(claim.id ?? ''),
    version,
    number: String(isJson(identifier) ? identifier.value : ''),
    ...{ patient: claim.patient, insurer: claim.insurer },
  };
}

function entriesOf(body: Buffer): readonly Json[] {
  try {
    const bundle: unknown = JSON.parse(body.toString('utf8'));
    const entries: readonly unknown[] =
      isJson(bundle) && Array.isArray(bundle.entry) ? bundle.entry : [];
    return entries.flatMap((entry) =>
      isJson(entry) && isJson(entry.resource) ? [entry.resource] : [],
    );
  } catch {
    return [];
  }
}

/** What an answer says. */
export interface Said {
  readonly payerKey: string;
  readonly created: string;
  readonly outcome: 'queued' | 'complete' | 'error' | 'partial';
  readonly codes?: readonly string[];
  readonly system?: string;
  /** Sequence of the item the codes are about. */
  readonly item?: number;
}

/** Valid R4: what the claim does not name is said to be so. */
export function claimResponse(
  { claim, number, patient, insurer }: Omit<Message, 'version'>,
  said: Said,
): object {
  const { payerKey, created, outcome, codes = [], system, item } = said;
  return {
    resourceType: 'ClaimResponse',
    identifier: [{ value: `response-${payerKey.slice(0, 12)}` }],
    status: 'active',
    type: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'institutional' },
      ],
    },
    use: 'claim',
    patient: patient ?? { display: 'as in the claim' },
    created,
    insurer: insurer ?? { display: 'as in the claim' },
    request: { reference: `urn:uuid:${claim}`, identifier: { value: number } },
    outcome,
    ...(codes.length > 0 && {
      error: codes.map((code) => ({
        ...(item !== undefined && { itemSequence: item }),
        code: { coding: [{ ...(system !== undefined && { system }), code }] },
      })),
    }),
  };
}
