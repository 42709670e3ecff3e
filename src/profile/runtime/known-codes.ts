/** Codes of systems that a grammar defines: what cannot be a code is refused wherever it stands. */
import { GRAMMARS, type GrammarName } from '../terminology/grammar-names.ts';
import { GRAMMAR_TESTS } from './grammars.ts';

/** Systems whose codes have one form everywhere; countries write ICD-10 in forms of their own. */
const JUDGED: ReadonlySet<GrammarName> = new Set([
  'ucum',
  'mime',
  'language',
  'currency',
  'snomed',
  'loinc',
]);

/** Answers kept for one system: a claim says the same few codes again and again. */
const KEPT = 1024;

type Test = (code: string) => boolean;

function remembered(test: (code: string) => boolean | undefined): Test {
  const answers = new Map<string, boolean>();
  return (code) => {
    const known = answers.get(code);
    if (known !== undefined) return known;
    const possible = test(code) !== false;
    if (answers.size >= KEPT) answers.clear();
    answers.set(code, possible);
    return possible;
  };
}

const TESTS: ReadonlyMap<string, Test> = new Map(
  Object.entries(GRAMMARS)
    .filter(([, name]) => JUDGED.has(name))
    .map(([system, name]) => [system, remembered(GRAMMAR_TESTS[name])]),
);

/** The test of a system's codes, if its grammar can refuse any. */
export function codeTest(system: string): ((code: string) => boolean) | undefined {
  return TESTS.get(system);
}

/** False only where the system's grammar says that there can be no such code. */
export function canBeCode(system: string, code: string): boolean {
  return TESTS.get(system)?.(code) !== false;
}
