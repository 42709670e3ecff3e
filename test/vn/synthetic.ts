/** Claim XML of made-up people: tables as plain records, and the documents that carry them. */

export type Fields = Readonly<Record<string, string>>;

/** One treatment: its tables by name, each a list of records in element order. */
export interface Treatment {
  readonly tables: Readonly<Record<string, readonly Fields[]>>;
}

export type Form = 'base64' | 'inline' | 'cdata';

const roots: Readonly<Record<string, readonly string[]>> = {
  XML1: ['TONG_HOP'],
  XML2: ['CHITIEU_CHITIET_THUOC', 'DSACH_CHI_TIET_THUOC', 'CHI_TIET_THUOC'],
  XML3: ['CHITIEU_CHITIET_DVKT_VTYT', 'DSACH_CHI_TIET_DVKT', 'CHI_TIET_DVKT'],
  XML4: ['CHITIEU_CHITIET_DICHVUCANLAMSANG', 'DSACH_CHI_TIET_CLS', 'CHI_TIET_CLS'],
  XML5: [
    'CHITIEU_CHITIET_DIENBIENLAMSANG',
    'DSACH_CHI_TIET_DIEN_BIEN_BENH',
    'CHI_TIET_DIEN_BIEN_BENH',
  ],
  XML6: [
    'CHI_TIEU_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS',
    'DSACH_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS',
    'HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS',
  ],
  XML7: ['CHI_TIEU_DU_LIEU_GIAY_RA_VIEN'],
  XML8: ['CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN'],
  XML9: ['CHI_TIEU_DU_LIEU_GIAY_CHUNG_SINH', 'DSACH_GIAYCHUNGSINH', 'DU_LIEU_GIAY_CHUNG_SINH'],
  XML10: ['CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI'],
  XML11: ['CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI'],
  XML13: ['CHI_TIEU_GIAYCHUYENTUYEN'],
  XML14: ['CHI_TIEU_GIAYHEN_KHAMLAI'],
  XML15: ['CHI_TIEU_DIEUTRI_BENHLAO', 'DSACH_CHITIET_DIEUTRI_BENHLAO', 'CHITIET_DIEUTRI_BENHLAO'],
};

/** Values of XML1 that any adult's visit may have; amounts are added by `treatment`. */
export const visit: Fields = {
  MA_LK: 'LK0001',
  STT: '1',
  MA_BN: 'BN0001',
  HO_TEN: 'NGUYỄN VĂN THỬ',
  SO_CCCD: '001080000001',
  NGAY_SINH: '198003150000',
  GIOI_TINH: '1',
  NHOM_MAU: '',
  MA_QUOCTICH: '000',
  MA_DANTOC: '01',
  MA_NGHE_NGHIEP: '00000',
  DIA_CHI: 'Thôn Thử, Xã Mẫu',
  MATINH_CU_TRU: '01',
  MAHUYEN_CU_TRU: '',
  MAXA_CU_TRU: '00001',
  DIEN_THOAI: '',
  MA_THE_BHYT: 'DN4010000000001',
  MA_DKBD: '01999',
  GT_THE_TU: '20250101',
  GT_THE_DEN: '20251231',
  NGAY_MIEN_CCT: '',
  LY_DO_VV: 'Ho, sốt',
  LY_DO_VNT: '',
  MA_LY_DO_VNT: '',
  CHAN_DOAN_VAO: 'Viêm phế quản',
  CHAN_DOAN_RV: 'Viêm phế quản cấp; Tăng huyết áp',
  MA_BENH_CHINH: 'J20.9',
  MA_BENH_KT: 'I10',
  MA_BENH_YHCT: '',
  MA_PTTT_QT: '',
  MA_DOITUONG_KCB: '1.1',
  MA_NOI_DI: '',
  MA_NOI_DEN: '',
  MA_TAI_NAN: '',
  NGAY_VAO: '202511030800',
  NGAY_VAO_NOI_TRU: '',
  NGAY_RA: '202511031030',
  GIAY_CHUYEN_TUYEN: '',
  SO_NGAY_DTRI: '0',
  PP_DIEU_TRI: 'Kháng sinh',
  KET_QUA_DTRI: '2',
  MA_LOAI_RV: '1',
  GHI_CHU: 'Uống đủ nước',
  NGAY_TTOAN: '202511031045',
};

const afterTotals: Fields = {
  NAM_QT: '2025',
  THANG_QT: '11',
  MA_LOAI_KCB: '01',
  MA_KHOA: 'K01',
  MA_CSKCB: '01999',
  MA_KHUVUC: '',
  CAN_NANG: '62.5',
  CAN_NANG_CON: '',
  NAM_NAM_LIEN_TUC: '20200101',
  NGAY_TAI_KHAM: '',
  MA_HSBA: 'HS0001',
  MA_TTDV: '0100000001',
  DU_PHONG: '',
};

