import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { beginning, payerCases } from './payer-cases.ts';
import type { Cells, Rows } from './rows.ts';
import { findingLines, translateRows } from './translated.ts';

const visitKey = { HN: '0000001', SEQ: '260210000001' };
const stayKey = { HN: '0000001', AN: '690000001' };

const patient: Cells = {
  HCODE: '99999',
  HN: '0000001',
  DOB: '19850401',
  SEX: '1',
  NATION: '099',
  PERSON_ID: '1999900000013',
  NAMEPAT: 'สมมติ  ตัวอย่าง , นาย',
  IDTYPE: '1',
};
const right: Cells = {
  INSCL: 'UCS',
  CID: '1999900000013',
  HCODE: '99999',
  HOSPMAIN: '99999',
  PERMITNO: 'PP0000000001',
  HTYPE: '1',
};
const item: Cells = {
  DATEOPD: '20260210',
  TYPE: '17',
  CODE: '55020',
  QTY: '1',
  RATE: '100.00',
  TOTAL: '100.00',
};
const medicine: Cells = {
  HCODE: '99999',
  DID: 'PAR500',
  AMOUNT: '20',
  DRUGPRICE: '4.00',
  TOTAL: '80.00',
  USE_STATUS: '2',
};
const bill: Cells = { DATE: '20260210', TOTAL: '100.00', PAID: '0.00', PTTYPE: 'UC' };
const charge: Cells = { DATE: '20260210', CHRGITEM: 'C1', AMOUNT: '100.00' };

const bases: Readonly<Record<'visit' | 'stay', Rows>> = {
  visit: {
    PAT: [patient],
    INS: [right],
    OPD: [{ CLINIC: '01600', DATEOPD: '20260210', TIMEOPD: '0915', UUC: '1' }],
    ODX: [{ DATEDX: '20260210', DIAG: 'J00', DXTYPE: '1', DRDX: 'ว00001' }],
    CHT: [bill],
    CHA: [charge],
    ADP: [item],
    DRU: [medicine],
  },
  stay: {
    PAT: [patient],
    INS: [right],
    IPD: [
      {
        DATEADM: '20260201',
        TIMEADM: '1000',
        DATEDSC: '20260205',
        TIMEDSC: '1100',
        DISCHS: '2',
        DISCHT: '1',
        UUC: '1',
        SVCTYPE: 'I',
      },
    ],
    IDX: [
      { DIAG: 'N10', DXTYPE: '1', DRDX: 'ว00001' },
      { DIAG: 'D696', DXTYPE: '2' },
    ],
    CHT: [bill],
    CHA: [charge],
    ADP: [item],
  },
};

function isList(changed: Cells | readonly Cells[]): changed is readonly Cells[] {
  return Array.isArray(changed);
}

/** The base with the key in every row, changed as the case says. */
function rowsOf({ base, change }: Pick<(typeof payerCases)[number], 'base' | 'change'>): Rows {
  const key = base === 'visit' ? visitKey : stayKey;
  const keyed = (row: Cells): Cells => ({ ...key, ...row });
  const parts = new Set([...Object.keys(bases[base]), ...Object.keys(change)]);
  return Object.fromEntries(
    [...parts].map((part) => {
      const [first = {}, ...rest] = (bases[base][part] ?? []).map(keyed);
      const changed = change[part] ?? {};
      const added = isList(changed) ? changed.map(keyed) : [];
      const one = isList(changed) ? first : { ...first, ...changed };
      const kept = Object.values(one).includes('none') ? rest : [one, ...rest];
      return [part, bases[base][part] === undefined ? added : [...kept, ...added]];
    }),
  );
}

describe('a condition of the payer', () => {
  it.each(['visit', 'stay'] as const)('says nothing of a valid %s', (base) => {
    expect(findingLines(translateRows(rowsOf({ base, change: {} })))).toEqual([]);
  });

  it.each(payerCases)('$rule is found at $at', ({ at, rule, also = [], ...rest }) => {
    const lines = findingLines(translateRows(rowsOf(rest)));
    const found = lines.map((line) => line.replace(/^\w+ (\S+) (\w+)\.txt \d+ /, '$1 $2 '));
    expect(found).toContain(`${beginning}${rule} ${at}`);
    const codes = new Set(found.map((line) => line.split(' ')[0]));
    expect(codes).toEqual(new Set([rule, ...also].map((end) => `${beginning}${end}`)));
  });

  it('has a case for every rule of one claim', () => {
    const files = ['payer-rules.fsh', 'payer-rules-items.fsh'];
    const texts = files.map((name) => readFileSync(`profiles/th/${name}`, 'utf8')).join();
    const rules = [...texts.matchAll(/^Invariant: (\S+)/gm)].map(([, code = '']) => code);
    expect(rules.length).toBeGreaterThan(100);
    const cases = new Set(payerCases.map(({ rule }) => `${beginning}${rule}`));
    expect(rules.filter((rule) => !cases.has(rule))).toEqual([]);
  });
});
