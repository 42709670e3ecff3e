/** The decisions told apart, the papers carried, and what is wrong with documents and sets. */
import { describe, expect, it } from 'vitest';
import { day, inDecision } from './decisions.ts';
import { claimXml, type Fields, type Line, medicine, service, treatment } from './synthetic.ts';
import { run } from './translated.ts';

const plain: Line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };
const lines = [[medicine(plain, 1)], [service(plain, 1)]] as const;

const referral: Fields = {
  MA_LK: '',
  SO_HOSO: 'HS1',
  SO_CHUYENTUYEN: '1',
  GIAY_CHUYEN_TUYEN: 'GCT1',
  MA_CSKCB: '01999',
  DAU_HIEU_LS: 'Sốt',
  HO_TEN: 'NGUYỄN VĂN THỬ',
  QT_BENHLY: 'x',
  TOMTAT_KQ: 'x',
  PP_DIEUTRI: 'x',
  MA_LYDO_CT: '1',
  HUONG_DIEU_TRI: 'x',
  PHUONGTIEN_VC: 'xe',
  MA_BAC_SI: '000001',
  MA_TTDV: '0100000001',
};

describe('decisions', () => {
  it.each([
    ['4210', inDecision(treatment(...lines), '4210').tables],
    ['130', inDecision(treatment(...lines, day('20230601')), '130').tables],
    ['4750', treatment(...lines, day('20240601')).tables],
    ['3176', treatment(...lines, day('20251103')).tables],
    [
      '3176',
      treatment(...lines, day('20251103'), {
        XML13: [{ ...referral, MA_CSKCB_DI: '01999', MA_CSKCB_DEN: '01998' }],
      }).tables,
    ],
    [
      '4750',
      treatment(...lines, day('20251103'), {
        XML13: [{ ...referral, MA_NOI_DI: '01999', MA_NOI_DEN: '01998' }],
      }).tables,
    ],
  ])('%s is told by content and date', (version, tables) => {
    const { findings, units } = run(claimXml([{ tables }], 'base64'));
    expect(findings).toEqual([]);
    expect(units.map((unit) => unit.findings)).toEqual([[]]);
    expect(units.map(({ versions }) => versions.channel)).toEqual([version]);
    const bundle = JSON.stringify(units[0]?.bundle);
    expect(bundle).toContain('"total":{"value":49382.72,"currency":"VND"}');
    expect(bundle.match(/"net":\{"value":24691\.36,"currency":"VND"\}/g)).toHaveLength(2);
  });

  it('carries results, course, papers and tuberculosis treatment', () => {
    const further = {
      XML4: [
        {
          MA_LK: '',
          STT: '1',
          MA_DICH_VU: '22.0001',
          TEN_CHI_SO: 'Glucose',
          GIA_TRI: '5.60',
          DON_VI_DO: 'mmol/L',
          NGAY_KQ: '202511030900',
        },
        { MA_LK: '', STT: '2', TEN_CHI_SO: 'HBsAg', GIA_TRI: 'Âm tính', NGAY_KQ: '202511030900' },
      ],
      XML5: [
        {
          MA_LK: '',
          STT: '1',
          DIEN_BIEN_LS: 'Tỉnh, CSST<M75_T37>',
          THOI_DIEM_DBLS: '202511030900',
          NGUOI_THUC_HIEN: '000001',
        },
      ],
      XML14: [
        {
          MA_LK: '',
          SO_GIAYHEN_KL: '7',
          MA_CSKCB: '01999',
          HO_TEN: 'NGUYỄN VĂN THỬ',
          NGAY_HEN_KL: '202511100800',
          MA_BAC_SI: '000001',
          MA_TTDV: '0100000001',
          NGAY_CT: '20251103',
        },
      ],
      XML15: [
        {
          MA_LK: '',
          STT: '1',
          MA_BN: 'BN0001',
          PHANLOAI_LAO_VITRI: '1',
          PHANLOAI_LAO_TS: '1',
          PHANLOAI_LAO_HIV: '2',
          PHANLOAI_LAO_VK: '1',
          PHANLOAI_LAO_KT: '1',
          LOAI_DTRI_LAO: '2',
          NGAYBD_DTRI_LAO: '20251101',
          PHACDO_DTRI_LAO: '1',
          KET_QUA_DTRI_LAO: '1',
        },
      ],
    };
    const { units } = run(claimXml([treatment(...lines, {}, further)], 'inline'));
    expect(units[0]?.findings).toEqual([]);
    const bundle = JSON.stringify(units[0]?.bundle);
    expect(bundle).toContain('"valueQuantity":{"value":5.60,"unit":"mmol/L"}');
    expect(bundle).toContain('"valueString":"Âm tính"');
    expect(bundle).toContain('"summary":"Tỉnh, CSST<M75_T37>"');
    expect(bundle).toContain(
      '{"linkId":"NGAY_HEN_KL","answer":[{"valueDateTime":"2025-11-10T08:00:00+07:00"}]}',
    );
    expect(bundle).toContain('{"linkId":"PHANLOAI_LAO_VITRI","answer":[{"valueString":"1"}]}');
  });

  it('keeps an unknown birthday unknown', () => {
    const { units } = run(
      claimXml([treatment(...lines, { NGAY_SINH: '195600000000', SO_CCCD: '' })], 'base64'),
    );
    expect(units[0]?.findings).toEqual([]);
    expect(JSON.stringify(units[0]?.bundle)).toContain('"birthDate":"1956"');
  });
});

