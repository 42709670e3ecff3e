/** What a payer reads of a message, and the ClaimResponse it answers with. */
import type { ScenarioSetting } from './scenarios.ts';

export interface Message {
  readonly claim: string;
  readonly version: string;
  readonly number: string;
}

interface Entry {
  readonly resource?: {
    readonly resourceType?: unknown;
    readonly id?: unknown;
    readonly identifier?: readonly { readonly value?: unknown }[];
  };
}

/** Undefined if the body is no Bundle with a Claim. */
export function readMessage(body: Buffer, location: string): Message | undefined {
  const entry = entriesOf(body).find(({ resource }) => resource?.resourceType === 'Claim');
  if (entry?.resource === undefined) return undefined;
  const [, version = ''] = /\/_history\/([^/]+)$/.exec(location) ?? [];
  return {
    claim: String(entry.resource.id ?? ''),
    version,
    number: String(entry.resource.identifier?.[0]?.value ?? ''),
  };
}

function entriesOf(body: Buffer): readonly Entry[] {
  try {
    const bundle: unknown = JSON.parse(body.toString('utf8'));
    const has = typeof bundle === 'object' && bundle !== null && 'entry' in bundle;
    return has && Array.isArray(bundle.entry) ? bundle.entry : [];
  } catch {
    return [];
  }
}

/** Queued for adjudication, or refused with the codes of the scenario. */
export function claimResponse(
  { claim, number }: Message,
  payerKey: string,
  refusal?: ScenarioSetting,
): object {
  return {
    resourceType: 'ClaimResponse',
    status: 'active',
    use: 'claim',
    identifier: [{ value: `response-${payerKey.slice(0, 12)}` }],
    request: { reference: `urn:uuid:${claim}`, identifier: { value: number } },
    outcome: refusal ? 'error' : 'queued',
    ...(refusal && {
      error: [
        {
          code: {
            coding: [
              {
                ...(refusal.system !== undefined && { system: refusal.system }),
                code: refusal.code ?? 'rejected',
              },
            ],
          },
        },
      ],
    }),
  };
}
