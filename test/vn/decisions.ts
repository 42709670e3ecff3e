/** One treatment in the names and fields of each decision. */
import type { Fields, Treatment } from './synthetic.ts';

function renamed(fields: Fields, names: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(
    Object.entries(names).flatMap(([to, from]) => {
      const value = fields[from];
      return value === undefined ? [] : [[to, value]];
    }),
  );
}

const same = (names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name) => [name, name]));

/** The same treatment in the names of decision 4210. */
function of4210({ tables }: Treatment): Treatment {
  const [xml1 = {}] = tables.XML1 ?? [];
  const first = renamed(
    { ...xml1, way: '1', discharge: '1', NGAY_SINH: '19800315', MA_LOAI_KCB: '1' },
    {
      ...same('MA_LK STT MA_BN HO_TEN NGAY_SINH GIOI_TINH DIA_CHI MA_DKBD GT_THE_TU GT_THE_DEN'),
      MA_THE: 'MA_THE_BHYT',
      TEN_BENH: 'CHAN_DOAN_RV',
      MA_BENH: 'MA_BENH_CHINH',
      MA_BENHKHAC: 'MA_BENH_KT',
      MA_LYDO_VVIEN: 'way',
      TINH_TRANG_RV: 'discharge',
      T_TONGCHI: 'T_TONGCHI_BV',
      T_NGOAIDS: 'T_BHTT_GDV',
      ...same('NGAY_VAO NGAY_RA SO_NGAY_DTRI KET_QUA_DTRI NGAY_TTOAN T_THUOC T_VTYT T_BNTT'),
      ...same('T_BNCCT T_BHTT T_NGUONKHAC NAM_QT THANG_QT MA_LOAI_KCB MA_KHOA MA_CSKCB CAN_NANG'),
    },
  );
  const shared = 'MA_LK STT MA_NHOM DON_VI_TINH PHAM_VI SO_LUONG MUC_HUONG T_NGUONKHAC T_BNTT';
  const rest = 'T_BHTT T_BNCCT MA_KHOA MA_BAC_SI NGAY_YL MA_PTTT';
  const line = { ...same(`${shared} ${rest}`), THANH_TIEN: 'THANH_TIEN_BV', TYLE_TT: 'TYLE_TT_BH' };
  const medicines = (tables.XML2 ?? []).map((row) =>
    renamed(row, { ...line, ...same('MA_THUOC TEN_THUOC LIEU_DUNG DON_GIA') }),
  );
  const services = (tables.XML3 ?? []).map((row) =>
    renamed(row, {
      ...line,
      ...same('MA_DICH_VU TEN_DICH_VU MA_VAT_TU TEN_VAT_TU TT_THAU'),
      DON_GIA: 'DON_GIA_BV',
    }),
  );
  return { tables: { XML1: [first], XML2: medicines, XML3: services } };
}

export const day = (date: string): Fields => ({
  NGAY_VAO: `${date}0800`,
  NGAY_RA: `${date}1030`,
  NGAY_TTOAN: '',
  GT_THE_TU: '20180101',
  GT_THE_DEN: '20301231',
});

/** Fields that decision 4750 added, and none of them. */
function of130({ tables }: Treatment): Treatment {
  const without = (row: Fields, name: string) =>
    Object.fromEntries(Object.entries(row).filter(([field]) => field !== name));
  return {
    tables: {
      XML1: (tables.XML1 ?? []).map((row) => without(row, 'NHOM_MAU')),
      XML2: (tables.XML2 ?? []).map((row) => without(row, 'NGAY_TH_YL')),
      XML3: tables.XML3 ?? [],
    },
  };
}

export const decisions = ['4210', '130', '4750', '3176'] as const;
export type Decision = (typeof decisions)[number];

/** A day on which each decision holds. */
export const dayOf: Readonly<Record<Decision, string>> = {
  '4210': '20180601',
  '130': '20230601',
  '4750': '20240601',
  '3176': '20251103',
};

export function inDecision(treatment: Treatment, decision: Decision): Treatment {
  if (decision === '4210') return of4210(treatment);
  return decision === '130' ? of130(treatment) : treatment;
}
