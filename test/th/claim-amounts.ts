/** The amounts of a claim's rows, and those of the bundle made of them, in one comparable shape. */
import { type ExactNumber, numberText } from '../../src/base/decimal.ts';
import type { Resource } from '../../src/channel/translation.ts';
import type { Cells, Rows } from './rows.ts';

export interface Amounts {
  readonly total: string;
  readonly paid: string;
  /** `category net`, in order. */
  readonly items: readonly string[];
  /** `item's category: code quantity price net copayment`, sorted. */
  readonly details: readonly string[];
  readonly procedurePrices: readonly string[];
}

const kindOfService: Readonly<Record<string, string>> = {
  2: '2',
  9: '9',
  10: '1',
  11: '5',
  12: 'D',
  13: 'F',
  14: '6',
  15: '7',
  16: '8',
  17: 'C',
  18: 'A',
  19: 'B',
  20: 'E',
};

export function amountsOfRows(rows: Rows, key: { column: 'SEQ' | 'AN'; value: string }): Amounts {
  const own = (part: string) => (rows[part] ?? []).filter((row) => row[key.column] === key.value);
  const charges = own('CHA');
  const kinds = charges.map((row) => row.CHRGITEM ?? '');
  const bill = own('CHT')[0];
  const details = [
    ...own('ADP').map((row) => detail(homeOf(kindOfService[row.TYPE ?? ''], kinds), row, 'RATE')),
    ...own('DRU').map((row) => detail(homeOf(kindOfMedicine(row, kinds), kinds), row, 'DRUGPRICE')),
  ];
  return {
    total: bill?.TOTAL ?? '',
    paid: bill?.PAID ?? '',
    items: charges.map((row) => `${row.CHRGITEM} ${row.AMOUNT}`),
    details: details.sort(),
    procedurePrices: own('OOP').map((row) => row.SERVPRICE ?? ''),
  };
}

function kindOfMedicine(row: Cells, kinds: readonly string[]): string {
  if (row.USE_STATUS === '1') return '3';
  if (row.USE_STATUS !== '') return '4';
  return kinds.some((kind) => kind.startsWith('3')) ? '3' : '4';
}

/** The reimbursable category of the kind, else its excess, else none. */
function homeOf(kind: string | undefined, kinds: readonly string[]): string {
  return [`${kind}1`, `${kind}2`].find((item) => kinds.includes(item)) ?? 'none';
}

function detail(home: string, row: Cells, price: string): string {
  const code = row.CODE ?? row.DID;
  const quantity = row.QTY ?? row.AMOUNT;
  return [`${home}:`, code, quantity, row[price], row.TOTAL, row.TOTCOPAY ?? '-'].join(' ');
}

interface Money {
  readonly value: ExactNumber;
}

interface Coded {
  readonly coding: readonly { readonly system: string; readonly code: string }[];
}

interface Extension {
  readonly url: string;
  readonly valueMoney?: Money;
  readonly extension?: readonly Extension[];
}

interface Line {
  readonly category: Coded;
  readonly productOrService: Coded;
  readonly quantity: Money;
  readonly unitPrice: Money;
  readonly net: Money;
  readonly extension?: readonly Extension[];
  readonly detail?: readonly Line[];
}

interface ClaimResource {
  readonly total: Money;
  readonly extension: readonly Extension[];
  readonly item: readonly Line[];
}

interface Entries {
  readonly entry: readonly { readonly resource: Resource }[];
}

export function resourcesOf(bundle: Resource, type: string): readonly Resource[] {
  const { entry } = bundle as unknown as Entries;
  return entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
}

const text = (money: Money | undefined) => (money === undefined ? '-' : numberText(money.value));
const chargeSystem = 'https://terms.sil-th.org/core/CodeSystem/cs-eclaim-charge-item';

function chargeOf(line: Line): string {
  return line.category.coding.find(({ system }) => system === chargeSystem)?.code ?? 'none';
}

export function amountsOfBundle(bundle: Resource): Amounts {
  const claim = resourcesOf(bundle, 'Claim')[0] as unknown as ClaimResource;
  const paid = claim.extension.find(({ url }) => url.endsWith('Claim.patientPaid'));
  const details = claim.item.flatMap((line) =>
    (line.detail ?? []).map((each) =>
      [
        `${chargeOf(line)}:`,
        each.productOrService.coding.at(-1)?.code,
        text(each.quantity),
        text(each.unitPrice),
        text(each.net),
        text(partOf(each.extension, 'claim-share')),
      ].join(' '),
    ),
  );
  return {
    total: text(claim.total),
    paid: text(paid?.valueMoney),
    items: claim.item
      .filter((line) => chargeOf(line) !== 'none')
      .map((line) => `${chargeOf(line)} ${text(line.net)}`),
    details: details.sort(),
    procedurePrices: resourcesOf(bundle, 'Procedure').flatMap((procedure) => {
      const price = partOf(procedure.extension as readonly Extension[], 'claim-amount');
      return price === undefined ? [] : [text(price)];
    }),
  };
}

function partOf(extensions: readonly Extension[] = [], name: string): Money | undefined {
  const found = extensions.find(({ url }) => url.endsWith(`/${name}`))?.extension;
  return found?.find(({ url }) => url === 'amount')?.valueMoney;
}
