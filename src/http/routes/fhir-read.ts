/** Reading and searching what was kept. http://hl7.org/fhir/R4/http.html */
import type { StoredResource } from '../../gateway/ports/store.ts';
import type { Principal } from '../../gateway/ports/terms.ts';
import { readStored } from '../../gateway/read-resource.ts';
import { cursorOf, parseSearch } from '../../gateway/search.ts';
import { SEARCH_PARAMETERS } from '../../gateway/search-index.ts';
import { badParameter, fhirAnswer, type HttpContext, notFound } from '../context.ts';
import type { Route } from './route.ts';

export const readRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/fhir/:type/:id',
    summary: 'The current version of a resource',
    handle: readResource,
  },
  {
    method: 'GET',
    path: '/fhir/:type/:id/_history/:version',
    summary: 'One version of a resource',
    handle: readResource,
  },
  {
    method: 'GET',
    path: '/fhir/:type',
    query: [
      'identifier',
      'patient',
      'request',
      '_id',
      '_lastUpdated',
      '_count',
      '_total',
      '_format',
    ],
    summary: 'Search; /fhir/metadata says what each type is found by',
    handle: searchResources,
  },
];

function scopeOf(principal: Principal) {
  return principal.kind === 'sender'
    ? ({ kind: 'tenant', tenant: principal.tenant } as const)
    : ({ kind: 'payer', payer: principal.id } as const);
}

async function readResource(context: HttpContext): Promise<Response> {
  const { ports } = context.get('services');
  const { type = '', id = '', version } = context.req.param();
  const scope = scopeOf(context.get('principal'));
  const stored = await ports.store.resource(scope, type, id, version);
  if (stored === undefined) return notFound(context);
  await auditRead(context, [stored]);
  return fhirAnswer(context, 200, await readStored(ports, stored), {
    etag: `W/"${stored.versionId}"`,
    'last-modified': new Date(stored.lastUpdated).toUTCString(),
  });
}

async function searchResources(context: HttpContext): Promise<Response> {
  const { ports } = context.get('services');
  const type = context.req.param('type') ?? '';
  if (!Object.hasOwn(SEARCH_PARAMETERS, type)) return notFound(context);
  const principal = context.get('principal');
  const scope = scopeOf(principal);
  const tenants =
    principal.kind === 'sender' ? [principal.tenant] : await ports.store.tenantsOf(principal.id);
  const hashes = tenants.map((tenant) => ({ tenant, mac: ports.mac }));
  const parameters = [...new URL(context.req.url).searchParams];
  const { pageSizeMax } = context.get('services').limits;
  const parsed = parseSearch({ type, scope, parameters, hashes, pageSizeMax });
  if (parsed.kind === 'bad') {
    const { name, value } = parsed;
    return badParameter(context, name, value);
  }
  const { query, total } = parsed;
  const found = await ports.store.search({ ...query, limit: query.limit + 1 });
  const page = found.slice(0, query.limit);
  const count = total ? await ports.store.count(query) : undefined;
  await auditRead(context, page);
  const resources = await Promise.all(page.map((stored) => readStored(ports, stored)));
  const last = found.length > page.length ? page.at(-1) : undefined;
  return fhirAnswer(context, 200, {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(count !== undefined && { total: count }),
    link: links(parameters, `${originOf(context)}/fhir/${type}`, last),
    entry: resources.map((resource) => ({
      fullUrl: `${originOf(context)}/fhir/${type}/${resource.id}`,
      resource,
      search: { mode: 'match' },
    })),
  });
}

function originOf(context: HttpContext): string {
  return new URL(context.req.url).origin;
}

function links(
  parameters: readonly (readonly [string, string])[],
  base: string,
  last: StoredResource | undefined,
): readonly { readonly relation: string; readonly url: string }[] {
  const self = { relation: 'self', url: urlOf(base, parameters) };
  if (last === undefined) return [self];
  const kept = parameters.filter(([name]) => name !== '_cursor');
  const next = urlOf(base, [...kept, ['_cursor', cursorOf(last)]]);
  return [self, { relation: 'next', url: next }];
}

function urlOf(base: string, parameters: readonly (readonly [string, string])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) query.append(name, value);
  return query.size === 0 ? base : `${base}?${query}`;
}

/** Every read of personal data leaves an event before it is answered. */
async function auditRead(
  context: HttpContext,
  resources: readonly StoredResource[],
): Promise<void> {
  const { ports } = context.get('services');
  const at = new Date(ports.clock.now()).toISOString();
  const actor = context.get('principal').id;
  await ports.store.audit(
    resources.map(({ tenant, type, id, versionId }) => ({
      ...{ tenant, at, actor, action: 'read', outcome: 'done' },
      entity: `${type}/${id}/_history/${versionId}`,
    })),
  );
}
