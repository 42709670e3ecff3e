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
  /** Ids of what many claims of a submission name again: its facility, funds and doctors. */
  readonly known?: Map<string, string>;
}

/** Ids that are remembered: people of one claim each would only fill the memory. */
const KNOWN_MAX = 1000;

export function identityContext(tenant: string, identityKey: Uint8Array): IdentityContext {
  return { tenant, digest: hmacSha256(identityKey), known: new Map() };
}

const encoder = new TextEncoder();

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A UUID of version 8 from the parts; JSON keeps their borders apart. */
export function deriveId(context: IdentityContext, parts: readonly string[]): string {
  const bytes = context.digest(encoder.encode(JSON.stringify([context.tenant, ...parts])));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let id = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) id += '-';
    id += hexOf[bytes[i] ?? 0];
  }
  return id;
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
    if (!rewriteReferences(resource, ids)) {
      dangling.push(...danglingIn(resource, `Bundle.entry[${index}].resource`, ids));
    }
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
    const shared = role?.scope === 'facility' && ordinal === 1;
    const id = shared ? knownId(context, name, distinct) : deriveId(context, distinct);
    ids.set(`${resourceType}/${resource.id}`, id);
  }
  return ids;
}

function knownId(context: IdentityContext, name: string, parts: readonly string[]): string {
  const { known } = context;
  const found = known?.get(name);
  if (found !== undefined) return found;
  const id = deriveId(context, parts);
  if (known !== undefined && known.size < KNOWN_MAX) known.set(name, id);
  return id;
}

/** False if a reference names nothing of the bundle. */
function rewriteReferences(node: object, ids: ReadonlyMap<string, string>): boolean {
  let whole = true;
  if (Array.isArray(node)) {
    for (const each of node) {
      if (typeof each === 'object' && each !== null && !rewriteReferences(each, ids)) whole = false;
    }
    return whole;
  }
  const object = node as Record<string, unknown>;
  for (const name in object) {
    const value = object[name];
    if (name === 'reference' && typeof value === 'string') {
      const id = ids.get(value);
      if (id === undefined) whole = false;
      else object[name] = `urn:uuid:${id}`;
    } else if (typeof value === 'object' && value !== null) {
      if (!rewriteReferences(value, ids)) whole = false;
    }
  }
  return whole;
}

/** References that were left as they are, each with the path of the element that holds it. */
function danglingIn(
  node: unknown,
  at: string,
  ids: ReadonlyMap<string, string>,
): readonly DanglingReference[] {
  const known = new Set([...ids.values()].map((id) => `urn:uuid:${id}`));
  const found: DanglingReference[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) walk(each, `${path}[${index}]`);
      return;
    }
    for (const [name, inner] of Object.entries(value)) {
      if (name !== 'reference' || typeof inner !== 'string') walk(inner, `${path}.${name}`);
      else if (!known.has(inner)) found.push({ expression: path, reference: inner });
    }
  };
  walk(node, at);
  return found;
}
