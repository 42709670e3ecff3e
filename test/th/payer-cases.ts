/**
 * A claim for each condition of the payer: what is changed in a valid visit or stay, and the cell
 * where the finding must stand. Rows given as a list are added, a single one changes the first.
 */
import type { Cells } from './rows.ts';

export const beginning = 'TH-NHSO-';

export interface PayerCase {
  /** End of the finding's code, after the beginning that all have. */
  readonly rule: string;
  readonly base: 'visit' | 'stay';
  readonly change: Readonly<Record<string, Cells | readonly Cells[]>>;
  readonly at: string;
  /** Other conditions that the same claim cannot help breaking. */
  readonly also?: readonly string[];
}

type Change = PayerCase['change'];
type Also = readonly string[];

const visit = (rule: string, at: string, change: Change, also: Also = []): PayerCase => {
  return { rule, base: 'visit', change, at, also };
};
const stay = (rule: string, at: string, change: Change, also: Also = []): PayerCase => {
  return { rule, base: 'stay', change, at, also };
};

const odx = (DIAG: string, DXTYPE = '2'): Cells => ({ DATEDX: '20260210', DIAG, DXTYPE });
const idx = (DIAG: string, DXTYPE = '2'): Cells => ({ DIAG, DXTYPE });
const item = (CODE: string, TYPE = '3', more: Cells = {}): Cells => {
  return { DATEOPD: '20260210', TYPE, CODE, QTY: '1', RATE: '10.00', TOTAL: '10.00', ...more };
};
const right = (INSCL: string, more: Cells = {}): Cells => ({ INSCL, ...more });
const day = (date: string): Cells => ({ DATEOPD: date });
const covid = [odx('U071')];
const woman: Cells = { SEX: '2' };
const referral = [{ DATEOPD: '20260210', REFER: '10669', REFERTYPE: '1' }];

const ofPersons: readonly PayerCase[] = [
  visit('128', 'INS INSCL', { INS: right('LGO'), OPD: day('20130930') }),
  visit('136', 'INS INSCL', { INS: right('SSS', { HTYPE: '1' }), OPD: day('20131231') }),
  visit('753', 'INS INSCL', { INS: right('STP'), OPD: day('20211231') }),
  visit('440', 'PAT IDTYPE', { PAT: { IDTYPE: '4' } }),
  visit('500', 'PAT DOB', { INS: right('SSS'), PAT: { DOB: '20110211' } }),
  stay('125', 'INS PERMITNO', { INS: right('OFC', { PERMITNO: '' }) }),
  visit('127', 'INS PERMITNO', { INS: right('BKK', { PERMITNO: '' }) }),
  visit('134', 'INS OWNRPID', { INS: { OWNNAME: 'สมมติ ตัวอย่าง' } }),
  visit('147', 'INS HTYPE', { INS: right('SSS', { HTYPE: '2' }) }),
  visit('148', 'INS HOSPMAIN', { INS: right('SSS', { HOSPMAIN: '' }) }),
];

