/** FHIRPath `memberOf()` against the value sets at hand. */
import { GRAMMAR_TESTS } from '../profile/runtime/grammars.ts';
import { expand, validateCode } from '../profile/terminology/operations.ts';
import { createTerminology, type Terminology } from '../profile/terminology/terminology.ts';

export interface TerminologyResources {
  readonly valueSets: Iterable<unknown>;
  readonly codeSystems: Iterable<unknown>;
}

interface Coding {
  readonly system: string | undefined;
  readonly code: string;
}

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is asked about: a code, a Coding, or any of a concept's codings. */
function codingsOf(value: unknown): Coding[] {
  if (typeof value === 'string') return [{ system: undefined, code: value }];
  if (!isJson(value)) return [];
  if (Array.isArray(value.coding)) return value.coding.flatMap(codingsOf);
  const system = typeof value.system === 'string' ? value.system : undefined;
  return typeof value.code === 'string' ? [{ system, code: value.code }] : [];
}

/** A code without system is a member if some system of the set has it. */
function isMember(terminology: Terminology, url: string, { system, code }: Coding) {
  if (system !== undefined) {
    const held = { terminology, tests: GRAMMAR_TESTS };
    return validateCode(held, url, { system, code })?.result;
  }
  const expansion = expand(terminology, url);
  if (expansion?.contains.some((one) => one.code === code) === true) return true;
  return expansion?.open.length === 0 ? false : undefined;
}

/** A hook for FHIRPath: undefined where the value set or its codes are not known. */
export function memberOf({ valueSets, codeSystems }: TerminologyResources) {
  let terminology: Terminology | undefined;
  return (value: unknown, url: string): boolean | undefined => {
    terminology ??= createTerminology([...valueSets], [...codeSystems]);
    const held = terminology;
    if (held.membership(url) === undefined) return undefined;
    const answers = codingsOf(value).map((coding) => isMember(held, url, coding));
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
  };
}
