/** Value sets and code systems by canonical, for the compiler. */
import { bareCanonical } from '../compiler/definitions.ts';
import { type CodeTable, codeTable, type RawCodeSystem } from './code-systems.ts';
import { type Lookup, type Membership, membershipOf, type RawValueSet } from './compose.ts';

export type { Membership } from './compose.ts';

/** What is held, by the compiler from definitions or at run time from generated modules. */
export interface HeldTerminology {
  /** Undefined if the value set is not known. */
  membership(canonical: string): Membership | undefined;
  /** Displays of a code, the preferred one first; undefined where none is held. */
  displays(system: string, code: string): readonly string[] | undefined;
}

export interface Terminology extends HeldTerminology {
  table(system: string): CodeTable | undefined;
  readonly systems: readonly string[];
}

function isRaw(value: unknown, type: string): boolean {
  const resource = value as { resourceType?: unknown; url?: unknown } | null;
  return resource?.resourceType === type && typeof resource.url === 'string';
}

function indexed<T extends { readonly url: string; readonly version?: string }>(
  values: readonly T[],
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const value of values) {
    found.set(value.url, value);
    if (value.version !== undefined) found.set(`${value.url}|${value.version}`, value);
  }
  return found;
}

export function createTerminology(
  valueSets: readonly unknown[],
  codeSystems: readonly unknown[],
): Terminology {
  const sets = indexed(valueSets.filter((one) => isRaw(one, 'ValueSet')) as RawValueSet[]);
  const systems = indexed(codeSystems.filter((one) => isRaw(one, 'CodeSystem')) as RawCodeSystem[]);
  const tables = new Map<string, CodeTable>();
  const made = new Map<string, Membership | undefined>();
  const lookup: Lookup = {
    valueSet: (canonical) => sets.get(canonical) ?? sets.get(bareCanonical(canonical)),
    table(system) {
      const raw = systems.get(system);
      if (raw === undefined) return undefined;
      const table = tables.get(system) ?? codeTable(raw);
      tables.set(system, table);
      return table;
    },
  };
  return {
    membership(canonical) {
      if (!made.has(canonical)) made.set(canonical, membershipOf(lookup, canonical));
      return made.get(canonical);
    },
    table: lookup.table,
    displays(system, code) {
      const concept = lookup.table(system)?.concepts.get(code);
      return concept && [concept.display ?? [], concept.designations].flat();
    },
    systems: [...new Set([...systems.values()].map(({ url }) => url))],
  };
}
