/** What a statement is made of: every current claim of the tenant, a page at a time. */
import { limits } from '../base/limits.ts';
import type { Period } from '../channel/statement/period.ts';
import type { Resource } from '../channel/translation.ts';
import { openBundle, type ReadPorts } from './kept-bundle.ts';
import type { ResourceQuery } from './ports/store.ts';

export interface StatementRequest {
  readonly tenant: string;
  /** Only the claims of this facility. */
  readonly facility?: string;
  readonly period: Period;
}

/** A claim is never kept before the period it is settled in began. */
export async function* claimsToSettle(
  ports: ReadPorts,
  { tenant, facility, period }: StatementRequest,
): AsyncGenerator<Resource> {
  const query: ResourceQuery = {
    scope: { kind: 'tenant', tenant },
    type: 'Claim',
    tokens: [],
    updated: [{ op: '>=', at: `${period.from}-01T00:00:00.000Z` }],
    limit: limits.pageSizeMax,
  };
  let after: ResourceQuery['after'];
  for (;;) {
    const page = await ports.store.search(after === undefined ? query : { ...query, after });
    for (const stored of page) {
      const bundle = await openBundle(ports, stored);
      if (facility === undefined || facilityOf(bundle) === facility) yield bundle;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < query.limit) return;
    after = { lastUpdated: last.lastUpdated, id: last.id };
  }
}

/** The second part of the business key. */
function facilityOf(bundle: Resource): string {
  const { value = '' } = (bundle.identifier ?? {}) as { readonly value?: string };
  return decodeURIComponent(value.split('|')[1] ?? '');
}
