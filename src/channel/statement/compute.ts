/** Claims to the rows of a statement, with totals that are exact. */
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  type ExactNumber,
  isExactNumber,
  numberText,
  sumDecimals,
  toExactNumber,
} from '../../base/decimal.ts';
import type { Resource } from '../translation.ts';
import type { StatementColumn, StatementModule } from './definition.ts';

export type StatementCell = string | ExactNumber;

export interface StatementRow {
  readonly cells: readonly StatementCell[];
  /** The sender's own claim number, and the claim's id. */
  readonly claim: { readonly number: string; readonly id: string };
  readonly claimed: ExactNumber;
}

/** A row whose parts are not its total. */
export interface Imbalance {
  readonly claim: string;
  readonly total: string;
  readonly expected: string;
  readonly found: string;
}

/** What stands below the rows. */
export interface StatementEnd {
  readonly count: number;
  /** Sums of the columns that hold amounts; empty texts elsewhere. */
  readonly totals: readonly StatementCell[];
  readonly claimed: ExactNumber;
  readonly imbalances: readonly Imbalance[];
}

/** Claims one after the other: of each its row, and only the sums are kept. */
export interface StatementFold {
  /** Undefined if the claim is of another month or another statement. */
  take(bundle: Resource): StatementRow | undefined;
  end(): StatementEnd;
}

const ZERO: Decimal = { unscaled: 0n, scale: 0 };

/** `holds` says whether a month `YYYY-MM` belongs. */
export function foldStatement(
  module: StatementModule,
  holds: (month: string) => boolean,
): StatementFold {
  const { columns } = module.definition;
  const sums = columns.map((column) => (isText(column) ? undefined : ZERO));
  const imbalances: Imbalance[] = [];
  let count = 0;
  let claimed = ZERO;
  return {
    take(bundle) {
      const month = textOf(module.month(bundle)[0]);
      if (!module.claims(bundle) || !holds(month)) return undefined;
      count += 1;
      const row = rowOf(module, bundle, count);
      for (const [index, cell] of row.cells.entries()) {
        const sum = sums[index];
        if (sum !== undefined && typeof cell !== 'string') {
          sums[index] = addDecimals(sum, decimalOf(cell));
        }
      }
      claimed = addDecimals(claimed, decimalOf(row.claimed));
      imbalances.push(...imbalancesOf(module, row));
      return row;
    },
    end: () => ({
      count,
      totals: sums.map((sum) => (sum === undefined ? '' : toExactNumber(sum))),
      claimed: toExactNumber(claimed),
      imbalances,
    }),
  };
}

function isText(column: StatementColumn): boolean {
  return 'ordinal' in column || 'text' in column;
}

interface Entry {
  readonly resource: Resource;
}

function rowOf(module: StatementModule, bundle: Resource, ordinal: number): StatementRow {
  const { definition } = module;
  const resources = ((bundle.entry ?? []) as readonly Entry[]).map(({ resource }) => resource);
  const claim = resources.find(({ resourceType }) => resourceType === 'Claim');
  const groups = groupLines(module, claim);
  const cells = definition.columns.map((column): StatementCell => {
    if ('ordinal' in column) return String(ordinal);
    if ('sum' in column) return toExactNumber(groups(column));
    const values = resources
      .filter(({ resourceType }) => resourceType === column.of)
      .flatMap((resource) => module.columns[column.id]?.(resource) ?? []);
    if ('text' in column) return joined(values);
    return toExactNumber(sumDecimals(values.filter(isExactNumber).map(decimalOf)));
  });
  const at = definition.columns.findIndex(({ id }) => id === definition.claimed);
  const claimed = cells[at] ?? 0;
  const [first] = (claim?.identifier ?? []) as readonly { readonly value?: string }[];
  return {
    cells,
    claim: { number: first?.value ?? '', id: claim?.id ?? '' },
    claimed: typeof claimed === 'string' ? 0 : claimed,
  };
}

/** Lists that run side by side keep their places; a list of one value is that value. */
function joined(values: readonly unknown[]): string {
  const texts = values.map(textOf);
  return texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : texts.join(';');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isExactNumber(value)) return numberText(value);
  return value === undefined ? '' : String(value);
}

type SumColumn = Extract<StatementColumn, { readonly sum: string }>;

/** Adds up the lines of a claim by group, once for all columns. */
function groupLines(module: StatementModule, claim: Resource | undefined) {
  const { definition } = module;
  const named = new Set(
    definition.columns.flatMap((each) => ('groups' in each ? each.groups : [])),
  );
  const sums = new Map<string, Decimal>();
  for (const line of claim === undefined ? [] : module.lines(claim)) {
    const group = textOf(module.group(line)[0]);
    for (const [name, amount] of Object.entries(module.amounts)) {
      const [value] = amount(line);
      if (!isExactNumber(value)) continue;
      const key = `${name} ${named.has(group) ? group : ''}`;
      sums.set(key, addDecimals(sums.get(key) ?? ZERO, decimalOf(value)));
    }
  }
  return (column: SumColumn): Decimal => {
    const groups = 'groups' in column ? column.groups : [''];
    return sumDecimals(groups.map((group) => sums.get(`${column.sum} ${group}`) ?? ZERO));
  };
}

function imbalancesOf({ definition }: StatementModule, row: StatementRow): readonly Imbalance[] {
  const cellOf = (name: string): Decimal => {
    const cell = row.cells[definition.columns.findIndex(({ id }) => id === name)] ?? 0;
    return typeof cell === 'string' ? ZERO : decimalOf(cell);
  };
  return (definition.balance ?? []).flatMap(({ total, parts }) => {
    const due = cellOf(total);
    const found = sumDecimals(parts.map(cellOf));
    if (compareDecimals(due, found) === 0) return [];
    const text = (value: Decimal) => numberText(toExactNumber(value));
    return [{ claim: row.claim.number, total, expected: text(due), found: text(found) }];
  });
}
