/** Emits the check of one value of an element: its type's function, then every concern. */
import { emitBinding } from './binding.ts';
import type { Concern, ValueSite } from './compilation.ts';
import { emitFixed, emitPattern } from './fixed.ts';
import { emitSiteInvariants } from './invariant.ts';
import { emitLimits } from './limits.ts';
import { emitPrimitive, isPrimitive, typeCode } from './primitives.ts';
import { emitReference } from './reference.ts';

const CONCERNS: readonly Concern[] = [
  emitLimits,
  emitFixed,
  emitPattern,
  emitBinding,
  emitReference,
  emitSiteInvariants,
];

const ABSTRACT = new Set(['Resource', 'DomainResource']);

export function emitConcerns(site: ValueSite): string {
  return CONCERNS.map((concern) => concern(site)).join('');
}

/** Calls a check and puts the place in front of what it finds. */
export function emitCall(check: string, site: ValueSite): string {
  const { value, key, index } = site;
  return `m = c.count; ${check}(${value}, c); if (c.count !== m) c.under(m, ${key}, ${index});`;
}

/** The same where the value was looked at before: what is found now may stand before that. */
export function emitLateCall(check: string, site: ValueSite): string {
  const { value, key, index } = site;
  const under = `c.under(m, ${key}, ${index}); c.unordered = true;`;
  return `m = c.count; ${check}(${value}, c); if (c.count !== m) { ${under} }`;
}

function profilesOf(site: ValueSite): readonly string[] {
  const type = site.node.definition.type?.find((one) => typeCode(one) === site.type);
  return type?.profile ?? [];
}

function emitProfiles(site: ValueSite, profiles: readonly string[]): string {
  const { compilation, tree, node, value, key, index } = site;
  const checks = profiles
    .map((profile) => compilation.typeCheck(profile, tree, node.id))
    .filter((check) => check !== undefined);
  const [only] = checks;
  if (only === undefined) return '';
  if (checks.length === 1) return emitCall(only, site);
  return `P.anyProfile(c, ${value}, [${checks.join(',')}], ${key}, ${index});`;
}

/** A resource is a world of its own: `%resource`, `meta.profile` and its base change with it. */
function emitResource(site: ValueSite, profiles: readonly string[]): string {
  const { compilation, value, key, index } = site;
  for (const profile of profiles) {
    const structure = compilation.definitions.byCanonical(profile);
    if (structure !== undefined) compilation.require(structure);
  }
  const canonicals = compilation.writer.constant(JSON.stringify(profiles));
  return `P.resource(c, ${value}, ${canonicals}, ${key}, ${index});`;
}

/** The function for the content of a complex value: of the snapshot, its profile or its type. */
function emitContent(site: ValueSite): string {
  const { compilation, tree, node, type } = site;
  const reference = node.definition.contentReference;
  const target =
    reference === undefined ? undefined : tree.byId(reference.slice(reference.indexOf('#') + 1));
  if (target !== undefined) return emitCall(compilation.nodeCheck(tree, target), site);
  if (node.children.length > 0) return emitCall(compilation.nodeCheck(tree, node), site);
  const profiles = profilesOf(site);
  if (ABSTRACT.has(type)) return emitResource(site, profiles);
  const structure = compilation.definitions.byType(type);
  if (structure?.kind === 'resource')
    return emitResource(site, profiles.length > 0 ? profiles : [structure.url]);
  if (profiles.length > 0) return emitProfiles(site, profiles);
  const check = compilation.typeCheck(type, tree, node.id);
  return check === undefined ? '' : emitCall(check, site);
}

export function emitValue(site: ValueSite): string {
  if (isPrimitive(site.type)) {
    const { type, value, key, index } = site;
    const form = type === 'canonical' ? `P.canonical(c, ${value}, ${key}, ${index});` : '';
    return emitPrimitive(site, form + emitConcerns(site));
  }
  return emitContent(site) + emitConcerns(site);
}