export interface Line {
  /** In thousandths. */
  readonly quantity: number;
  /** In thousandths of a dong. */
  readonly price: number;
  /** Percent. */
  readonly insured: number;
  readonly benefit: number;
  /** XML3: percent of the price that counts. */
  readonly counted?: number;
  /** Given by other sources, in hundredths of a dong, at most what the patient bears alone. */
  readonly state?: number;
}

/** Amounts of a line in hundredths, rounded half up. */
export interface Shares {
  readonly charge: bigint;
  readonly insured: bigint;
  readonly fund: bigint;
  readonly copayment: bigint;
  readonly own: bigint;
  readonly others: bigint;
}

function divide(value: bigint, by: bigint): bigint {
  return (value + by / 2n) / by;
}

export function sharesOf(line: Line): Shares {
  const { quantity, price, insured, benefit, counted = 100, state = 0 } = line;
  const whole = BigInt(quantity) * BigInt(price) * BigInt(counted);
  const charge = divide(whole, 1_000_000n);
  const covered = divide(whole * BigInt(insured), 100_000_000n);
  const fund = divide(covered * BigInt(benefit), 100n);
  const alone = charge - covered;
  const others = BigInt(state) < alone ? BigInt(state) : alone;
  return { charge, insured: covered, fund, copayment: covered - fund, own: alone - others, others };
}