const one = treatment(...lines);
const other = treatment(...lines, { MA_LK: 'LK0002' });

describe('documents and sets', () => {
  it.each([
    ['SAMPAN-XML-PART-UNKNOWN', 'HOSO[1]', claimXml([one], 'base64', ['XML99'])],
    ['SAMPAN-XML-BASE64', 'HOSO[1]/XML1', claimXml([one], 'base64').replace('PD94', '*!*?')],
    [
      'SAMPAN-XML-ROOT',
      'HOSO[1]/XML2',
      claimXml([one], 'inline').replaceAll('CHITIEU_CHITIET_THUOC', 'KHAC'),
    ],
    [
      'SAMPAN-XML-ELEMENT-UNKNOWN',
      'HOSO[1]',
      claimXml([one], 'inline').replace('<HOSO>', '<HOSO><LA/>'),
    ],
    [
      'SAMPAN-XML-FIELD-REPEATED',
      'HOSO[1]/XML1',
      claimXml([one], 'inline').replace('<STT>', '<MA_LK>LK0001</MA_LK><STT>'),
    ],
    [
      'SAMPAN-XML-FIELD-NESTED',
      'HOSO[1]/XML1',
      claimXml([one], 'inline').replace('<MA_BN>BN0001</MA_BN>', '<MA_BN><X>1</X></MA_BN>'),
    ],
    [
      'SAMPAN-VERSION-NONE',
      'HOSO[1]/XML1',
      claimXml([treatment(...lines, day('20160101'))], 'inline'),
    ],
    ['VN-SET-03', 'HOSO[2]/XML1', claimXml([one, { tables: { XML2: [] } }], 'base64')],
    ['VN-SET-04', 'HOSO[2]/XML1', claimXml([one, one], 'base64')],
    ['VN-SET-05', 'body', claimXml([one], 'base64').replace('<SOLUONGHOSO>1<', '<SOLUONGHOSO>2<')],
  ])('%s at %s', (code, file, xml) => {
    const { findings, units } = run(xml);
    const found = [...findings, ...units.flatMap((unit) => unit.findings)];
    const own = found.filter((finding) => finding.code === code);
    expect(found.map((finding) => finding.code)).toContain(code);
    expect(own.flatMap(({ places }) => places.map((place) => place.file))).toContain(file);
  });

  it('refuses a document type, outside and inside', () => {
    const evil = '<!DOCTYPE x [<!ENTITY a "b">]>';
    const outer = claimXml([one], 'inline').replace('<GIAMDINHHS', `${evil}<GIAMDINHHS`);
    expect(run(outer).faulted).toBe(true);
    const inner = Buffer.from(`<?xml version="1.0"?>${evil}<TONG_HOP/>`).toString('base64');
    const embedded = claimXml([{ tables: { XML1: [{ MA_LK: 'x' }] } }, other], 'inline').replace(
      /<NOIDUNGFILE><TONG_HOP>[\s\S]*?<\/TONG_HOP>/,
      `<NOIDUNGFILE>${inner}`,
    );
    const { faulted, findings, units } = run(embedded);
    expect(faulted).toBe(false);
    expect(findings.map(({ code }) => code)).toContain('SAMPAN-XML-DOCTYPE');
    expect(units.map(({ key, state }) => [key, state])).toEqual([['LK0002', 'acceptable']]);
  });

  it('rejects one treatment of two, not its neighbour', () => {
    const wrong = treatment(...lines, { MA_LK: 'LK0003', T_BHTT: '1.00' });
    const { units } = run(claimXml([one, wrong, other], 'base64'));
    expect(units.map(({ state }) => state)).toEqual(['acceptable', 'rejected', 'acceptable']);
    expect(units[1]?.findings.map(({ code }) => code)).toEqual(['VN-TOT-05']);
  });
});
