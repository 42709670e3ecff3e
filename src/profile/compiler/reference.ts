/** Target types of a Reference, and of a canonical by the type it names. */
import type { Concern, ValueSite } from './compilation.ts';
import { bareCanonical, R4_CANONICAL } from './definitions.ts';
import { literal } from './module-writer.ts';
import { typeCode } from './primitives.ts';

/** The resource types that the target profiles constrain; empty where any resource may stand. */
function targetTypes(site: ValueSite): readonly string[] {
  const type = site.node.definition.type?.find((one) => typeCode(one) === site.type);
  const types = (type?.targetProfile ?? []).map((profile) => {
    const known = site.compilation.definitions.byCanonical(profile);
    return known?.type ?? bareCanonical(profile).slice(R4_CANONICAL.length);
  });
  return types.includes('Resource') || types.includes('') ? [] : [...new Set(types)];
}

function emitCanonicalTarget(site: ValueSite, targets: readonly string[]): string {
  // What a resource claims to be is looked at when its profiles are.
  if (site.node.definition.base?.path === 'Meta.profile') return '';
  const constant = site.compilation.writer.constant(`new Set(${literal(targets)})`);
  return `P.canonicalTarget(c, ${site.value}, ${constant}, ${site.key}, ${site.index});`;
}

/** Where the profile says what is referred to must be held: contained, in the Bundle, elsewhere. */
function emitAggregation({ node, value, key, index, compilation }: ValueSite): string {
  const modes = node.definition.type?.find((one) => typeCode(one) === 'Reference')?.aggregation;
  if (modes === undefined || modes.length === 0) return '';
  const constant = compilation.writer.constant(literal(modes));
  return `P.aggregation(c, ${value}, ${constant}, ${key}, ${index});`;
}

function emitTarget(site: ValueSite, targets: readonly string[]): string {
  if (targets.length === 0) return '';
  const constant = site.compilation.writer.constant(`new Set(${literal(targets)})`);
  const strict = !site.tree.structure.url.startsWith(R4_CANONICAL);
  return `P.target(c, ${site.value}, ${constant}, ${strict}, ${site.key}, ${site.index});`;
}

export const emitReference: Concern = (site) => {
  if (site.type === 'Reference') return emitTarget(site, targetTypes(site)) + emitAggregation(site);
  if (site.type !== 'canonical') return '';
  const targets = targetTypes(site);
  return targets.length === 0 ? '' : emitCanonicalTarget(site, targets);
};
