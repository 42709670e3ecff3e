/** Which units a finding of the set speaks of. */
import type { Row } from '../wire/delimited.ts';
import type { CutUnit } from './cut-units.ts';
import { cellText, type PartRows } from './part-rows.ts';

export interface UnitIndex {
  /** Units whose number the row gives without contradiction, else those that share any key. */
  ofRow(rows: PartRows, row: Row): readonly CutUnit[];
  /** Units that a row of unreadable shape may belong to: a cell of it holds one of their keys. */
  ofCells(row: Row): readonly CutUnit[];
}

export function indexUnits(units: readonly CutUnit[]): UnitIndex {
  const byKey = new Map<string, CutUnit[]>();
  const byClaimNumber = new Map<string, CutUnit[]>();
  const byValue = new Map<string, CutUnit[]>();
  const names = new Set<string>();
  for (const unit of units) {
    for (const [name, value] of Object.entries(unit.key)) {
      names.add(name);
      append(byKey, `${name}=${value}`, unit);
      append(byValue, value, unit);
    }
    append(byClaimNumber, unit.key[unit.definition.claimNumber] ?? '', unit);
  }
  return {
    ofRow(rows, row) {
      const named = [...names].flatMap((name) => {
        const value = cellText(rows, row, name);
        return value === '' ? [] : [{ name, value }];
      });
      const any = new Set(named.flatMap(({ name, value }) => byKey.get(`${name}=${value}`) ?? []));
      const given = new Map(named.map(({ name, value }) => [name, value]));
      const own = [...any].filter(
        (unit) =>
          given.has(unit.definition.claimNumber) &&
          Object.entries(unit.key).every(([name, value]) => (given.get(name) ?? value) === value),
      );
      return own.length > 0 ? own : [...any];
    },
    ofCells(row) {
      const cells = [...new Set(row.cells.map((cell) => cell.trim()))].filter((c) => c !== '');
      const own = cells.flatMap((cell) => byClaimNumber.get(cell) ?? []);
      return own.length > 0 ? own : [...new Set(cells.flatMap((cell) => byValue.get(cell) ?? []))];
    },
  };
}

function append(map: Map<string, CutUnit[]>, key: string, unit: CutUnit): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [unit]);
  else known.push(unit);
}
