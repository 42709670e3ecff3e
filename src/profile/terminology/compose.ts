import type { CodeTable } from './code-systems.ts';
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
  readonly version?: string;
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

/** Where value sets and code systems are looked up. */
export interface Lookup {
  valueSet(canonical: string): RawValueSet | undefined;
  table(system: string): CodeTable | undefined;
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
  if (part.unchecked === true) parts.set(part.system, { system: part.system, unchecked: true });
  else if (gone === undefined) parts.delete(part.system);
  else if (known.codes === undefined) parts.set(part.system, { ...known, excluded: gone });
  else {
    const excluded = new Set(gone);
    const codes = known.codes.filter((code) => !excluded.has(code));
    parts.set(part.system, { ...known, codes });
  }
}

function grammarOf(system: string): GrammarName | undefined {
  return (GRAMMARS as Readonly<Record<string, GrammarName>>)[system];
}

function ofSystem(lookup: Lookup, system: string, compose: Compose): SystemPart {
  if (compose.concept !== undefined) return { system, codes: compose.concept.map((c) => c.code) };
  const known = lookup.table(system);
  const filters = compose.filter ?? [];
  const refused = filters.some((filter) => filterProblem(filter) !== undefined);
  if (known?.complete === true && !refused) return { system, codes: filterCodes(known, filters) };
  const grammar = grammarOf(system);
  if (grammar !== undefined && filters.length === 0) return { system, grammar };
  return { system, unchecked: true };
}

/** What all the nested value sets have of one system. */
function inAll(part: SystemPart, sets: readonly Membership[]): SystemPart | undefined {
  let meet: SystemPart | undefined = part;
  for (const set of sets) {
    const other = set.parts.find((one) => one.system === part.system);
    meet = other === undefined || meet === undefined ? undefined : intersect(meet, other);
  }
  return meet;
}

/** Undefined if a nested value set is not known: then nothing can be said of any code. */
function partsOf(lookup: Lookup, compose: Compose, open: ReadonlySet<string>): Parts | undefined {
  const { system, valueSet = [] } = compose;
  const own = system === undefined ? undefined : ofSystem(lookup, system, compose);
  const nested = valueSet.map((canonical) => membershipOf(lookup, canonical, open));
  const sets = nested.filter((set) => set !== undefined);
  if (sets.length < nested.length) return undefined;
  const [first, ...rest] = sets;
  if (first === undefined) return new Map(own === undefined ? [] : [[own.system, own]]);
  const parts = new Map<string, SystemPart>();
  for (const part of first.parts) {
    if (own !== undefined && own.system !== part.system) continue;
    const meet = inAll(own === undefined ? part : intersect(own, part), rest);
    if (meet !== undefined) parts.set(part.system, meet);
  }
  return parts;
}

function expanded(raw: RawValueSet): readonly SystemPart[] {
  const contains = raw.expansion?.contains ?? [];
  return contains.flatMap(({ system = '', code }) =>
    code === undefined ? [] : [{ system, codes: [code] }],
  );
}

/** Undefined if the value set, or one that it is made of, is not known or contains itself. */
export function membershipOf(
  lookup: Lookup,
  canonical: string,
  open: ReadonlySet<string> = new Set(),
): Membership | undefined {
  const raw = lookup.valueSet(canonical);
  if (raw === undefined || open.has(raw.url)) return undefined;
  const inside = new Set([...open, raw.url]);
  const includes = (raw.compose?.include ?? []).map((one) => partsOf(lookup, one, inside));
  const excludes = (raw.compose?.exclude ?? []).map((one) => partsOf(lookup, one, inside));
  if (includes.includes(undefined) || excludes.includes(undefined)) return undefined;
  const parts = new Map<string, SystemPart>();
  for (const include of includes) for (const part of include?.values() ?? []) merge(parts, part);
  for (const exclude of excludes) for (const part of exclude?.values() ?? []) remove(parts, part);
  if (raw.compose === undefined) for (const part of expanded(raw)) merge(parts, part);
  const { url, version } = raw;
  return { url, ...(version === undefined ? {} : { version }), parts: [...parts.values()] };
}
