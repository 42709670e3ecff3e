/** A transaction of FHIR as a submission: which entries belong to which claim, and what became. */

import type { Finding } from '../base/finding.ts';
import { type FhirClaim, openFhir } from '../channel/fhir/open-body.ts';
import type { Resource } from '../channel/translation.ts';
import { openBundle, type ReadPorts } from './kept-bundle.ts';
import { resourcesOf } from './prepare.ts';

export interface OpenedTransaction {
  readonly claims: readonly FhirClaim[];
  /** Resources that belong to no claim among them: a transaction is taken whole or not at all. */
  readonly findings: readonly Finding[];
}

const READER = { kind: 'fhir', charsets: ['utf-8'], resources: ['Bundle'] } as const;

export function openTransaction(text: string): OpenedTransaction {
  const files = [{ name: 'body', bytes: new TextEncoder().encode(text) }];
  return openFhir(READER, { channel: '', files });
}

/** What a unit was answered with. */
export interface UnitAnswer {
  readonly status: string;
  /** `Claim/{id}/_history/{version}` */
  readonly location?: string;
}

export interface EntryResponse {
  readonly status: string;
  readonly location?: string;
  readonly etag?: string;
}

/** Responses by the entry's place in the transaction. */
export async function entryResponses(
  ports: ReadPorts,
  tenant: string,
  claims: readonly FhirClaim[],
  units: readonly UnitAnswer[],
): Promise<ReadonlyMap<number, EntryResponse>> {
  const responses = new Map<number, EntryResponse>();
  for (const [at, { entries }] of claims.entries()) {
    const { status = '', location } = units[at] ?? {};
    const resources = location === undefined ? [] : await storedResources(ports, tenant, location);
    for (const [place, { path }] of entries.entries()) {
      const of = place === 0 ? location : await currentOf(ports, tenant, resources[place]);
      responses.set(Number(path[1]), { status, ...(of !== undefined && located(of)) });
    }
  }
  return responses;
}

function located(location: string): Pick<EntryResponse, 'location' | 'etag'> {
  return { location, etag: `W/"${location.split('/').at(-1)}"` };
}

/** In the order of the claim's entries: the claim, then the others as they came. */
async function storedResources(
  ports: ReadPorts,
  tenant: string,
  location: string,
): Promise<readonly Resource[]> {
  return resourcesOf(await openBundle(ports, { tenant, owner: location }));
}

/** Content that was there already has no version of this transaction's. */
async function currentOf(
  { store }: ReadPorts,
  tenant: string,
  resource: Resource | undefined,
): Promise<string | undefined> {
  if (resource?.id === undefined) return undefined;
  const { resourceType, id } = resource;
  const stored = await store.resource({ kind: 'tenant', tenant }, resourceType, id);
  return stored && `${resourceType}/${id}/_history/${stored.versionId}`;
}