export function decimal(unscaled: bigint | number, scale: number): string {
  const digits = String(unscaled).padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function money(line: Line): Fields {
  const shares = sharesOf(line);
  return {
    THANH_TIEN_BV: decimal(shares.charge, 2),
    THANH_TIEN_BH: decimal(shares.insured, 2),
    T_NGUONKHAC_NSNN: decimal(shares.others, 2),
    T_NGUONKHAC_VTNN: '0',
    T_NGUONKHAC_VTTN: '0',
    T_NGUONKHAC_CL: '0',
    T_NGUONKHAC: decimal(shares.others, 2),
    MUC_HUONG: String(line.benefit),
    T_BNTT: decimal(shares.own, 2),
    T_BNCCT: decimal(shares.copayment, 2),
    T_BHTT: decimal(shares.fund, 2),
  };
}

export function medicine(line: Line, stt: number, more: Fields = {}): Fields {
  return {
    MA_LK: 'LK0001',
    STT: String(stt),
    MA_THUOC: '40.154',
    MA_NHOM: '4',
    TEN_THUOC: 'Thuốc thử <A&B>',
    DON_VI_TINH: 'Viên',
    HAM_LUONG: '500mg',
    DUONG_DUNG: '1.01',
    LIEU_DUNG: '1 viên/lần * 2 lần/ngày * 5 ngày [2 viên/ngày]',
    SO_DANG_KY: 'VD-00000-00',
    TT_THAU: '1/QD-TEST;G1;N1;2025',
    PHAM_VI: line.insured === 0 ? '2' : '1',
    TYLE_TT_BH: String(line.insured),
    SO_LUONG: decimal(line.quantity, 3),
    DON_GIA: decimal(line.price, 3),
    ...money(line),
    MA_KHOA: 'K01',
    MA_BAC_SI: '000001/TEST-CCHN',
    NGAY_YL: '202511030830',
    NGAY_TH_YL: '202511030840',
    MA_PTTT: '1',
    NGUON_CTRA: '1',
    DU_PHONG: '',
    ...more,
  };
}

export function service(line: Line, stt: number, more: Fields = {}): Fields {
  return {
    MA_LK: 'LK0001',
    STT: String(stt),
    MA_DICH_VU: '02.03.1900',
    MA_NHOM: '13',
    TEN_DICH_VU: 'Khám thử',
    DON_VI_TINH: 'Lần',
    PHAM_VI: line.insured === 0 ? '2' : '1',
    SO_LUONG: decimal(line.quantity, 3),
    DON_GIA_BV: decimal(line.price, 3),
    DON_GIA_BH: decimal(line.price, 3),
    TYLE_TT_DV: String(line.counted ?? 100),
    TYLE_TT_BH: String(line.insured),
    ...money(line),
    MA_KHOA: 'K01',
    MA_BAC_SI: '000002/TEST-CCHN',
    NGAY_YL: '202511030810',
    MA_PTTT: '1',
    DU_PHONG: '',
    ...more,
  };
}

/** A supply: cost group 10 with its tender. */
export function supply(line: Line, stt: number): Fields {
  const { MA_DICH_VU: _code, TEN_DICH_VU: _name, ...rest } = service(line, stt);
  return {
    ...rest,
    MA_VAT_TU: 'N01.02.010',
    TEN_VAT_TU: 'Bơm tiêm thử',
    MA_NHOM: '10',
    TT_THAU: '1/QD-TEST;G1;N1;2025',
  };
}

const totalled: readonly (readonly [string, string])[] = [
  ['T_TONGCHI_BV', 'THANH_TIEN_BV'],
  ['T_TONGCHI_BH', 'THANH_TIEN_BH'],
  ['T_BNTT', 'T_BNTT'],
  ['T_BNCCT', 'T_BNCCT'],
  ['T_BHTT', 'T_BHTT'],
  ['T_NGUONKHAC', 'T_NGUONKHAC'],
];

function sum(rows: readonly Fields[], field: string): string {
  const hundredths = rows.map((row) => BigInt((row[field] ?? '0.00').replace('.', '')));
  return decimal(
    hundredths.reduce((total, each) => total + each, 0n),
    2,
  );
}

/** A treatment whose XML1 has the totals of its lines. */
export function treatment(
  medicines: readonly Fields[],
  services: readonly Fields[],
  more: Fields = {},
  tables: Treatment['tables'] = {},
): Treatment {
  const lines = [...medicines, ...services];
  const supplies = services.filter((row) => row.MA_NHOM === '10');
  const totals = Object.fromEntries(totalled.map(([total, field]) => [total, sum(lines, field)]));
  const xml1: Fields = {
    ...visit,
    T_THUOC: sum(medicines, 'THANH_TIEN_BV'),
    T_VTYT: sum(supplies, 'THANH_TIEN_BV'),
    ...totals,
    T_BHTT_GDV: sum(lines, 'T_BHTT'),
    ...afterTotals,
    ...more,
  };
  const number = xml1.MA_LK ?? '';
  const own = (rows: readonly Fields[]) => rows.map((row) => ({ ...row, MA_LK: number }));
  const further = Object.entries(tables).map(([name, rows]) => [name, own(rows)] as const);
  return {
    tables: {
      XML1: [xml1],
      XML2: own(medicines),
      XML3: own(services),
      ...Object.fromEntries(further),
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function record(name: string, fields: Fields): string {
  const cells = Object.entries(fields).map(([field, value]) => {
    if (value === '') return `<${field}/>`;
    const text = field === 'HO_TEN' ? cdata(value) : escaped(value);
    return `<${field}>${text}</${field}>`;
  });
  return `<${name}>\n${cells.join('\n')}\n</${name}>`;
}

/** The document of one table. */
export function tableXml(table: string, rows: readonly Fields[]): string {
  const path = roots[table] ?? [table];
  const name = path.at(-1) ?? table;
  const body = rows.map((row) => record(name, row)).join('\n');
  const above = path.slice(0, -1);
  return [...above.map((each) => `<${each}>`), body, ...above.reverse().map((each) => `</${each}>`)]
    .filter((each) => each !== '')
    .join('\n');
}

const header = '<?xml version="1.0" encoding="utf-8"?>\n';

function content(table: string, rows: readonly Fields[], form: Form): string {
  const xml = tableXml(table, rows);
  if (form === 'inline') return xml;
  if (form === 'cdata') return cdata(header + xml);
  return Buffer.from(header + xml, 'utf8').toString('base64');
}

/** The whole file; every table of `empty` is there without content. */
export function claimXml(
  treatments: readonly Treatment[],
  form: Form,
  empty: readonly string[] = [],
): string {
  const files = treatments.map(({ tables }) => {
    const filled = Object.entries(tables).map(
      ([table, rows]) =>
        `<FILEHOSO><LOAIHOSO>${table}</LOAIHOSO><NOIDUNGFILE>${
          rows.length === 0 ? '' : content(table, rows, form)
        }</NOIDUNGFILE></FILEHOSO>`,
    );
    const absent = empty.map(
      (table) => `<FILEHOSO><LOAIHOSO>${table}</LOAIHOSO><NOIDUNGFILE/></FILEHOSO>`,
    );
    return `<HOSO>\n${[...filled, ...absent].join('\n')}\n</HOSO>`;
  });
  return `${header}<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<THONGTINDONVI><MACSKCB>01999</MACSKCB></THONGTINDONVI>
<THONGTINHOSO><NGAYLAP>20251105</NGAYLAP><SOLUONGHOSO>${treatments.length}</SOLUONGHOSO>
<DANHSACHHOSO>
${files.join('\n')}
</DANHSACHHOSO>
</THONGTINHOSO>
<CHUKYDONVI/>
</GIAMDINHHS>
`;
}
