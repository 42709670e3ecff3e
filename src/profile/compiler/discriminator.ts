/**
 * Emits the condition under which an item belongs to a slice.
 * http://hl7.org/fhir/R4/profiling.html#discriminator
 */
import { valueSetConstant } from './binding.ts';
import { report, type ValueSite } from './compilation.ts';
import type { Discriminator } from './definitions.ts';
import { expectationOf, pathSteps, type Step } from './discriminator-path.ts';
import { literal } from './module-writer.ts';
import { typeCode } from './primitives.ts';
import type { ElementNode } from './tree.ts';

/** `w?.system` where the path is one plain name, else a walk that returns all values. */
function emitValues(site: ValueSite, steps: readonly Step[]): string {
  const constant = site.compilation.writer.constant(literal(steps));
  return `P.at(c, ${site.value}, ${constant})`;
}

function emitValueMatch(
  site: ValueSite,
  slice: ElementNode,
  steps: readonly Step[],
): string | undefined {
  const { compilation, tree, value } = site;
  const expected = expectationOf({ compilation, tree, node: slice }, steps);
  if (expected === undefined) return undefined;
  const { writer } = compilation;
  if (expected.kind === 'codes') {
    const constant = valueSetConstant(compilation, expected.valueSet);
    if (constant === undefined) return undefined;
    return `P.someCoded(${emitValues(site, steps)}, ${constant})`;
  }
  const [step] = steps;
  const plain = steps.length === 1 && step?.kind === 'name' && step.keys.length === 1;
  if (plain && typeof expected.value === 'string')
    return `P.isOrHas(${value}?.[${literal(step.keys[0])}], ${literal(expected.value)})`;
  const constant = writer.constant(literal(expected.value));
  return `P.some${expected.kind === 'fixed' ? 'Equals' : 'Holds'}(${emitValues(site, steps)}, ${constant})`;
}

function emitExists(site: ValueSite, slice: ElementNode, steps: readonly Step[]): string {
  const { compilation, tree } = site;
  const expected = expectationOf({ compilation, tree, node: slice }, steps, true);
  const wanted = expected?.kind === 'exists' && expected.value === true;
  return `(${emitValues(site, steps)}.length ${wanted ? '> 0' : '=== 0'})`;
}

/** The slice's types at the path; a resource by its resourceType, a datatype by its JSON name. */
function emitType(site: ValueSite, slice: ElementNode, steps: readonly Step[]): string {
  const { compilation, tree } = site;
  const at = expectationOf({ compilation, tree, node: slice }, steps, true);
  const types = (at?.node?.definition.type ?? slice.definition.type ?? []).map(typeCode);
  return `P.someOfType(${emitValues(site, steps)}, ${literal(types)})`;
}

/** The profiles that the element, or the target of the reference, has in this slice. */
function profilesAt(
  site: ValueSite,
  slice: ElementNode,
  steps: readonly Step[],
): readonly string[] {
  const { compilation, tree } = site;
  const resolved = steps.at(-1)?.kind === 'resolve';
  const path = resolved ? steps.slice(0, -1) : steps;
  const node = expectationOf({ compilation, tree, node: slice }, path, true)?.node ?? slice;
  const [type] = node.definition.type ?? [];
  return (resolved ? type?.targetProfile : type?.profile) ?? [];
}

function emitProfile(
  site: ValueSite,
  slice: ElementNode,
  steps: readonly Step[],
): string | undefined {
  const profiles = profilesAt(site, slice, steps);
  if (profiles.length === 0) return undefined;
  for (const profile of profiles) {
    const structure = site.compilation.definitions.byCanonical(profile);
    if (structure !== undefined) site.compilation.require(structure);
  }
  return `P.someConforms(c, ${emitValues(site, steps)}, ${literal(profiles)})`;
}

function emitOne(site: ValueSite, slice: ElementNode, rule: Discriminator): string | undefined {
  const steps = pathSteps(rule.path, site.node);
  if (steps === undefined) return undefined;
  switch (rule.type) {
    case 'value':
    case 'pattern':
      return emitValueMatch(site, slice, steps);
    case 'exists':
      return emitExists(site, slice, steps);
    case 'type':
      return emitType(site, slice, steps);
    case 'profile':
      return emitProfile(site, slice, steps);
  }
}

export function emitMatch(site: ValueSite, sliced: ElementNode, slice: ElementNode): string {
  const rules = sliced.definition.slicing?.discriminator ?? [];
  const conditions = rules.map((rule) => {
    const condition = emitOne(site, slice, rule);
    return condition ?? (rules.length > 1 ? 'true' : undefined);
  });
  if (conditions.length === 0 || conditions.includes(undefined)) {
    const message = `slice ${slice.id}: its discriminator has no value to tell it by`;
    report(site.compilation, site.tree, { element: slice.id, message });
    return 'false';
  }
  return conditions.join(' && ');
}
