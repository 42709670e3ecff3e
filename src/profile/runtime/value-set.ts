/** The codes of a value set at run time. */
import type { Membership } from '../terminology/terminology.ts';
import { GRAMMAR_TESTS } from './grammars.ts';

export interface ValueSet {
  readonly url: string;
  /** The definition's content, for who asks for the list itself. */
  readonly membership: Membership;
  /** Tests a code whose system the element's type leaves open. */
  readonly codes: { has(code: string): boolean };
  /** Undefined where the system is in the set but its codes are not known here. */
  has(system: string | undefined, code: string): boolean | undefined;
  /** The first of the set's systems that cannot be checked. */
  readonly unchecked: string | undefined;
  /** A few codes, to show what was expected. */
  readonly examples: string;
}

type Test = (code: string) => boolean | undefined;

const SHOWN_CODES = 12;

function testOf(part: Membership['parts'][number]): Test {
  const excluded = new Set(part.excluded);
  if (part.codes !== undefined) {
    const codes = new Set(part.codes);
    return (code) => codes.has(code);
  }
  const grammar = part.grammar === undefined ? undefined : GRAMMAR_TESTS[part.grammar];
  if (grammar === undefined) return () => undefined;
  return (code) => (excluded.has(code) ? false : grammar(code));
}

function examplesOf(set: Membership): string {
  const codes = set.parts.flatMap((part) => part.codes ?? [part.system]);
  const first = codes.slice(0, SHOWN_CODES).join(', ');
  return codes.length > SHOWN_CODES ? `${first}, …` : first;
}

export function valueSet(set: Membership): ValueSet {
  const tests = new Map(set.parts.map((part) => [part.system, testOf(part)]));
  const open = set.parts.filter((part) => part.codes === undefined);
  const listed = new Set(set.parts.flatMap((part) => part.codes ?? []));
  const anyTest: readonly Test[] = open.flatMap((part) => tests.get(part.system) ?? []);
  const codes =
    open.length === 0
      ? listed
      : { has: (code: string) => listed.has(code) || anyTest.some((test) => test(code) !== false) };
  return {
    ...{ url: set.url, membership: set, codes },
    has: (system, code) => {
      const test = system === undefined ? undefined : tests.get(system);
      return test === undefined ? false : test(code);
    },
    unchecked: set.parts.find((part) => part.unchecked === true)?.system,
    examples: examplesOf(set),
  };
}
