/** The parts of StructureDefinition that the compiler reads, and an index over many of them. */

export interface ElementType {
  readonly code: string;
  readonly profile?: readonly string[];
  readonly targetProfile?: readonly string[];
  readonly aggregation?: readonly string[];
  readonly extension?: readonly { readonly url: string; readonly [value: string]: unknown }[];
}

export interface Constraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  readonly expression?: string;
  readonly source?: string;
  readonly extension?: readonly { readonly url: string; readonly valueBoolean?: boolean }[];
}

export interface Discriminator {
  readonly type: 'value' | 'pattern' | 'exists' | 'type' | 'profile';
  readonly path: string;
}

export interface Slicing {
  readonly discriminator?: readonly Discriminator[];
  readonly ordered?: boolean;
  readonly rules: 'open' | 'closed' | 'openAtEnd';
}

export interface Binding {
  readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
  readonly valueSet?: string;
  readonly extension?: readonly { readonly url: string; readonly [value: string]: unknown }[];
}

/** http://hl7.org/fhir/R4/elementdefinition.html; fixed[x] and pattern[x] stand under their keys. */
export interface ElementDefinition {
  readonly id?: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly min?: number;
  readonly max?: string;
  readonly base?: { readonly path: string; readonly min: number; readonly max: string };
  readonly type?: readonly ElementType[];
  readonly contentReference?: string;
  readonly slicing?: Slicing;
  readonly binding?: Binding;
  readonly constraint?: readonly Constraint[];
  readonly maxLength?: number;
  readonly isModifier?: boolean;
  readonly mustSupport?: boolean;
  readonly representation?: readonly string[];
  readonly [value: string]: unknown;
}

export interface StructureDefinition {
  readonly resourceType: 'StructureDefinition';
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly kind: 'primitive-type' | 'complex-type' | 'resource' | 'logical';
  readonly abstract?: boolean;
  readonly type: string;
  readonly baseDefinition?: string;
  readonly derivation?: 'specialization' | 'constraint';
  readonly context?: readonly { readonly type: string; readonly expression: string }[];
  readonly contextInvariant?: readonly string[];
  readonly snapshot?: { readonly element: readonly ElementDefinition[] };
  readonly differential?: { readonly element: readonly ElementDefinition[] };
}

export const R4_CANONICAL = 'http://hl7.org/fhir/StructureDefinition/';

/** A canonical without its `|version`. */
export function bareCanonical(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar < 0 ? canonical : canonical.slice(0, bar);
}

export function isStructureDefinition(value: unknown): value is StructureDefinition {
  const resource = value as { resourceType?: unknown; url?: unknown; kind?: unknown } | null;
  return (
    typeof resource === 'object' &&
    resource !== null &&
    resource.resourceType === 'StructureDefinition' &&
    typeof resource.url === 'string' &&
    typeof resource.kind === 'string'
  );
}

/** Looks definitions up by canonical, or by the type code an element names. */
export interface Definitions {
  byCanonical(canonical: string): StructureDefinition | undefined;
  /** `HumanName`, or the canonical of a logical model used as a type. */
  byType(code: string): StructureDefinition | undefined;
  readonly all: readonly StructureDefinition[];
}

/** Later definitions of the same canonical win, so that a user's file overrides a shipped one. */
export function indexDefinitions(values: readonly unknown[]): Definitions {
  const found = new Map<string, StructureDefinition>();
  for (const value of values) {
    if (!isStructureDefinition(value)) continue;
    if (value.version !== undefined) found.set(`${value.url}|${value.version}`, value);
    found.set(value.url, value);
  }
  const byCanonical = (canonical: string) =>
    found.get(canonical) ?? found.get(bareCanonical(canonical));
  return {
    byCanonical,
    byType: (code) => byCanonical(code.includes(':') ? code : R4_CANONICAL + code),
    all: [...new Set(found.values())],
  };
}
