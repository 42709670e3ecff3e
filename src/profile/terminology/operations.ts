/** What can be answered about value sets from what is held: ValueSet/$expand, $validate-code. */
import type { CodeTable } from './code-systems.ts';
import type { Membership } from './compose.ts';
import { GRAMMARS } from './grammar-names.ts';
import type { Terminology } from './terminology.ts';

export interface ExpandedCode {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** `open` names the systems whose codes are not held, so that the list is not all of the set. */
export interface Expansion {
  readonly url: string;
  readonly contains: readonly ExpandedCode[];
  readonly open: readonly string[];
}

/** `result` undefined: the set takes codes of a system that is not held, so nobody can say here. */
export interface CodeAnswer {
  readonly result: boolean | undefined;
  readonly display?: string;
}

function displayed(table: CodeTable | undefined, system: string, code: string): ExpandedCode {
  const display = table?.concepts.get(code)?.display;
  return { system, code, ...(display === undefined ? {} : { display }) };
}

/** Undefined for a value set that is not known. */
export function expand(terminology: Terminology, canonical: string): Expansion | undefined {
  const set = terminology.membership(canonical);
  if (set === undefined) return undefined;
  const contains = set.parts.flatMap(({ system, codes = [] }) =>
    codes.map((code) => displayed(terminology.table(system), system, code)),
  );
  const open = set.parts.filter(({ codes }) => codes === undefined).map(({ system }) => system);
  return { url: set.url, contains, open };
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
  { terminology, tests }: { readonly terminology: Terminology; readonly tests: Tests },
  canonical: string,
  { system, code }: { readonly system: string; readonly code: string },
): CodeAnswer | undefined {
  const set = terminology.membership(canonical);
  if (set === undefined) return undefined;
  const part = set.parts.find((one) => one.system === system);
  const { display } = displayed(terminology.table(system), system, code);
  const result = part === undefined ? false : inPart(part, code, tests);
  return { result, ...(display === undefined ? {} : { display }) };
}
