/** Valid 16-file sets, made up: any number of visits and admissions of a few people. */
import fc from 'fast-check';
import {
  addDecimals,
  type Decimal,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
} from '../../src/base/decimal.ts';
import type { Cells, Rows, SetLayout } from './rows.ts';

interface Service {
  readonly type: number;
  readonly quantity: number;
  readonly rate: string;
  readonly copayment: string;
  readonly provider: string;
}

interface Medicine {
  readonly use: string;
  readonly quantity: string;
  readonly price: string;
}

interface Claim {
  readonly admitted: boolean;
  readonly person: number;
  readonly right: string;
  readonly day: number;
  readonly charges: readonly { readonly item: string; readonly amount: string }[];
  readonly paid: string;
  readonly services: readonly Service[];
  readonly medicines: readonly Medicine[];
  readonly procedures: readonly string[];
  readonly diagnoses: readonly string[];
  readonly referrals: readonly string[];
  readonly emergency: string;
  readonly leaves: number;
  readonly results: readonly string[];
}

export interface GeneratedSet {
  readonly rows: Rows;
  readonly layout: SetLayout;
}

const zero: Decimal = { unscaled: 0n, scale: 2 };

function decimal(text: string): Decimal {
  return parseDecimal(text) ?? zero;
}

export function sumOf(texts: readonly string[]): string {
  return formatDecimal(texts.map(decimal).reduce(addDecimals, zero));
}

export function productOf(a: string, b: string): string {
  return formatDecimal(multiplyDecimals(decimal(a), decimal(b)));
}

