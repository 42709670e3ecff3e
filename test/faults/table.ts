/** What came of a fault, as a line of the table. */
import type { Checked } from './check.ts';
import type { StoreKind } from './world.ts';

export interface Outcome extends Checked {
  readonly store: StoreKind;
  readonly fault: string;
  readonly times: number;
  /** Requests sent again because they were cut or refused for a time. */
  readonly repeated: number;
  readonly seconds: number;
  /** What was measured besides. */
  readonly told: readonly string[];
}

export function printTable(outcomes: readonly Outcome[]): void {
  const rows = outcomes.map((each) => [
    ...[each.store, each.fault, String(each.times), String(each.acknowledged)],
    ...[String(each.repeated), String(each.lost), String(each.doubled)],
    ...[(each.drainedMs / 1_000).toFixed(1), each.seconds.toFixed(1)],
  ]);
  const head = ['store', 'fault', 'times', 'acked', 'repeated', 'lost', 'doubled', 'drain s', 's'];
  const widths = head.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  for (const row of [head, ...rows]) {
    console.log(row.map((cell, at) => aligned(cell, widths[at] ?? 0, at)).join('  '));
  }
  for (const { store, fault, told, violations } of outcomes) {
    for (const text of told) console.log(`${store} ${fault}: ${text}`);
    for (const violation of violations.slice(0, 10)) console.log(`${store} ${fault}: ${violation}`);
  }
  const bad = outcomes.filter(({ violations }) => violations.length > 0).length;
  console.log(`${outcomes.length - bad} kinds of faults survived, ${bad} not`);
}

function aligned(cell: string, width: number, at: number): string {
  return at < 2 ? cell.padEnd(width) : cell.padStart(width);
}
