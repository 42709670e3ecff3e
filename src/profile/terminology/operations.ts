/** What can be answered about value sets from what is held: ValueSet/$expand, $validate-code. */
import type { Membership } from './compose.ts';
import { GRAMMARS } from './grammar-names.ts';
import type { HeldTerminology } from './terminology.ts';

export interface ExpandedCode {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** `open` names the systems whose codes are not held, so that the list is not all of the set. */
export interface Expansion {
  readonly url: string;
  readonly version?: string;
  readonly contains: readonly ExpandedCode[];
  readonly open: readonly string[];
}

/** `result` undefined: the set takes codes of a system that is not held, so nobody can say here. */
export interface CodeAnswer {
  readonly result: boolean | undefined;
  readonly display?: string;
}

function displayed(held: HeldTerminology, system: string, code: string): ExpandedCode {
  const [display] = held.displays(system, code) ?? [];
  return { system, code, ...(display === undefined ? {} : { display }) };
}

/** Undefined for a value set that is not known. */
export function expand(held: HeldTerminology, canonical: string): Expansion | undefined {
  const set = held.membership(canonical);
  if (set === undefined) return undefined;
  const contains = set.parts.flatMap(({ system, codes = [] }) =>
    codes.map((code) => displayed(held, system, code)),
  );
  const open = set.parts.filter(({ codes }) => codes === undefined).map(({ system }) => system);
  const { url, version } = set;
  return { url, ...(version === undefined ? {} : { version }), contains, open };
}

type Tests = Readonly<Record<string, (code: string) => boolean | undefined>>;

function inPart(part: Membership['parts'][number], code: string, tests: Tests) {
  if (part.codes !== undefined) return part.codes.includes(code);
  if (part.excluded?.includes(code) === true) return false;
  const grammar = (GRAMMARS as Readonly<Record<string, string>>)[part.system];
  return part.unchecked === true || grammar === undefined ? undefined : tests[grammar]?.(code);
}

/** Undefined for a value set that is not known; `tests` are the grammars of the run time. */
export function validateCode(
  { terminology, tests }: { readonly terminology: HeldTerminology; readonly tests: Tests },
  canonical: string,
  { system, code }: { readonly system: string; readonly code: string },
): CodeAnswer | undefined {
  const set = terminology.membership(canonical);
  if (set === undefined) return undefined;
  const part = set.parts.find((one) => one.system === system);
  const { display } = displayed(terminology, system, code);
  const result = part === undefined ? false : inPart(part, code, tests);
  return { result, ...(display === undefined ? {} : { display }) };
}
