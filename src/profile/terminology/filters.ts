/** Filters of ValueSet.compose. http://hl7.org/fhir/R4/valueset-filter-operator.html */
import { type CodeTable, type Concept, isBelow } from './code-systems.ts';

export interface Filter {
  readonly property: string;
  readonly op: string;
  readonly value: string;
}

type Test = (table: CodeTable, concept: Concept, filter: Filter) => boolean;

/** Longest regular expression of a filter, and what may not stand in one: nested repetition. */
const PATTERN_CHARACTERS = 200;
const NESTED = /[*+}]\)?[*+{]|\([^)]*[*+][^)]*\)[*+{]/;

function valuesOf(concept: Concept, property: string): readonly string[] {
  if (property === 'concept' || property === 'code') return [concept.code];
  if (property === 'display') return concept.display === undefined ? [] : [concept.display];
  return concept.properties[property] ?? [];
}

const isA: Test = (table, concept, { value }) =>
  concept.code === value || isBelow(table, concept.code, value);

const TESTS: Readonly<Record<string, Test>> = {
  '=': (_table, concept, { property, value }) => valuesOf(concept, property).includes(value),
  'is-a': isA,
  'descendent-of': (table, concept, { value }) => isBelow(table, concept.code, value),
  'is-not-a': (table, concept, filter) => !isA(table, concept, filter),
  generalizes: (table, concept, { value }) =>
    concept.code === value || isBelow(table, value, concept.code),
  in: (_table, concept, { property, value }) =>
    valuesOf(concept, property).some((one) => value.split(',').includes(one)),
  'not-in': (_table, concept, { property, value }) =>
    !valuesOf(concept, property).some((one) => value.split(',').includes(one)),
  exists: (_table, concept, { property, value }) =>
    valuesOf(concept, property).length > 0 === (value === 'true'),
  regex: (_table, concept, { property, value }) => {
    const pattern = new RegExp(`^(?:${value})$`, 'u');
    return valuesOf(concept, property).some((one) => pattern.test(one));
  },
};

/** What a filter says that we cannot do; undefined if it can be applied. */
export function filterProblem(filter: Filter): string | undefined {
  if (TESTS[filter.op] === undefined) return `filter operator ${filter.op}`;
  if (filter.op !== 'regex') return undefined;
  if (filter.value.length > PATTERN_CHARACTERS || NESTED.test(filter.value))
    return `regular expression ${filter.value}`;
  return undefined;
}

/** Codes of the table for which all filters hold. */
export function filterCodes(table: CodeTable, filters: readonly Filter[]): string[] {
  return [...table.concepts.values()]
    .filter((concept) => filters.every((one) => TESTS[one.op]?.(table, concept, one) ?? false))
    .map((concept) => concept.code);
}
