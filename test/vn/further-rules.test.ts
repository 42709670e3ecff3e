/** Rules of papers and results, of decision 4210, and of what comes out. */
import { describe, expect, it } from 'vitest';
import { profileModules } from '../../src/generated/profiles.js';
import { joinProfiles } from '../../src/profile/runtime/index.ts';
import { claimXml, type Fields, type Line, medicine, service, treatment } from './synthetic.ts';
import { run } from './translated.ts';

const plain: Line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };
const lines = [[medicine(plain, 1)], [service(plain, 1)]] as const;

const discharge: Fields = {
  MA_LK: '',
  SO_LUU_TRU: '1',
  MA_YTE: 'BN0001',
  MA_KHOA_RV: 'K01',
  NGAY_VAO: '202511030800',
  NGAY_RA: '202511031030',
  CHAN_DOAN_RV: 'x',
  PP_DIEUTRI: 'x',
  MA_TTDV: '0100000001',
  MA_BS: '0100000002',
  TEN_BS: 'TRẦN THỊ MẪU',
  NGAY_CT: '20251103',
};

const appointment: Fields = {
  MA_LK: '',
  SO_GIAYHEN_KL: '7',
  MA_CSKCB: '01999',
  HO_TEN: 'NGUYỄN VĂN THỬ',
  NGAY_HEN_KL: '202511100800',
  MA_BAC_SI: '000001',
  MA_TTDV: '0100000001',
  NGAY_CT: '20251103',
};

const result: Fields = { MA_LK: '', STT: '1', TEN_CHI_SO: 'Glucose', GIA_TRI: '5.6' };
const hiv: Fields = { MA_LK: '', MA_LYDO_DTRI: '1', LOAI_DTRI_LAO: '2', MA_TINH_TRANG_DK: '1;2' };

describe('rules of tables beside the lines', () => {
  it.each([
    ['VN-XML4-01', 'XML4', result, 'NGAY_KQ'],
    ['VN-XML6-01', 'XML6', hiv, 'PHACDO_DTRI_LAO'],
    ['VN-XML6-02', 'XML6', hiv, 'NGAYBD_DTRI_LAO'],
    ['VN-XML6-03', 'XML6', hiv, 'LAN_XN_PCR'],
    ['VN-XML6-04', 'XML6', hiv, 'NGAY_XN_PCR'],
    ['VN-XML6-05', 'XML6', hiv, 'NGAY_KQ_XN_PCR'],
    ['VN-XML6-06', 'XML6', hiv, 'MA_KQ_XN_PCR'],
    ['VN-XML7-01', 'XML7', { ...discharge, MA_DINH_CHI_THAI: '1' }, 'NGUYENNHAN_DINHCHI'],
    ['VN-XML7-02', 'XML7', { ...discharge, MA_DINH_CHI_THAI: '1' }, 'THOIGIAN_DINHCHI'],
    ['VN-XML7-03', 'XML7', { ...discharge, MA_DINH_CHI_THAI: '1' }, 'TUOI_THAI'],
    ['VN-XML7-04', 'XML7', { ...discharge, SO_NGAY_NGHI: '3' }, 'SO_NGAY_NGHI'],
    ['VN-PAP-03', 'XML7', { ...discharge, NGAY_VAO: '202511020800' }, 'NGAY_VAO'],
    ['VN-PAP-04', 'XML7', { ...discharge, NGAY_RA: '202511041030' }, 'NGAY_RA'],
    ['VN-PAP-01', 'XML14', { ...appointment, GIOI_TINH: '2' }, 'GIOI_TINH'],
    ['VN-PAP-02', 'XML14', { ...appointment, NGAY_SINH: '198003160000' }, 'NGAY_SINH'],
    ['VN-XML14-01', 'XML14', { ...appointment, NGAY_HEN_KL: '202511010800' }, 'NGAY_HEN_KL'],
  ])('%s in %s', (code, table, row, field) => {
    const { units } = run(claimXml([treatment(...lines, {}, { [table]: [row] })], 'base64'));
    const own = units.flatMap(({ findings }) => findings.filter((each) => each.code === code));
    const places = own.flatMap((finding) => finding.places);
    expect(places.map((place) => [place.file, place.record, place.field])).toEqual([
      [`HOSO[1]/${table}`, 1, field],
    ]);
  });

  it('VN-XML1-04: more than twelve further diagnoses', () => {
    const MA_BENH_KT = Array.from({ length: 13 }, (_, index) => `A0${index % 10}`).join(';');
    const { units } = run(claimXml([treatment(...lines, { MA_BENH_KT })], 'base64'));
    expect(units[0]?.findings.map(({ code }) => code)).toContain('VN-XML1-04');
  });

  it('is silent about a discharge paper that is right', () => {
    const { units } = run(claimXml([treatment(...lines, {}, { XML7: [discharge] })], 'base64'));
    expect(units[0]?.findings).toEqual([]);
  });
});

