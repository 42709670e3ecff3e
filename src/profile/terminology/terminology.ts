/** ValueSets to memberships: what codes of which systems belong, as far as it can be known. */
import { bareCanonical } from '../compiler/definitions.ts';
import { type CodeTable, codeTable, type RawCodeSystem } from './code-systems.ts';
import { type Filter, filterCodes, filterProblem } from './filters.ts';
import { GRAMMARS, type GrammarName } from './grammar-names.ts';

/** Codes of one system: listed, or by grammar, or not known here. */
export interface SystemPart {
  readonly system: string;
  readonly codes?: readonly string[];
  readonly grammar?: GrammarName;
  /** The system is not shipped: a code of it can be neither confirmed nor refused. */
  readonly unchecked?: true;
  readonly excluded?: readonly string[];
}

export interface Membership {
  readonly url: string;
  readonly parts: readonly SystemPart[];
}

interface Compose {
  readonly system?: string;
  readonly valueSet?: readonly string[];
  readonly concept?: readonly { readonly code: string }[];
  readonly filter?: readonly Filter[];
}

export interface RawValueSet {
  readonly resourceType: 'ValueSet';
  readonly url: string;
  readonly version?: string;
  readonly compose?: {
    readonly include?: readonly Compose[];
    readonly exclude?: readonly Compose[];
  };
  readonly expansion?: {
    readonly contains?: readonly { readonly system?: string; readonly code?: string }[];
  };
}

export interface Terminology {
  /** Undefined if the value set is not known. */
  membership(canonical: string): Membership | undefined;
  table(system: string): CodeTable | undefined;
  readonly systems: readonly string[];
}

type Parts = ReadonlyMap<string, SystemPart>;

function merge(parts: Map<string, SystemPart>, part: SystemPart): void {
  const known = parts.get(part.system);
  if (known === undefined) parts.set(part.system, part);
  else if (known.codes !== undefined && part.codes !== undefined)
    parts.set(part.system, { ...known, codes: [...new Set([...known.codes, ...part.codes])] });
  else parts.set(part.system, known.codes === undefined ? known : { ...part });
}

function intersect(left: SystemPart, right: SystemPart): SystemPart {
  if (left.codes === undefined) return right;
  if (right.codes === undefined) return left;
  const held = new Set(right.codes);
  return { ...left, codes: left.codes.filter((code) => held.has(code)) };
}

function remove(parts: Map<string, SystemPart>, part: SystemPart): void {
  const known = parts.get(part.system);
  if (known === undefined) return;
  const gone = part.codes;
  if (gone === undefined) {
    if (part.unchecked !== true) parts.delete(part.system);
  } else if (known.codes === undefined) parts.set(part.system, { ...known, excluded: gone });
  else {
    const excluded = new Set(gone);
    const codes = known.codes.filter((code) => !excluded.has(code));
    parts.set(part.system, { ...known, codes });
  }
}

function isRaw(value: unknown, type: string): boolean {
  const resource = value as { resourceType?: unknown; url?: unknown } | null;
  return resource?.resourceType === type && typeof resource.url === 'string';
}

function grammarOf(system: string): GrammarName | undefined {
  return (GRAMMARS as Readonly<Record<string, GrammarName>>)[system];
}

export function createTerminology(
  valueSets: readonly unknown[],
  codeSystems: readonly unknown[],
): Terminology {
  const sets = new Map<string, RawValueSet>();
  for (const value of valueSets)
    if (isRaw(value, 'ValueSet')) {
      const set = value as RawValueSet;
      sets.set(set.url, set);
      if (set.version !== undefined) sets.set(`${set.url}|${set.version}`, set);
    }
  const systems = new Map<string, RawCodeSystem>();
  for (const value of codeSystems)
    if (isRaw(value, 'CodeSystem'))
      systems.set((value as RawCodeSystem).url, value as RawCodeSystem);
  const tables = new Map<string, CodeTable>();
  const made = new Map<string, Membership | undefined>();

  function table(system: string): CodeTable | undefined {
    const raw = systems.get(system);
    if (raw === undefined) return undefined;
    const made = tables.get(system) ?? codeTable(raw);
    tables.set(system, made);
    return made;
  }

  function ofSystem(system: string, compose: Compose): SystemPart {
    if (compose.concept !== undefined) return { system, codes: compose.concept.map((c) => c.code) };
    const known = table(system);
    const filters = compose.filter ?? [];
    const refused = filters.some((filter) => filterProblem(filter) !== undefined);
    if (known?.complete === true && !refused) return { system, codes: filterCodes(known, filters) };
    const grammar = grammarOf(system);
    if (grammar !== undefined && filters.length === 0) return { system, grammar };
    return { system, unchecked: true };
  }

  function partsOf(compose: Compose, open: ReadonlySet<string>): Parts {
    const own = compose.system === undefined ? undefined : ofSystem(compose.system, compose);
    const nested = (compose.valueSet ?? []).map((canonical) => build(canonical, open));
    const parts = new Map<string, SystemPart>();
    if (nested.length === 0 && own !== undefined) parts.set(own.system, own);
    const [first, ...rest] = nested;
    for (const part of first?.parts ?? []) {
      if (own !== undefined && own.system !== part.system) continue;
      let meet: SystemPart | undefined = own === undefined ? part : intersect(own, part);
      for (const set of rest) {
        const other = set?.parts.find((one) => one.system === part.system);
        meet = other === undefined || meet === undefined ? undefined : intersect(meet, other);
      }
      if (meet !== undefined) parts.set(part.system, meet);
    }
    return parts;
  }

  function build(canonical: string, open: ReadonlySet<string>): Membership | undefined {
    const raw = sets.get(canonical) ?? sets.get(bareCanonical(canonical));
    if (raw === undefined || open.has(raw.url)) return undefined;
    const inside = new Set([...open, raw.url]);
    const parts = new Map<string, SystemPart>();
    for (const include of raw.compose?.include ?? [])
      for (const part of partsOf(include, inside).values()) merge(parts, part);
    for (const exclude of raw.compose?.exclude ?? [])
      for (const part of partsOf(exclude, inside).values()) remove(parts, part);
    if (raw.compose === undefined)
      for (const { system = '', code } of raw.expansion?.contains ?? [])
        if (code !== undefined) merge(parts, { system, codes: [code] });
    return { url: raw.url, parts: [...parts.values()] };
  }

  return {
    membership(canonical) {
      if (!made.has(canonical)) made.set(canonical, build(canonical, new Set()));
      return made.get(canonical);
    },
    table,
    systems: [...systems.keys()],
  };
}
