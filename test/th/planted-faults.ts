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

export const faults: readonly Fault[] = [
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
