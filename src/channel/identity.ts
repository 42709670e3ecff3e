/**
 * Identity is derived, not drawn: ids are UUIDs (version 8) from an HMAC over what a thing
 * naturally is, so the same bytes give the same ids on every machine. RFC 9562 section 5.8.
 */
import { hmacSha256 } from '../base/sha256.ts';
import { systems } from '../fhir/canonical.ts';
import type { ChannelModule } from './module.ts';
import type { BusinessKey, Resource } from './translation.ts';

/** Key of the command line, published so that anyone gets the same ids from the same input. */
export const publishedKey = new TextEncoder().encode(
  'sampan: the published key of the command line',
);

export interface IdentityContext {
  readonly tenant: string;
  readonly digest: (message: Uint8Array) => Uint8Array;
}

export function identityContext(tenant: string, identityKey: Uint8Array): IdentityContext {
  return { tenant, digest: hmacSha256(identityKey) };
}

const encoder = new TextEncoder();

/** A UUID of version 8 from the parts; JSON keeps their borders apart. */
export function deriveId(context: IdentityContext, parts: readonly string[]): string {
  const bytes = context.digest(encoder.encode(JSON.stringify([context.tenant, ...parts])));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let hex = '';
  for (let i = 0; i < 16; i++) hex += (bytes[i] ?? 0).toString(16).padStart(2, '0');
  const cuts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${cuts.join('-')}-${hex.slice(20)}`;
}

/** `scheme|facility|kind|number`, parts percent-encoded, parts of the number joined by `+`. */
export function businessKeyText(key: BusinessKey): string {
  const number = key.number.map(encodeURIComponent).join('+');
  return [...[key.scheme, key.facility, key.kind].map(encodeURIComponent), number].join('|');
}

interface Entry {
  readonly resource: Resource;
}

/** A reference in the bundle that names no resource of it. */
export interface DanglingReference {
  readonly expression: string;
  readonly reference: string;
}

export interface Identified {
  readonly bundle: Resource;
  readonly dangling: readonly DanglingReference[];
}

/** Replaces local ids by derived ones, in ids, references and fullUrls, in one pass. */
export function identify(
  bundle: Resource,
  channel: ChannelModule,
  context: IdentityContext,
  key: BusinessKey,
): Identified {
  const entries = (bundle.entry ?? []) as readonly Entry[];
  const ids = deriveIds(entries, channel, context, key);
  const dangling: DanglingReference[] = [];
  const entry = entries.map(({ resource }, index) => {
    const id = ids.get(`${resource.resourceType}/${resource.id}`) ?? '';
    const at = `Bundle.entry[${index}].resource`;
    rewriteReferences(resource, at, ids, dangling);
    return { fullUrl: `urn:uuid:${id}`, resource: { ...resource, id } };
  });
  const { resourceType, id: _local, meta, ...rest } = bundle;
  const identifier = { system: systems.businessKey, value: businessKeyText(key) };
  const type = rest.type ?? 'collection';
  return {
    bundle: { resourceType, ...(meta !== undefined && { meta }), identifier, type, entry },
    dangling,
  };
}

function deriveIds(
  entries: readonly Entry[],
  channel: ChannelModule,
  context: IdentityContext,
  key: BusinessKey,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const ordinals = new Map<string, number>();
  for (const { resource } of entries) {
    const { resourceType } = resource;
    const role = channel.definition.identity.roles[resourceType];
    const natural = channel.roles[resourceType]?.(resource) ?? [];
    const claim = [key.scheme, key.facility, key.kind, ...key.number];
    const scope = role?.scope === 'facility' ? ['facility', key.facility] : ['claim', ...claim];
    const parts = [...scope, resourceType, ...natural];
    const name = JSON.stringify(parts);
    const ordinal = (ordinals.get(name) ?? 0) + 1;
    ordinals.set(name, ordinal);
    const distinct = ordinal === 1 ? parts : [...parts, `#${ordinal}`];
    ids.set(`${resourceType}/${resource.id}`, deriveId(context, distinct));
  }
  return ids;
}

function rewriteReferences(
  node: unknown,
  at: string,
  ids: ReadonlyMap<string, string>,
  dangling: DanglingReference[],
): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (let i = 0; i < node.length; i++) rewriteReferences(node[i], `${at}[${i}]`, ids, dangling);
    return;
  }
  const object = node as Record<string, unknown>;
  for (const name in object) {
    const value = object[name];
    if (name === 'reference' && typeof value === 'string') {
      const id = ids.get(value);
      if (id !== undefined) object[name] = `urn:uuid:${id}`;
      else dangling.push({ expression: at, reference: value });
    } else if (typeof value === 'object') {
      rewriteReferences(value, `${at}.${name}`, ids, dangling);
    }
  }
}