const ofStays: readonly PayerCase[] = [
  stay('109', 'IPD TIMEADM', { IPD: { TIMEADM: '' } }),
  stay('110', 'IPD TIMEDSC', { IPD: { TIMEDSC: '' } }),
  stay('111', 'IPD DISCHT', { IPD: { DISCHT: '' } }),
  stay('112', 'IPD DISCHS', { IPD: { DISCHS: '' } }),
  stay('113', 'IPD DISCHT', { IPD: { DISCHT: '9' } }),
  stay('114', 'IPD ADM_W', { PAT: { DOB: '20260125' } }),
  stay('153', 'IPD ADM_W', { PAT: { DOB: '20260125' }, IPD: { ADM_W: '6.1' } }),
  stay('129', 'IPD DATEDSC', { IPD: { DATEADM: '20130325', DATEDSC: '20130331' } }),
  stay('130', 'IPD DATEDSC', { IPD: { DATEADM: '20250801' } }),
  stay('160', 'IPD SVCTYPE', { IPD: { SVCTYPE: '' } }),
  stay('312', 'IPD DATEDSC', { ADP: [item('21101', '10', { QTY: '6', TOTAL: '60.00' })] }),
  stay('519', 'IPD DISCHT', { IPD: { DISCHT: '4' } }),
  stay('302', 'CHT TOTAL', { ADP: { AN: 'none' } }),
  stay('W24', 'IPD DATEDSC', { IPD: { DATEADM: '20260101' }, IDX: [idx('U071')] }),
  stay('820', 'IPD DATEDSC', { ADP: [item('CRRT1', '3', { QTY: '6', TOTAL: '60.00' })] }),
  stay('496', 'IOP DATEIN', { IOP: [{ OPER: '5794', OPTYPE: '1', DATEIN: '20260206' }] }),
  stay('807', 'IOP OPER', {
    IPD: { DATEADM: '20260202' },
    IOP: [{ OPER: '9672', OPTYPE: '2', DATEIN: '20260203' }],
  }),
  stay('G13', 'LVD DATEOUT', { LVD: [{ DATEOUT: '20260203', DATEIN: '20260206' }] }),
];

const ofDiagnoses: readonly PayerCase[] = [
  stay('206', 'IDX DIAG', { IDX: idx('Z763', '1') }),
  visit('A10', 'ODX DIAG', { ODX: odx('W19', '1') }),
  visit('801', 'ODX DIAG', { ODX: [odx('N832')] }),
  visit('803', 'ODX DIAG', { ODX: [odx('J00')] }),
  visit('810', 'ODX DIAG', { PAT: { DOB: '19600401' }, ODX: [odx('E109')] }),
  visit('811', 'ODX DIAG', { ODX: [odx('R739'), odx('E119')] }),
  visit('812', 'ODX DIAG', { ODX: [odx('N179'), odx('N185')] }),
  visit('215', 'ODX DIAG', { ODX: [odx('I110'), odx('I500')] }),
  visit('216', 'ODX DIAG', { ODX: [odx('I120'), odx('N19')] }),
  visit('808', 'ODX DIAG', { ODX: [odx('D630')] }),
  visit('256-1', 'ODX DIAG', { ODX: [odx('D62')] }),
  stay('809', 'IDX DIAG', { IDX: idx('A91', '1') }, ['809']),
  visit('256-2', 'ODX DIAG', { ODX: [odx('R568'), odx('F103')] }),
  stay('256-3', 'IDX DIAG', { PAT: { DOB: '20260125' }, IPD: { ADM_W: '3' }, IDX: [idx('J969')] }, [
    '256-8',
  ]),
  visit('256-4', 'ODX DIAG', { ODX: [odx('R650')] }),
  stay('256-8', 'IDX DIAG', { IDX: [idx('J960')] }),
  visit('232', 'ODX DIAG', { ODX: odx('S610', '1') }),
  visit('497', 'ODX DRDX', { ODX: { DRDX: '' } }),
];

const accident: Cells = { UCAE: 'A', AEDATE: '20260210', AETIME: '0800' };
const referred: Cells = { UCAE: 'O', REFER_NO: 'R1', REFMAINI: '10669', IREFTYPE: '0100' };
const elsewhere = right('UCS', { HOSPMAIN: '10669' });

const ofAccidents: readonly PayerCase[] = [
  visit('230', 'AER UCAE', { AER: [accident], ODX: [odx('W19', '5')] }),
  visit('231', 'AER UCAE', { AER: [accident], ODX: [odx('S610')] }),
  visit('233', 'AER AETYPE', { AER: [{ AETYPE: 'V' }] }),
  visit('850', 'AER AEDATE', {
    AER: [{ ...accident, AEDATE: '' }],
    ODX: [odx('S610'), odx('W19', '5')],
  }),
  visit('851', 'AER AEDATE', { AER: [{ AEDATE: '20260101', AETIME: '0800' }] }),
  visit('515', 'AER IREFTYPE', { AER: [{ REFMAINI: '10669' }] }),
  visit('541', 'AER UCAE', { AER: [referred], INS: { HOSPMAIN: '' } }),
  visit('542', 'AER REFER_NO', { AER: [{ ...referred, REFER_NO: '' }], INS: elsewhere }),
  visit('543', 'AER REFMAINI', {
    AER: [{ ...referred, REFMAINI: '', IREFTYPE: '' }],
    INS: elsewhere,
  }),
  visit('547', 'AER UCAE', { AER: [referred] }),
  visit('939', 'AER UCAE', { AER: [{ UCAE: 'C' }] }),
];

