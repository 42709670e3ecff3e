/** Check-ins of two decisions: an arrived Encounter each, and their faults. */
import { describe, expect, it } from 'vitest';
import type { Fields } from './synthetic.ts';
import { run } from './translated.ts';

const arrival: Fields = {
  MA_LK: 'CK1',
  STT: '1',
  MA_BN: 'BN1',
  HO_TEN: 'NGUYỄN VĂN THỬ',
  SO_CCCD: '001080000001',
  NGAY_SINH: '198003150000',
  GIOI_TINH: '1',
  MA_THE_BHYT: 'DN4010000000001',
  MA_DKBD: '01999',
  GT_THE_TU: '20250101',
  GT_THE_DEN: '20251231',
  MA_DOITUONG_KCB: '1.1',
  NGAY_VAO: '202511030800',
  NGAY_VAO_NOI_TRU: '',
  LY_DO_VNT: '',
  MA_LOAI_KCB: '01',
  MA_CSKCB: '01999',
  MA_DICH_VU: '02.1896',
  TEN_DICH_VU: 'Khám thử',
  MA_THUOC: '',
  NGAY_YL: '202511030805',
};

function checkIns(rows: readonly Fields[]): string {
  const records = rows.map((row) => {
    const cells = Object.entries(row).map(([name, value]) => `<${name}>${value}</${name}>`);
    return `<TRANG_THAI_KCB>\n${cells.join('\n')}\n</TRANG_THAI_KCB>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<CHI_TIEU_TRANG_THAI_KCB><DSACH_TRANG_THAI_KCB>
${records.join('\n')}
</DSACH_TRANG_THAI_KCB><CHUKYDONVI/></CHI_TIEU_TRANG_THAI_KCB>`;
}

describe('check-in', () => {
  it('becomes an arrived Encounter with card and patient', () => {
    const { findings, units } = run(
      checkIns([arrival, { ...arrival, MA_LK: 'CK2' }]),
      'vn-checkin',
    );
    expect(findings).toEqual([]);
    expect(units.map(({ key, state }) => [key, state])).toEqual([
      ['CK1', 'acceptable'],
      ['CK2', 'acceptable'],
    ]);
    const bundle = JSON.stringify(units[0]?.bundle);
    expect(bundle).toContain('"status":"arrived"');
    expect(bundle).toContain('"subscriberId":"DN4010000000001"');
    expect(bundle).toContain('"birthDate":"1980-03-15"');
    expect(units[0]?.versions.channel).toBe('4750');
  });

  it('tells decision 130 by what it lacks', () => {
    const { MA_THUOC: _t, NGAY_VAO_NOI_TRU: _n, LY_DO_VNT: _l, ...fields } = arrival;
    const { units } = run(checkIns([{ ...fields, NGAY_VAO: '202306010800' }]), 'vn-checkin');
    expect(units.map(({ state, versions }) => [state, versions.channel])).toEqual([
      ['acceptable', '130'],
    ]);
  });

  it.each([
    ['VN-CHK-01', { MA_DICH_VU: '' }, 'MA_DICH_VU'],
    ['VN-CHK-02', { NGAY_VAO_NOI_TRU: '202511020800' }, 'NGAY_VAO_NOI_TRU'],
    ['VN-CHK-03', { GT_THE_DEN: '20251102' }, 'GT_THE_DEN'],
    ['VN-CHK-04', { GT_THE_TU: '20251104' }, 'GT_THE_TU'],
    ['VN-CHK-05', { MA_THUOC: '40.17' }, 'MA_DICH_VU'],
    ['VN-DAT-01', { NGAY_YL: '20251103' }, 'NGAY_YL'],
    ['VN-ID-01', { SO_CCCD: '1' }, 'SO_CCCD'],
    ['VN-ID-02', { GIOI_TINH: '2' }, 'SO_CCCD'],
    ['VN-CARD-03', { MA_THE_BHYT: 'DN1010000000001' }, 'MA_THE_BHYT'],
  ])('%s', (code, fields, field) => {
    const { units } = run(
      checkIns([arrival, { ...arrival, MA_LK: 'CK2', ...fields }]),
      'vn-checkin',
    );
    const own = units[1]?.findings.filter((finding) => finding.code === code) ?? [];
    expect(own.flatMap(({ places }) => places.map((place) => [place.file, place.field]))).toEqual([
      ['TRANG_THAI_KCB[2]', field],
    ]);
    expect(units[1]?.findings).toHaveLength(1);
    expect(units[0]?.findings).toEqual([]);
  });

  it('may be signed', () => {
    const xml = checkIns([arrival]).replace('<CHUKYDONVI/>', '<CHUKYDONVI><A/></CHUKYDONVI>');
    const { findings, units } = run(xml, 'vn-checkin');
    expect(findings).toEqual([]);
    expect(units.map(({ state }) => state)).toEqual(['acceptable']);
  });

  it('VN-SET-06: a file without check-ins', () => {
    const { faulted, findings } = run(checkIns([]), 'vn-checkin');
    expect(faulted).toBe(true);
    expect(findings.map(({ code }) => code)).toContain('VN-SET-06');
  });
});