/** The last digit of a citizen id follows from the twelve before it. */
export function citizenId(serial: number): string {
  const body = `1999${String(serial).padStart(8, '0')}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (13 - index), 0);
  return `${body}${(11 - (sum % 11)) % 10}`;
}

const baht = fc
  .tuple(fc.integer({ min: 1, max: 99_999_999 }), fc.boolean())
  .map(([satang, bare]) =>
    bare && satang % 100 === 0
      ? String(satang / 100)
      : formatDecimal({ unscaled: BigInt(satang), scale: 2 }),
  );

const kinds = [...'123456789ABCDEFGHIJ'].flatMap((kind) => [`${kind}1`, `${kind}2`]);
const right = fc.constantFrom('UCS', 'OFC', 'SSS', 'LGO', 'NHS', 'STP', 'BKK', 'NRH', 'SSI');
const licence = fc.constantFrom('', 'ว00001', 'ว00002', 'ท00003', 'ภ00004', '12345');

const service: fc.Arbitrary<Service> = fc.record({
  type: fc.integer({ min: 1, max: 20 }),
  quantity: fc.integer({ min: 1, max: 99 }),
  rate: baht,
  copayment: baht,
  provider: licence,
});

const medicine: fc.Arbitrary<Medicine> = fc.record({
  use: fc.constantFrom('', '1', '2', '3', '4'),
  quantity: fc.constantFrom('1', '0.5', '60', '12.25'),
  price: fc.nat({ max: 9_999_999 }).map((n) => formatDecimal({ unscaled: BigInt(n), scale: 4 })),
});

const claim: fc.Arbitrary<Claim> = fc.record({
  admitted: fc.boolean(),
  person: fc.nat({ max: 4 }),
  right,
  day: fc.integer({ min: 1, max: 28 }),
  charges: fc.array(fc.record({ item: fc.constantFrom(...kinds, 'K1'), amount: baht }), {
    minLength: 1,
    maxLength: 8,
  }),
  paid: baht,
  services: fc.array(service, { maxLength: 5 }),
  medicines: fc.array(medicine, { minLength: 1, maxLength: 4 }),
  procedures: fc.array(baht, { maxLength: 3 }),
  diagnoses: fc.array(fc.constantFrom('I10', 'E119', 'J189', 'N10'), { maxLength: 3 }),
  referrals: fc.uniqueArray(fc.constantFrom('1', '2'), { maxLength: 2 }),
  emergency: fc.constantFrom('', '', 'E', 'Z'),
  leaves: fc.nat({ max: 2 }),
  results: fc.uniqueArray(fc.constantFrom('01', '05', '11', '16'), { maxLength: 3 }),
});

const layout: fc.Arbitrary<SetLayout> = fc.record({
  header: fc.boolean(),
  charset: fc.constantFrom('utf-8', 'windows-874'),
  aliased: fc.boolean(),
  reversed: fc.boolean(),
  variants: fc.record({
    INS: fc.constantFrom('hcode', 'datein', 'hcode-datein', 'short'),
    OPD: fc.constantFrom('full', 'six'),
    CHT: fc.constantFrom('full', 'eight'),
    ADP: fc.constantFrom('full', 'sixteen'),
    DRU: fc.constantFrom('full', 'twenty', 'drugtype', 'drugtype-full'),
  }),
});

const hospital = fc.constantFrom('99999', '10669', '999999999');

export const claimSets: fc.Arbitrary<GeneratedSet> = fc
  .tuple(hospital, fc.array(claim, { minLength: 1, maxLength: 8 }), layout)
  .map(([hcode, claims, chosen]) => ({ rows: rowsOf(hcode, claims), layout: chosen }));

function rowsOf(hcode: string, claims: readonly Claim[]): Rows {
  const rows: Record<string, Cells[]> = {};
  const add = (part: string, cells: Cells): void => {
    const known = rows[part];
    if (known === undefined) rows[part] = [cells];
    else known.push(cells);
  };
  for (const person of new Set(claims.map((each) => each.person))) {
    add('PAT', patientCells(hcode, person));
  }
  for (const [index, each] of claims.entries()) {
    for (const [part, cells] of claimCells(hcode, each, index)) add(part, cells);
  }
  return rows;
}

function hn(person: number): string {
  return String(person + 1).padStart(7, '0');
}

function patientCells(hcode: string, person: number): Cells {
  return {
    HCODE: hcode,
    HN: hn(person),
    CHANGWAT: '10',
    AMPHUR: '01',
    DOB: `19${50 + person}0401`,
    SEX: person % 2 === 0 ? '1' : '2',
    MARRIAGE: '9',
    NATION: '099',
    PERSON_ID: citizenId(person),
    NAMEPAT: 'สมมติ  ตัวอย่าง , นาย',
    TITLE: 'นาย',
    FNAME: 'สมมติ',
    LNAME: 'ตัวอย่าง',
    IDTYPE: '1',
  };
}

type Cell = readonly [part: string, cells: Cells];

function claimCells(hcode: string, each: Claim, index: number): readonly Cell[] {
  const date = `202601${String(each.day).padStart(2, '0')}`;
  const number = each.admitted ? `69${index}`.padEnd(9, '0') : `2601${index}`.padEnd(12, '0');
  const key = { HN: hn(each.person), [each.admitted ? 'AN' : 'SEQ']: number };
  const right = { ...key, INSCL: each.right, CID: citizenId(each.person), HCODE: hcode };
  const total = sumOf(each.charges.map(({ amount }) => amount));
  return [
    ['INS', { ...right, DATEIN: '20251001', HOSPMAIN: hcode, PERMITNO: `PP${number}`, HTYPE: '1' }],
    ...(each.admitted ? stayCells(each, key, date, index) : visitCells(each, key, date)),
    ...(each.emergency === '' ? [] : [emergencyCells(each, key, each.admitted ? before : date)]),
    ...(each.admitted ? [] : resultCells(hcode, each, key, date)),
    [
      'CHT',
      { ...key, DATE: date, TOTAL: total, PAID: each.paid, PTTYPE: 'UC', INVOICE_NO: number },
    ],
    ...each.charges.map(({ item, amount }): Cell => {
      return ['CHA', { ...key, DATE: date, CHRGITEM: item, AMOUNT: amount }];
    }),
    ...each.services.map((one, at): Cell => ['ADP', { ...key, ...serviceCells(one, at, date) }]),
    ...each.medicines.map((one, at): Cell => {
      return ['DRU', { ...key, HCODE: hcode, ...medicineCells(one, at, date) }];
    }),
  ];
}

function visitCells(each: Claim, key: Cells, date: string): readonly Cell[] {
  const visit = {
    ...key,
    CLINIC: '01600',
    DATEOPD: date,
    TIMEOPD: '0915',
    UUC: '1',
    BTEMP: '36.8',
  };
  return [
    ['OPD', visit],
    ...['J00', ...each.diagnoses].map((code, at): Cell => {
      const role = at === 0 ? '1' : '2';
      return ['ODX', { ...key, DATEDX: date, DIAG: code, DXTYPE: role, DRDX: 'ว00001' }];
    }),
    ...each.procedures.map((price): Cell => {
      return ['OOP', { ...key, DATEOPD: date, OPER: '9394', DROPID: 'ว00002', SERVPRICE: price }];
    }),
    ...each.referrals.map((type): Cell => {
      const refer = { REFER: '10670', REFERTYPE: type, REFERDATE: date };
      return ['ORF', { ...key, DATEOPD: date, CLINIC: '01600', ...refer }];
    }),
  ];
}

/** Times of an emergency; both kinds stand in AER, by the visit's key or the stay's. */
function emergencyCells(each: Claim, key: Cells, date: string): Cell {
  const happened = { AEDATE: date, AETIME: '0830', DALERT: date, TALERT: '0905' };
  const kind = { UCAE: each.emergency, EMTYPE: each.emergency === 'E' ? '1' : '', AESTATUS: '1' };
  return ['AER', { ...key, DATEOPD: date, ...happened, ...kind }];
}

function resultCells(hcode: string, each: Claim, key: Cells, date: string): readonly Cell[] {
  return each.results.map((test, at) => {
    const result = { LABTEST: test, LABRESULT: `${at + 5}.20` };
    return ['LABFU', { ...key, HCODE: hcode, DATESERV: date, ...result }];
  });
}

/** A day before every stay. */
const before = '20251201';

function stayCells(each: Claim, key: Cells, date: string, index: number): readonly Cell[] {
  const { AN = '' } = key;
  const admitted = `2025121${index}`;
  const admission = { DATEADM: admitted, TIMEADM: '1000', DATEDSC: '20260128', TIMEDSC: '1630' };
  const discharge = { DISCHS: '2', DISCHT: '1', SVCTYPE: 'I', ADM_W: '55.500' };
  return [
    ['IPD', { ...key, ...admission, ...discharge, UUC: '1' }],
    ...['K359', ...each.diagnoses].map((code, at): Cell => {
      return ['IDX', { AN, DIAG: code, DXTYPE: at === 0 ? '1' : '4', DRDX: 'ว00002' }];
    }),
    ...each.procedures.map((): Cell => ['IOP', { AN, OPER: '5794', OPTYPE: '1', DATEIN: date }]),
    ...each.referrals.map((type): Cell => ['IRF', { AN, REFER: '10670', REFERTYPE: type }]),
    ...Array.from({ length: each.leaves }, (_, at): Cell => {
      const days = { DATEOUT: `2026010${2 + 3 * at}`, DATEIN: `2026010${3 + 3 * at}`, QTYDAY: '1' };
      return ['LVD', { SEQLVD: `${at + 1}`, AN, TIMEOUT: '0800', TIMEIN: '1700', ...days }];
    }),
  ];
}

/** A room (type 10) is one of two at a visit, and no longer than the stay. */
function serviceCells(one: Service, at: number, date: string): Cells {
  const quantity = String(one.type === 10 ? 1 : one.quantity);
  return {
    DATEOPD: date,
    TYPE: String(one.type),
    CODE: one.type === 10 ? '21301' : `S${at}`,
    QTY: quantity,
    RATE: one.rate,
    TOTAL: productOf(quantity, one.rate),
    TOTCOPAY: one.copayment,
    PROVIDER: one.provider,
  };
}

function medicineCells(one: Medicine, at: number, date: string): Cells {
  return {
    DATE_SERV: date,
    DID: `M${at}`,
    DIDNAME: 'ยาสมมติ',
    AMOUNT: one.quantity,
    DRUGPRICE: one.price,
    TOTAL: productOf(one.quantity, one.price),
    USE_STATUS: one.use,
    UNIT: 'TAB',
  };
}