const transport = { ORF: referral, ADP: [item('S1801', '3'), item('S1802', '3')] };

const ofItems: readonly PayerCase[] = [
  visit('173', 'ADP QTY', { ADP: [item('4501', '2', { RATE: '0', TOTAL: '0' })] }),
  visit('H03', 'ADP QTY', { ADP: [item('CA001', '6', { QTY: '0', TOTAL: '0' })] }),
  visit('303', 'DRU AMOUNT', { DRU: { AMOUNT: '0', TOTAL: '0' } }),
  visit('187', 'DRU DIDSTD', { DRU: { DIDSTD: '12345678901234567890123' } }),
  visit('172', 'ADP CODE', { ADP: [item('IP003')] }),
  visit('854', 'ADP CODE', { ADP: [item('2011')] }),
  visit('476', 'ADP CODE', { ADP: [item('21101', '10')] }),
  visit('852', 'ADP CODE', { ADP: [item('58001'), item('58020')] }),
  visit('853', 'ADP CODE', { ADP: [item('58101'), item('58201')] }),
  stay('855', 'ADP CODE', { ADP: [item('6206'), item('6207')] }),
  stay('856', 'ADP CODE', { ADP: [item('6207'), item('KTLGOD', '5')] }),
  visit('857', 'ADP CODE', { ADP: [item('6206'), item('5601')] }),
  visit('310', 'ADP CODE', { ADP: [item('COVV01')] }),
  visit('169', 'ADP CODE', { ORF: referral, ADP: [item('S1802')] }),
  visit('171', 'ADP CODE', { ADP: [item('S1801')] }),
  visit('473', 'ADP QTY', {
    ...transport,
    ADP: [item('S1801'), item('S1802', '3', { QTY: '10000', RATE: '0.1', TOTAL: '1000' })],
  }),
  visit('470', 'ADP CODE', { ADP: [item('SPV001', '5')] }),
  visit('W14', 'ADP TOTAL', {
    ORF: referral,
    ADP: [item('S1801', '3', { RATE: '2000.01', TOTAL: '2000.01' })],
  }),
  visit('W70', 'ADP QTY', { ADP: [item('5001', '11', { QTY: '1001', TOTAL: '10010.00' })] }),
  visit('W17', 'ADP TOTAL', {
    ADP: [item('CA001', '6', { RATE: '100000.01', TOTAL: '100000.01' })],
  }),
  visit('I24', 'ADP CODE', { ADP: [item('5702')] }),
  visit('590', 'ADP CODE', { ADP: [item('30012'), item('30013')] }),
  visit('697', 'ADP CODE', { ADP: [item('30014'), item('30017')] }),
  visit('695', 'ADP CODE', {
    PAT: woman,
    ADP: [item('T1DM'), item('GDM', '3', { LMP: '20251001' })],
  }),
  visit('777', 'ADP LMP', { PAT: woman, ADP: [item('GDM')] }),
  visit('778', 'ADP CODE', { ADP: [item('PDM', '3', { LMP: '20251001' })] }),
  visit('578', 'ADP CODE', { ADP: [item('DRUGP')], DRU: { SEQ: 'none' } }),
  visit('737', 'ADP QTY', { ADP: [item('2505', '2', { QTY: '2', TOTAL: '20.00' })] }),
  visit('414', 'ADP CODE', { OPD: day('20201130'), ADP: [item('TELMED')] }),
  visit('416', 'ADP CODE', { INS: right('LGO'), ADP: [item('TELMED')] }),
];

