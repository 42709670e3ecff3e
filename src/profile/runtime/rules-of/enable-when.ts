/** Whether an item of a questionnaire is to be answered. http://hl7.org/fhir/R4/questionnaire.html */
import { compareDecimals, decimalOf, isExactNumber } from '../../../base/decimal.ts';
import { type Part, parts, text, typedPart } from './parts.ts';

function answersBelow(container: Part, linkId: string, found: Part[]): Part[] {
  for (const [item] of parts(container.item)) {
    const answers = parts(item.answer).map(([answer]) => answer);
    if (item.linkId === linkId) found.push(...answers);
    answersBelow(item, linkId, found);
    for (const answer of answers) answersBelow(answer, linkId, found);
  }
  return found;
}

/** Answers to the question, nearest first: those of the same repetition count before others. */
function answersTo(around: readonly Part[], linkId: string): readonly Part[] {
  for (const container of around) {
    const found = answersBelow(container, linkId, []);
    if (found.length > 0) return found;
  }
  return [];
}

/** -1, 0 or 1; undefined where the two cannot be compared. */
function order(left: unknown, right: unknown): number | undefined {
  if (isExactNumber(left) && isExactNumber(right))
    return compareDecimals(decimalOf(left), decimalOf(right));
  if (typeof left === 'string' && typeof right === 'string')
    return left < right ? -1 : Number(left > right);
  if (typeof left === 'boolean') return left === right ? 0 : undefined;
  const [one, other] = [left, right] as readonly (Part | undefined)[];
  if (one?.value !== undefined) return order(one.value, other?.value);
  if (one?.reference !== undefined) return one.reference === other?.reference ? 0 : undefined;
  return one?.code === other?.code && one?.system === other?.system ? 0 : undefined;
}

const HOLDS: Readonly<Record<string, (order: number | undefined) => boolean>> = {
  '=': (one) => one === 0,
  '!=': (one) => one !== 0,
  '>': (one) => one === 1,
  '<': (one) => one === -1,
  '>=': (one) => one === 0 || one === 1,
  '<=': (one) => one === 0 || one === -1,
};

function holds(condition: Part, around: readonly Part[]): boolean {
  const answers = answersTo(around, text(condition.question) ?? '');
  const expected = typedPart(condition, 'answer')?.[1];
  if (condition.operator === 'exists') return answers.length > 0 === expected;
  const test = HOLDS[text(condition.operator) ?? ''];
  if (test === undefined) return true;
  return answers.some((answer) => test(order(typedPart(answer, 'value')?.[1], expected)));
}

/** `around` is what the item stands in, from its parent to the response. */
export function isEnabled(item: Part, around: readonly Part[]): boolean {
  const conditions = parts(item.enableWhen).map(([condition]) => condition);
  if (conditions.length === 0) return true;
  const any = item.enableBehavior === 'any';
  return any
    ? conditions.some((one) => holds(one, around))
    : conditions.every((one) => holds(one, around));
}
