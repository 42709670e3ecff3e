/** A statement as text that is written while its claims are read. */
import type { Resource } from '../translation.ts';
import type { StatementEnd, StatementFold, StatementRow } from './compute.ts';

/** One form of a statement. */
export interface StatementText {
  readonly head: string;
  row(row: StatementRow, index: number): string;
  tail(end: StatementEnd): string;
}

export async function* writeStatement(
  fold: StatementFold,
  { head, row, tail }: StatementText,
  claims: AsyncIterable<Resource>,
): AsyncGenerator<string> {
  // The head leaves with the first row: of claims that cannot be read nothing is written.
  let before = head;
  let index = 0;
  for await (const claim of claims) {
    const taken = fold.take(claim);
    if (taken === undefined) continue;
    yield `${before}${row(taken, index)}`;
    before = '';
    index += 1;
  }
  yield `${before}${tail(fold.end())}`;
}

/** Rows as they are, then what stands below them. */
export const jsonText: StatementText = {
  head: '{"rows":[',
  row: (row, index) => `${index === 0 ? '' : ','}${JSON.stringify(row)}`,
  tail: ({ totals, claimed, imbalances }) =>
    `],${JSON.stringify({ totals, claimed, imbalances }).slice(1)}`,
};