const ofIsolation: readonly PayerCase[] = [
  visit('350', 'ADP CODE', { ADP: [item('080001')] }),
  visit('351', 'ADP CODE', { ODX: covid, ADP: [item('045008')] }),
  visit('373', 'ADP CODE', { ODX: covid, ADP: [item('COVR05'), item('COVR06')] }),
  visit('375', 'ADP CODE', { ODX: covid, ADP: [item('145009')] }),
  visit('384', 'ADP CODE', { ADP: [item('9302'), item('9303')] }),
  visit('O04', 'ADP CODE', { OPD: day('20210617'), ODX: covid, ADP: [item('COVR05')] }),
  visit('O05', 'ADP CODE', { OPD: day('20210627'), ODX: covid, ADP: [item('080001')] }),
];

const project = (code: string) => item(code, '5');

const ofProjects: readonly PayerCase[] = [
  visit('174', 'ADP CODE', { ADP: [project('Z34007')] }),
  stay('408', 'ADP CODE', { ADP: [project('Z39000')] }),
  visit('410', 'ADP CODE', { PAT: { NATION: '' }, ADP: [project('Z39000')] }),
  visit('411', 'ADP CODE', { ADP: [project('Z38000')] }),
  stay('412', 'ADP CODE', { ADP: [project('Z75REF')] }),
  visit('413', 'ADP CODE', {
    AER: [{ REFMAINI: '10669', IREFTYPE: '1000' }],
    ADP: [project('Z75REF')],
  }),
  stay('435', 'ADP CODE', {
    IPD: { DATEADM: '20190901', DATEDSC: '20190903' },
    ADP: [project('SNAP')],
  }),
  stay('441', 'ADP CODE', { ADP: [project('SNAP')] }),
  visit('445', 'ADP CODE', { OPD: day('20091231'), ADP: [project('DMISRC')] }),
  visit('446', 'ADP CODE', { ADP: [project('DMISHD')] }),
  visit('448', 'ADP CODE', { ADP: [item('HD0001')] }),
  visit('452', 'ADP CODE', { ADP: [project('DMIDML')] }),
  stay('484', 'ADP CODE', { ADP: [project('SSAE73')] }),
  stay('485', 'ADP CODE', { IPD: { DATEADM: '20260203' }, ADP: [item('SSAE73')] }),
  visit('679', 'ADP CODE', { ADP: [project('CANCER'), item('F1', '8')] }),
  visit('680', 'ADP CODE', {
    OPD: day('20201231'),
    ODX: [odx('C509')],
    ADP: [project('CANCER'), item('F1', '8')],
  }),
  visit('681', 'ADP CODE', { ODX: [odx('C509')], ADP: [project('CANCER')] }),
  visit('683', 'ADP CODE', { AER: [referred], INS: elsewhere, ADP: [project('WALKIN')] }),
  visit('768', 'ADP CODE', { INS: right('OFC'), ADP: [project('UCEP24')] }),
  visit('771', 'ADP CODE', { AER: [referred], INS: elsewhere, ADP: [project('UCEP24')] }),
];

const total = (amount: string): Change => ({ CHT: { TOTAL: amount }, CHA: { AMOUNT: amount } });

const ofTotals: readonly PayerCase[] = [
  visit('301', 'CHT TOTAL', total('0.00')),
  visit('W16', 'CHT TOTAL', total('20000.01')),
  stay('W18', 'CHT TOTAL', total('50000.01')),
  stay('W20', 'CHT TOTAL', total('100000.01'), ['W18']),
  visit('S07', 'CHT TOTAL', { INS: right('SSS'), ...total('99.99') }),
];

export const payerCases: readonly PayerCase[] = [
  ...ofPersons,
  ...ofStays,
  ...ofDiagnoses,
  ...ofAccidents,
  ...ofItems,
  ...ofIsolation,
  ...ofProjects,
  ...ofTotals,
];
