/** CodeSystems as the expander needs them: concepts with their parents, properties and displays. */

export interface Concept {
  readonly code: string;
  readonly display?: string;
  readonly designations: readonly string[];
  readonly parents: readonly string[];
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

export interface CodeTable {
  readonly url: string;
  /** Only a complete CodeSystem can say that a code does not exist. */
  readonly complete: boolean;
  readonly caseSensitive: boolean;
  readonly concepts: ReadonlyMap<string, Concept>;
}

export interface RawConcept {
  readonly code: string;
  readonly display?: string;
  readonly designation?: readonly { readonly value?: string }[];
  readonly property?: readonly { readonly code: string; readonly [value: string]: unknown }[];
  readonly concept?: readonly RawConcept[];
}

export interface RawCodeSystem {
  readonly resourceType: 'CodeSystem';
  readonly url: string;
  readonly version?: string;
  readonly content?: string;
  readonly caseSensitive?: boolean;
  readonly concept?: readonly RawConcept[];
}

function propertiesOf(raw: RawConcept): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const property of raw.property ?? []) {
    const key = Object.keys(property).find((name) => name.startsWith('value'));
    if (key === undefined) continue;
    const value = property[key];
    const code = typeof value === 'object' && value !== null ? Reflect.get(value, 'code') : value;
    found[property.code] ??= [];
    found[property.code]?.push(String(code));
  }
  return found;
}

/** Parents by nesting, and by the properties `subsumedBy` and `parent` (v3 tables use them). */
export function codeTable(raw: RawCodeSystem): CodeTable {
  const concepts = new Map<string, Concept>();
  const add = (list: readonly RawConcept[], parent: readonly string[]): void => {
    for (const one of list) {
      const properties = propertiesOf(one);
      const named = [...(properties.subsumedBy ?? []), ...(properties.parent ?? [])];
      const designations = (one.designation ?? []).flatMap(({ value }) => value ?? []);
      concepts.set(one.code, {
        code: one.code,
        ...(one.display === undefined ? {} : { display: one.display }),
        designations,
        parents: [...parent, ...named],
        properties,
      });
      add(one.concept ?? [], [one.code]);
    }
  };
  add(raw.concept ?? [], []);
  return {
    url: raw.url,
    complete: raw.content === 'complete',
    caseSensitive: raw.caseSensitive !== false,
    concepts,
  };
}

/** True if `ancestor` is reached over any chain of parents; cycles end. */
export function isBelow(table: CodeTable, code: string, ancestor: string): boolean {
  const seen = new Set<string>();
  const open = [code];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const parent of table.concepts.get(next)?.parents ?? []) {
      if (parent === ancestor) return true;
      if (seen.has(parent)) continue;
      seen.add(parent);
      open.push(parent);
    }
  }
  return false;
}
