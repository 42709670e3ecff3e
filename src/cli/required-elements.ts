/** Elements that the profiles of a map's target require, beyond what their types do. */
import type { ElementDefinition, StructureDefinition } from '../profile/compiler/definitions.ts';
import { isStructureDefinition } from '../profile/compiler/definitions.ts';

/** `Claim.item` to `net, productOrService`: elements that must be there in each such object. */
type Required = ReadonlyMap<string, ReadonlySet<string>>;

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}

/** Slices are left out: which of them an object is meant to be cannot be told from the map. */
function isPlain({ id = '' }: ElementDefinition): boolean {
  return !id.includes(':');
}

function requiredBy(profile: StructureDefinition): Required {
  const found = new Map<string, Set<string>>();
  for (const element of (profile.snapshot ?? profile.differential)?.element ?? []) {
    const { path, min = 0 } = element;
    if (!path.includes('.') || !isPlain(element)) continue;
    const parent = parentOf(path);
    const names = found.get(parent) ?? new Set();
    found.set(parent, names);
    if (min > 0) names.add(path.slice(parent.length + 1).replace('[x]', ''));
  }
  return found;
}

function isProfile(value: unknown): value is StructureDefinition {
  return (
    isStructureDefinition(value) && value.derivation === 'constraint' && value.kind === 'resource'
  );
}

const base = 'http://hl7.org/fhir/StructureDefinition/';

/** A profile, by URL or by name, and those of what its elements hold. */
export function reachable(
  definitions: readonly unknown[],
  names: Iterable<string>,
): ReadonlySet<string> {
  const profiles = definitions.filter(isProfile);
  const found = new Set<string>();
  const due = [...names];
  for (const name of due) {
    const profile = profiles.find(({ url, name: own }) => url === name || own === name);
    const url = profile?.url ?? name;
    if (found.has(url)) continue;
    found.add(url);
    for (const { type = [] } of profile?.snapshot?.element ?? []) {
      due.push(...type.flatMap(({ code, profile = [base + code] }) => profile));
    }
  }
  return found;
}

/**
 * What every profile of a type requires; where they differ, a map may be right for one of them.
 * `urls` names the profiles that count, by default all; a type named by itself requires no more.
 */
export function requiredElements(
  definitions: readonly unknown[],
  urls?: ReadonlySet<string>,
): (type: string) => readonly string[] {
  const profiles = definitions.filter(isProfile).filter(({ url }) => urls?.has(url) ?? true);
  const all = profiles.map((profile) => ({ type: profile.type, required: requiredBy(profile) }));
  const known = new Map<string, readonly string[]>();
  const make = (type: string): readonly string[] => {
    const [resource = type] = type.split('.');
    if (urls?.has(base + resource)) return [];
    const [first, ...others] = all
      .filter((one) => one.type === resource)
      .map(({ required }) => required.get(type) ?? new Set<string>());
    return [...(first ?? [])].filter((name) => others.every((names) => names.has(name)));
  };
  return (type) => {
    const names = known.get(type) ?? make(type);
    known.set(type, names);
    return names;
  };
}
