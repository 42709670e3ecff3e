/** Faults to plant in a valid set, each with the finding it must give. */
import { sumOf } from './generate-set.ts';
import type { Cells, Rows } from './rows.ts';

export interface Planted {
  readonly rows: Rows;
  /** `severity code file record field`. */
  readonly finding: string;
}

export interface Fault {
  readonly name: string;
  /** The part that must have rows. */
  readonly part: string;
  /** True where the rule holds for this row. */
  readonly fits?: (row: Cells, rows: Rows) => boolean;
  readonly plant: (rows: Rows, index: number) => Planted;
}

function change(rows: Rows, part: string, at: number, cells: Cells): Rows {
  const records = (rows[part] ?? []).map((row, index) => {
    return index === at ? { ...row, ...cells } : row;
  });
  return { ...rows, [part]: records };
}

interface CellFault {
  readonly part: string;
  readonly field: string;
  readonly code: string;
  readonly severity?: string;
  readonly text: (row: Cells) => string;
  readonly fits?: (row: Cells) => boolean;
}

/** One cell is written wrong, and the finding points at it. */
function cellFault(name: string, fault: CellFault): Fault {
  const { part, field, code, severity = 'error', text, fits } = fault;
  return {
    name,
    part,
    ...(fits !== undefined && { fits }),
    plant: (rows, index) => ({
      rows: change(rows, part, index, { [field]: text(rows[part]?.[index] ?? {}) }),
      finding: `${severity} ${code} ${part}.txt ${index + 1} ${field}`,
    }),
  };
}

const ofVisit = (row: Cells) => row.SEQ !== undefined;

const noCode = 'SAMPAN-PROFILE-CODE';

/** Cells that hold what they may not: name, `PART.FIELD`, text, code, and the rows it is for. */
const texts: readonly [string, string, string, string, ((row: Cells) => boolean)?][] = [
  ['a sex that is none', 'PAT.SEX', 'M', noCode],
  ['a marital status that is none', 'PAT.MARRIAGE', '7', noCode],
  ['a nationality that is none', 'PAT.NATION', 'XXX', noCode],
  ['a time that does not exist', 'OPD.TIMEOPD', '2560', 'SAMPAN-CELL-TIME'],
  ['a clinic of no department', 'OPD.CLINIC', '09X00', 'TH-CLI-01'],
  ['a use of the right that is none', 'OPD.UUC', '3', noCode],
  ['a diagnosis in small letters', 'ODX.DIAG', 'j00', 'TH-DX-01'],
  ['a role of a diagnosis that is none', 'IDX.DXTYPE', '9', noCode, (row) => row.DXTYPE === '4'],
  ['a second principal diagnosis', 'ODX.DXTYPE', '1', 'TH-ODX-02', (row) => row.DXTYPE === '2'],
  ['a procedure with its dot', 'IOP.OPER', '57.94', 'TH-OP-01'],
  ['a kind of discharge that is none', 'IPD.DISCHT', '7', noCode],
  ['a kind of service that is none', 'ADP.TYPE', '21', noCode, (row) => row.TYPE !== '10'],
  ['a service without its quantity', 'ADP.QTY', '', 'SAMPAN-PROFILE-REQUIRED'],
  ['a use of a medicine that is none', 'DRU.USE_STATUS', '9', noCode],
  ['a kind of referral that is none', 'ORF.REFERTYPE', '3', noCode],
  ['a kind of liability that is none', 'AER.AETYPE', 'X', noCode],
  ['a laboratory test that is none', 'LABFU.LABTEST', '99', noCode],
  ['a leave on a day that does not exist', 'LVD.DATEOUT', '20260230', 'SAMPAN-CELL-DATE'],
  ['a referral of nobody', 'IRF.AN', '999999999', 'TH-KEY-06'],
  ['an admission of nobody', 'IDX.AN', '999999999', 'TH-KEY-06', (row) => row.DXTYPE === '4'],
];

export const faults: readonly Fault[] = [
  ...texts.map(([name, cell, text, code, fits]) => {
    const [part = '', field = ''] = cell.split('.');
    return cellFault(name, { part, field, code, text: () => text, ...(fits && { fits }) });
  }),
  cellFault('a total one satang off', {
    part: 'CHT',
    field: 'TOTAL',
    code: 'TH-CHT-01',
    text: (row) => sumOf([row.TOTAL ?? '', '0.01']),
  }),
  cellFault('a total that does not follow from quantity and rate', {
    part: 'ADP',
    field: 'TOTAL',
    code: 'TH-ADP-01',
    text: (row) => `${row.TOTAL}1`,
  }),
  cellFault('a price that does not lead to the total', {
    part: 'DRU',
    field: 'TOTAL',
    code: 'TH-DRU-01',
    text: (row) => `${row.TOTAL}1`,
  }),
  cellFault('a negative payment', {
    part: 'CHT',
    field: 'PAID',
    code: 'TH-AMT-01',
    text: () => '-0.01',
  }),
  cellFault('a year of the Buddhist era', {
    part: 'OPD',
    field: 'DATEOPD',
    code: 'SAMPAN-CELL-ERA',
    text: (row) => `2569${row.DATEOPD?.slice(4)}`,
  }),
  cellFault('a day that does not exist', {
    part: 'CHT',
    field: 'DATE',
    code: 'SAMPAN-CELL-DATE',
    text: () => '20260230',
  }),
  cellFault('a diagnosis with its dot', {
    part: 'IDX',
    field: 'DIAG',
    code: 'SAMPAN-CELL-DOT',
    text: () => 'E11.9',
  }),
  cellFault('a charge category that is none', {
    part: 'CHA',
    field: 'CHRGITEM',
    code: 'SAMPAN-PROFILE-CODE',
    text: () => 'Z1',
  }),
  cellFault('a right that is none', {
    part: 'INS',
    field: 'INSCL',
    code: 'SAMPAN-PROFILE-CODE',
    text: () => 'UC',
  }),
  cellFault('an amount that is no number', {
    part: 'CHA',
    field: 'AMOUNT',
    code: 'SAMPAN-CELL-NUMBER',
    text: () => '1,200.00',
  }),
  cellFault('a visit under UCS without authen code', {
    part: 'INS',
    field: 'PERMITNO',
    severity: 'warning',
    code: 'TH-INS-01',
    text: () => '',
    fits: (row) => ofVisit(row) && row.INSCL === 'UCS',
  }),
  cellFault('a visit key of nobody', {
    part: 'ODX',
    field: 'SEQ',
    code: 'TH-KEY-05',
    text: () => '999999999999',
  }),
  cellFault('a discharge before the admission', {
    part: 'IPD',
    field: 'DATEDSC',
    code: 'TH-IPD-01',
    text: () => '20251130',
  }),
  {
    name: 'a patient twice',
    part: 'PAT',
    plant: (rows, index) => {
      const records = rows.PAT ?? [];
      const again = records[index] ?? {};
      return {
        rows: { ...rows, PAT: [...records, again] },
        finding: `error TH-KEY-01 PAT.txt ${records.length + 1} HN`,
      };
    },
  },
  {
    name: 'a bill that is missing',
    part: 'OPD',
    fits: (_, rows) => (rows.CHT?.length ?? 0) > 1,
    plant: (rows, index) => {
      const visit = rows.OPD?.[index];
      const rest = (rows.CHT ?? []).filter((row) => row.SEQ !== visit?.SEQ);
      return {
        rows: { ...rows, CHT: rest },
        finding: `error TH-CHT-02 OPD.txt ${index + 1} SEQ`,
      };
    },
  },
];