describe('other sources', () => {
  const told = (made: ReturnType<typeof treatment>) =>
    run(claimXml([made], 'base64')).units.flatMap(({ findings }) => findings);
  const half: Line = { ...plain, insured: 50, state: 100_00 };

  it('VN-TOT-14: the fund claims what is insured less the co-payment', () => {
    expect(told(treatment([medicine(half, 1)], [service(plain, 1)]))).toEqual([]);
    const found = told(treatment([medicine(half, 1)], [service(plain, 1)], { T_BHTT: '1.00' }));
    expect(found.map(({ code }) => code)).toEqual(['VN-TOT-14']);
    expect(found[0]?.places[0]?.field).toBe('T_BHTT');
  });

  it('VN-TOT-15: a source that reaches the share of the fund', () => {
    // 24691.36 insured, 19753.09 of the fund, 4938.27 of the patient; the source bears 5000
    const given = {
      T_NGUONKHAC_NSNN: '5000.00',
      T_NGUONKHAC: '5000.00',
      T_BNCCT: '0.00',
      T_BHTT: '19691.36',
    };
    const made = treatment([medicine(plain, 1, given)], [], { T_BHTT: '24691.36' });
    expect(told(made).map(({ code, severity }) => [code, severity])).toEqual([
      ['VN-TOT-15', 'warning'],
    ]);
  });

  it('knows support to the facility, which is taken off before the fund shares', () => {
    // The example of the decision: 10,000,000 at 50 %, 3,000,000 given, benefit level 80 %
    const given = {
      TYLE_TT_BH: '50',
      SO_LUONG: '1',
      DON_GIA: '10000000',
      THANH_TIEN_BV: '10000000.00',
      THANH_TIEN_BH: '3500000.00',
      T_NGUONKHAC_VTNN: '3000000.00',
      T_NGUONKHAC: '3000000.00',
      T_BNTT: '3500000.00',
      T_BNCCT: '700000.00',
      T_BHTT: '2800000.00',
    };
    expect(told(treatment([medicine(plain, 1, given)], []))).toEqual([]);
  });
});

const old = {
  XML1: {
    MA_LK: 'LK1',
    STT: '1',
    MA_BN: 'B1',
    HO_TEN: 'NGUYỄN VĂN THỬ',
    NGAY_SINH: '19800315',
    GIOI_TINH: '1',
    MA_THE: 'DN4010000000001',
    GT_THE_TU: '20180101',
    GT_THE_DEN: '20181231',
    MA_BENH: 'J20',
    MA_LYDO_VVIEN: '1',
    NGAY_VAO: '201806010800',
    NGAY_RA: '201806010900',
    SO_NGAY_DTRI: '1',
    KET_QUA_DTRI: '1',
    TINH_TRANG_RV: '1',
    T_TONGCHI: '30',
    T_BNTT: '0',
    T_BNCCT: '6',
    T_BHTT: '24',
    NAM_QT: '2018',
    THANG_QT: '6',
    MA_LOAI_KCB: '1',
    MA_KHOA: 'K01',
    MA_CSKCB: '01999',
  },
  XML2: {
    MA_LK: 'LK1',
    STT: '1',
    MA_THUOC: '40.1',
    MA_NHOM: '4',
    TEN_THUOC: 'Thuốc thử',
    SO_LUONG: '2',
    DON_GIA: '5',
    THANH_TIEN: '10',
    T_BHTT: '8',
    T_BNCCT: '2',
    T_BNTT: '0',
    MA_PTTT: '1',
  },
  XML3: {
    MA_LK: 'LK1',
    STT: '1',
    MA_DICH_VU: '02',
    TEN_DICH_VU: 'Khám',
    MA_NHOM: '13',
    SO_LUONG: '1',
    DON_GIA: '20',
    THANH_TIEN: '20',
    T_BHTT: '16',
    T_BNCCT: '4',
    T_BNTT: '0',
    MA_PTTT: '1',
  },
} as const;

describe('decision 4210', () => {
  const of = (table: string, fields: Fields) => {
    const tables = Object.entries(old).map(([name, row]) => {
      return [name, [{ ...row, ...(name === table && fields) }]] as const;
    });
    return claimXml([{ tables: Object.fromEntries(tables) }], 'inline');
  };
  it.each([
    ['VN-AMT-12', 'XML2', { THANH_TIEN: '11' }, 'THANH_TIEN'],
    ['VN-AMT-13', 'XML3', { THANH_TIEN: '21' }, 'THANH_TIEN'],
    ['VN-TOT-10', 'XML1', { T_TONGCHI: '31' }, 'T_TONGCHI'],
    ['VN-TOT-11', 'XML1', { T_BHTT: '25' }, 'T_BHTT'],
    ['VN-TOT-12', 'XML1', { T_BNCCT: '7' }, 'T_BNCCT'],
    ['VN-TOT-13', 'XML1', { T_BNTT: '1' }, 'T_BNTT'],
  ])('%s in %s', (code, table, fields, field) => {
    expect(run(of('', {})).units.map(({ findings }) => findings)).toEqual([[]]);
    const { units } = run(of(table, fields));
    const own = units.flatMap(({ findings }) => findings.filter((each) => each.code === code));
    expect(own.flatMap(({ places }) => places.map((place) => place.field))).toEqual([field]);
  });
});

describe('rules of the bundle', () => {
  const profiles = joinProfiles(profileModules);
  const { units } = run(claimXml([treatment(...lines)], 'base64'));
  const text = JSON.stringify(units[0]?.bundle);
  const codes = (changed: string) =>
    profiles.validate(JSON.parse(changed)).map((finding) => finding.code);
  it.each([
    ['VN-CLM-01', text.replace('"total":{"value":49382.72', '"total":{"value":49382.73')],
    ['VN-CLM-02', text.replace('"sequence":2,"category"', '"sequence":1,"category"')],
    [
      'VN-BDL-01',
      text.replace(/"entry":\[(\{.*?"resourceType":"Claim".*?\}\}),(?=\{"fullUrl")/, '"entry":['),
    ],
  ])('%s', (code, changed) => {
    expect(changed).not.toBe(text);
    expect(codes(text)).not.toContain(code);
    expect(codes(changed)).toContain(code);
  });
});
