/** Claim XML of all forms: every line and amount arrives, and every planted fault is found. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Translation } from '../../src/channel/translation.ts';
import { day, dayOf, decisions, inDecision } from './decisions.ts';
import {
  claimXml,
  type Fields,
  type Form,
  type Line,
  medicine,
  service,
  supply,
  type Treatment,
  treatment,
} from './synthetic.ts';
import { channel, run } from './translated.ts';

const line: fc.Arbitrary<Line> = fc.record({
  quantity: fc.integer({ min: 1, max: 99_999 }),
  price: fc.integer({ min: 0, max: 9_999_999 }),
  insured: fc.constantFrom(0, 30, 50, 100),
  benefit: fc.constantFrom(32, 80, 100),
  state: fc.constantFrom(0, 0, 1, 5_000_00),
});
const counted: fc.Arbitrary<Line> = fc
  .tuple(line, fc.constantFrom(10, 30, 100))
  .map(([each, rate]) => ({ ...each, counted: rate }));
const versions = fc.constantFrom(...decisions);
const forms = fc.constantFrom<Form>('base64', 'inline', 'cdata');

interface Money {
  readonly value: number;
  readonly currency: string;
}

interface Item {
  readonly sequence: number;
  readonly quantity: { readonly value: number };
  readonly unitPrice: Money;
  readonly net: Money;
  readonly extension: readonly {
    readonly url: string;
    readonly extension?: readonly Readonly<Record<string, unknown>>[];
  }[];
}

/** Items of the claim with numbers as the texts they are written in. */
function claimOf(translation: Translation, index = 0): { total: Money; item: readonly Item[] } {
  const text = JSON.stringify(translation.units[index]?.bundle ?? {});
  const exact = text.replace(/("(?:value|valueDecimal)":)(-?\d+(?:\.\d+)?)/g, '$1"$2"');
  const { entry } = JSON.parse(exact) as { entry: readonly { resource: never }[] };
  return entry[0]?.resource as never;
}

function amount(item: Item, name: string, code: string): readonly string[] {
  return item.extension.flatMap(({ extension = [] }) => {
    const of = extension.some((part) => part.valueCode === code);
    const money = extension.find((part) => part.url === name)?.valueMoney as unknown;
    return of && money !== undefined ? [(money as { value: string }).value] : [];
  });
}

const same = (found: unknown, text: string | undefined) => Number(found) === Number(text);

describe('claim XML', () => {
  it('carries every line with its amounts', () => {
    const lines = fc.array(line, { minLength: 0, maxLength: 6 });
    const services = fc.array(counted, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lines, services, forms, versions, (medicines, others, form, version) => {
        const xml2 = medicines.map((each, index) => medicine(each, index + 1));
        const xml3 = others.map((each, index) => {
          const whole = index % 3 === 2 || version === '4210';
          const one = whole ? { ...each, counted: 100 } : each;
          return index % 3 === 2 ? supply(one, index + 1) : service(one, index + 1);
        });
        const made = treatment(xml2, xml3, day(dayOf[version]));
        const sentXml = claimXml([inDecision(made, version)], form, ['XML4', 'XML5']);
        const result = run(sentXml);
        expect(result.findings).toEqual([]);
        expect(result.units.map(({ findings }) => findings)).toEqual([[]]);
        expect(result.units[0]?.versions.channel).toBe(version);
        const claim = claimOf(result);
        const sent = [...xml2, ...xml3];
        expect(claim.item).toHaveLength(sent.length);
        expect(same(claim.total.value, made.tables.XML1?.[0]?.T_TONGCHI_BV)).toBe(true);
        for (const [index, row] of sent.entries()) {
          const item = claim.item[index] as Item;
          expect(item.sequence).toBe(index + 1);
          expect(String(item.net.value)).toBe(row.THANH_TIEN_BV);
          expect(String(item.unitPrice.value)).toBe(row.DON_GIA ?? row.DON_GIA_BV);
          expect(String(item.quantity.value)).toBe(row.SO_LUONG);
          if (version !== '4210') {
            expect(amount(item, 'amount', 'insured')).toEqual([row.THANH_TIEN_BH]);
          }
          expect(amount(item, 'amount', 'fund')).toEqual([row.T_BHTT]);
          expect(amount(item, 'amount', 'patient-copayment')).toEqual([row.T_BNCCT]);
          expect(amount(item, 'amount', 'patient-own')).toEqual([row.T_BNTT]);
          expect(amount(item, 'amount', 'other-source')).toEqual([row.T_NGUONKHAC]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is the same whatever form the tables come in', () => {
    const made = [ordinary(), treatment([], [service(plain, 1)], { MA_LK: 'LK0002' })];
    const [base64, inline, cdata] = (['base64', 'inline', 'cdata'] as const).map((form) =>
      run(claimXml(made, form)).units.map(({ bundle }) => JSON.stringify(bundle)),
    );
    expect(base64).toHaveLength(2);
    expect(inline).toEqual(base64);
    expect(cdata).toEqual(base64);
  });

  it('reads a stay with two cards, 359 medicines and 418 services', () => {
    const medicines = Array.from({ length: 359 }, (_, index) => medicine(plain, index + 1));
    const services = Array.from({ length: 418 }, (_, index) => service(plain, index + 1));
    const cards = {
      MA_THE_BHYT: 'DN4010000000001;GD4010000000001',
      MA_DKBD: '01999',
      GT_THE_TU: '20250101;20251105',
      GT_THE_DEN: '20251104;20261104',
      MA_LOAI_KCB: '03',
      NGAY_VAO_NOI_TRU: '202511030900',
      LY_DO_VNT: 'Theo dõi',
      NGAY_RA: '202511100900',
      SO_NGAY_DTRI: '8',
    };
    const result = run(claimXml([treatment(medicines, services, cards)], 'base64'));
    expect(result.units[0]?.findings).toEqual([]);
    expect(claimOf(result).item).toHaveLength(777);
    const bundle = JSON.stringify(result.units[0]?.bundle);
    expect(bundle.match(/"resourceType":"Coverage"/g)).toHaveLength(2);
    expect(bundle).toContain('"period":{"start":"2025-11-05","end":"2026-11-04"}');
    expect(bundle).toContain('"code":"IMP"');
  });
});

const plain: Line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };

function ordinary(more: Fields = {}): Treatment {
  const services = [service(plain, 1), supply(plain, 2)];
  return treatment([medicine(plain, 1), medicine(plain, 2)], services, more);
}

/** The treatment with fields of one record overwritten; undefined takes the field away. */
function planted(table: string, record: number, fields: Record<string, string | undefined>) {
  const { tables } = ordinary();
  const rows = (tables[table] ?? []).map((row, index) => {
    if (index !== record - 1) return row;
    const changed = Object.entries({ ...row, ...fields }).filter(
      ([, value]) => value !== undefined,
    );
    return Object.fromEntries(changed) as Fields;
  });
  return claimXml([{ tables: { ...tables, [table]: rows } }], 'base64');
}

const faults: readonly (readonly [string, string, number, Record<string, string | undefined>])[] = [
  ['SAMPAN-PROFILE-REQUIRED', 'XML1', 1, { HO_TEN: '' }],
  ['SAMPAN-CELL-DATE', 'XML1', 1, { NGAY_VAO: '202513030800' }],
  ['SAMPAN-CELL-TIME', 'XML2', 2, { NGAY_YL: '202511032599' }],
  ['SAMPAN-CELL-NUMBER', 'XML3', 2, { DON_GIA_BH: '12,5' }],
  ['SAMPAN-CELL-LENGTH', 'XML1', 1, { MA_KHUVUC: 'K1X' }],
  ['SAMPAN-PROFILE-CODE', 'XML1', 1, { GIOI_TINH: '4' }],
  ['SAMPAN-PROFILE-CODE', 'XML3', 1, { MA_NHOM: '99' }],
  ['SAMPAN-XML-FIELD-UNKNOWN', 'XML2', 1, { GIA_LA: '1' }],
  [
    'SAMPAN-CELL-LISTS',
    'XML1',
    1,
    {
      MA_THE_BHYT: 'DN4010000000001;DN4010000000002;DN4010000000003',
      GT_THE_TU: '20250101;20250601',
    },
  ],
  ['VN-AMT-01', 'XML2', 2, { THANH_TIEN_BV: '99.00' }],
  ['VN-AMT-02', 'XML2', 1, { THANH_TIEN_BH: '99.00' }],
  ['VN-AMT-03', 'XML3', 1, { THANH_TIEN_BV: '99.00' }],
  ['VN-AMT-04', 'XML3', 2, { THANH_TIEN_BH: '99.00' }],
  ['VN-AMT-05', 'XML2', 1, { T_NGUONKHAC_CL: '5.00' }],
  ['VN-AMT-06', 'XML3', 1, { T_BHTT: '1.00' }],
  ['VN-AMT-07', 'XML3', 1, { T_BNCCT: '1.00' }],
  ['VN-AMT-08', 'XML2', 2, { T_BNTT: '1.00' }],
  ['VN-AMT-09', 'XML2', 2, { T_NGUONKHAC: '7.00', T_NGUONKHAC_CL: '7.00' }],
  ['VN-AMT-11', 'XML3', 1, { SO_LUONG: '-1' }],
  ['VN-AMT-14', 'XML2', 1, { MUC_HUONG: '101' }],
  ['VN-TOT-01', 'XML1', 1, { T_TONGCHI_BV: '1.00' }],
  ['VN-TOT-02', 'XML1', 1, { T_TONGCHI_BH: '1.00' }],
  ['VN-TOT-03', 'XML1', 1, { T_BNTT: '1.00' }],
  ['VN-TOT-04', 'XML1', 1, { T_BNCCT: '1.00' }],
  ['VN-TOT-05', 'XML1', 1, { T_BHTT: '1.00' }],
  ['VN-TOT-06', 'XML1', 1, { T_NGUONKHAC: '1.00' }],
  ['VN-TOT-07', 'XML1', 1, { T_THUOC: '1.00' }],
  ['VN-TOT-08', 'XML1', 1, { T_VTYT: '1.00' }],
  ['VN-TOT-09', 'XML1', 1, { T_BHTT_GDV: '1.00' }],
  ['VN-XML1-01', 'XML1', 1, { NGAY_RA: '202511020800' }],
  ['VN-XML1-02', 'XML1', 1, { NGAY_VAO_NOI_TRU: '202511010800', LY_DO_VNT: 'x' }],
  ['VN-XML1-03', 'XML1', 1, { NGAY_VAO_NOI_TRU: '202511030900' }],
  ['VN-XML1-05', 'XML1', 1, { SO_NGAY_DTRI: '3' }],
  ['VN-XML1-06', 'XML1', 1, { MA_LOAI_KCB: '05' }],
  ['VN-XML1-07', 'XML1', 1, { MA_DOITUONG_KCB: 'A' }],
  ['VN-XML1-08', 'XML1', 1, { THANG_QT: '13' }],
  ['VN-XML1-09', 'XML1', 1, { NGAY_SINH: '202601010000' }],
  ['VN-XML1-10', 'XML1', 1, { MA_NOI_DI: '123' }],
  ['VN-XML1-11', 'XML1', 1, { MA_TTDV: '12' }],
  ['VN-XML1-12', 'XML1', 1, { MA_BENH_CHINH: '9Z' }],
  ['VN-XML1-13', 'XML1', 1, { MA_LOAI_RV: '2' }],
  ['VN-ID-01', 'XML1', 1, { SO_CCCD: '12345' }],
  ['VN-ID-02', 'XML1', 1, { SO_CCCD: '001180000001' }],
  ['VN-ID-03', 'XML1', 1, { SO_CCCD: '001081000001' }],
  ['VN-CARD-01', 'XML1', 1, { MA_THE_BHYT: 'DN9010000000001' }],
  ['VN-CARD-02', 'XML1', 1, { MA_THE_BHYT: 'ZZ4010000000001' }],
  ['VN-CARD-03', 'XML1', 1, { MA_THE_BHYT: 'TE4010000000001' }],
  ['VN-CARD-04', 'XML1', 1, { GT_THE_TU: '20260101' }],
  ['VN-CARD-05', 'XML1', 1, { GT_THE_DEN: '20251001' }],
  ['VN-CARD-06', 'XML1', 1, { MA_DKBD: '1' }],
  ['VN-XML2-01', 'XML2', 1, { TT_THAU: '' }],
  ['VN-XML2-02', 'XML2', 2, { NGAY_TH_YL: '202511030700' }],
  ['VN-XML2-03', 'XML2', 1, { HAM_LUONG: '' }],
  ['VN-XML2-04', 'XML2', 1, { DUONG_DUNG: '' }],
  ['VN-XML2-05', 'XML2', 1, { LIEU_DUNG: '' }],
  ['VN-XML1-14', 'XML1', 1, { MA_DANTOC: '' }],
  ['VN-XML1-15', 'XML1', 1, { MA_NGHE_NGHIEP: '' }],
  ['VN-XML1-16', 'XML1', 1, { CAN_NANG: '' }],
  ['VN-XML3-01', 'XML3', 1, { MA_DICH_VU: '' }],
  ['VN-XML3-02', 'XML3', 1, { MA_NHOM: '12' }],
  ['VN-XML3-03', 'XML3', 2, { TT_THAU: '' }],
  ['VN-XML3-04', 'XML3', 1, { MA_NHOM: '1' }],
  ['VN-XML3-05', 'XML3', 1, { MA_NHOM: '8' }],
  ['VN-XML3-06', 'XML3', 1, { NGAY_KQ: '202511030700' }],
  ['VN-XML3-07', 'XML3', 2, { GOI_VTYT: 'X1' }],
  ['VN-XML3-08', 'XML3', 1, { MA_GIUONG: 'Z1' }],
  ['VN-XML3-09', 'XML3', 1, { TEN_DICH_VU: '' }],
  ['VN-AMT-15', 'XML2', 1, { PHAM_VI: '2' }],
  ['VN-AMT-16', 'XML3', 1, { PHAM_VI: '2' }],
  ['VN-AMT-17', 'XML2', 1, { T_BNTT: '0.001' }],
  ['VN-AMT-18', 'XML3', 1, { DON_GIA_BH: '12345.6781' }],
  ['VN-CARD-07', 'XML2', 1, { MUC_HUONG: '95' }],
  ['VN-XML1-17', 'XML1', 1, { MA_LOAI_KCB: '05', NGAY_RA: '202511032359' }],
  ['VN-XML1-18', 'XML1', 1, { MA_LOAI_KCB: '08', SO_NGAY_DTRI: '2' }],
  ['VN-XML2-06', 'XML2', 1, { MA_CSKCB_THUOC: 'X.1' }],
  ['VN-XML3-10', 'XML3', 1, { TYLE_TT_DV: '80' }],
  ['VN-XML3-11', 'XML3', 1, { MA_MAY: 'HH.9.01999.1' }],
  ['VN-SET-01', 'XML2', 2, { MA_LK: 'LK0009' }],
  ['VN-SET-02', 'XML1', 1, { MA_CSKCB: '02999' }],
  ['VN-SET-07', 'XML3', 2, { STT: '1' }],
];

describe('faults', () => {
  it.each(faults)('%s in %s record %i', (code, table, record, fields) => {
    const { findings, units } = run(planted(table, record, fields));
    const found = [...findings, ...units.flatMap((unit) => unit.findings)];
    const own = found.filter((finding) => finding.code === code);
    expect(found.map((finding) => finding.code)).toContain(code);
    const spots = own.flatMap(({ places }) => places);
    expect(spots.map(({ file }) => file)).toContain(`HOSO[1]/${table}`);
    expect(spots.map((place) => place.record)).toContain(record);
    for (const place of spots) expect(place.line).toBeGreaterThan(1);
    const named = Object.keys(fields);
    expect(
      spots.some(({ field }) => field !== undefined && fieldsOf(code, named).includes(field)),
    ).toBe(true);
  });
});

/** The finding stands on a planted field, or on the one that its rule asks for. */
function fieldsOf(code: string, planted: readonly string[]): readonly string[] {
  const at = channel.rules[code]?.at?.split('.') ?? [];
  return [...planted, ...at];
}

type Slip = readonly [string, string, string, number, Record<string, string | undefined>, string];

/** Field by field, what is said of one slip, and that nothing else is said. */
const slips: readonly Slip[] = [
  ['error', 'SAMPAN-PROFILE-REQUIRED', 'XML1', 1, { MA_LK: '' }, 'MA_LK'],
  ['error', 'VN-SET-01', 'XML1', 1, { MA_LK: 'LK0009' }, 'MA_LK'],
  ['error', 'SAMPAN-PROFILE-REQUIRED', 'XML1', 1, { MA_LOAI_KCB: '' }, 'MA_LOAI_KCB'],
  ['error', 'SAMPAN-PROFILE-REQUIRED', 'XML1', 1, { T_TONGCHI_BV: undefined }, 'T_TONGCHI_BV'],
  ['error', 'SAMPAN-PROFILE-REQUIRED', 'XML2', 2, { THANH_TIEN_BV: '' }, 'THANH_TIEN_BV'],
  ['error', 'SAMPAN-PROFILE-REQUIRED', 'XML2', 2, { T_BHTT: '' }, 'T_BHTT'],
  ['error', 'SAMPAN-PROFILE-REQUIRED', 'XML2', 1, { MUC_HUONG: undefined }, 'MUC_HUONG'],
  ['error', 'SAMPAN-PROFILE-REQUIRED', 'XML3', 1, { PHAM_VI: '' }, 'PHAM_VI'],
  ['error', 'SAMPAN-PROFILE-CODE', 'XML3', 2, { MA_PTTT: '5' }, 'MA_PTTT'],
  ['error', 'VN-AMT-02', 'XML2', 1, { THANH_TIEN_BH: '99.00' }, 'THANH_TIEN_BH'],
  ['error', 'VN-AMT-04', 'XML3', 2, { THANH_TIEN_BH: '99.00' }, 'THANH_TIEN_BH'],
  ['error', 'VN-AMT-05', 'XML2', 2, { T_NGUONKHAC: '1.00' }, 'T_NGUONKHAC'],
  ['error', 'VN-AMT-06', 'XML3', 1, { T_BHTT: '1.00' }, 'T_BHTT'],
  ['error', 'VN-AMT-11', 'XML3', 1, { SO_LUONG: '-2.000' }, 'SO_LUONG'],
  ['error', 'VN-AMT-14', 'XML2', 1, { MUC_HUONG: '101' }, 'MUC_HUONG'],
  ['error', 'VN-AMT-14', 'XML2', 1, { TYLE_TT_BH: '120' }, 'TYLE_TT_BH'],
  ['error', 'VN-XML1-09', 'XML1', 1, { NGAY_SINH: '202603150000' }, 'NGAY_SINH'],
  ['warning', 'VN-XML1-19', 'XML1', 1, { NGAY_SINH: '19800315' }, 'NGAY_SINH'],
  ['warning', 'VN-XML1-20', 'XML1', 1, { NGAY_TTOAN: '202511030700' }, 'NGAY_TTOAN'],
  ['error', 'VN-XML1-21', 'XML1', 1, { NAM_QT: '25' }, 'NAM_QT'],
  ['error', 'VN-DAT-01', 'XML2', 1, { NGAY_YL: '20251103' }, 'NGAY_YL'],
  ['warning', 'VN-CARD-03', 'XML1', 1, { MA_THE_BHYT: 'DN1010000000001' }, 'MA_THE_BHYT'],
  ['error', 'VN-CARD-04', 'XML1', 1, { GT_THE_TU: '20260101' }, 'GT_THE_DEN'],
  ['error', 'VN-CARD-05', 'XML1', 1, { GT_THE_DEN: '20251102' }, 'GT_THE_DEN'],
  ['warning', 'VN-CARD-08', 'XML1', 1, { GT_THE_TU: '' }, 'GT_THE_TU'],
  ['error', 'VN-CARD-09', 'XML1', 1, { GT_THE_TU: '20251104' }, 'GT_THE_TU'],
  ['error', 'SAMPAN-CELL-LENGTH', 'XML1', 1, { MA_KHOA: `${'K01;'.repeat(12)}K0100` }, 'MA_KHOA'],
  ['error', 'SAMPAN-CELL-LENGTH', 'XML1', 1, { MA_PTTT_QT: '47.01;'.repeat(21) }, 'MA_PTTT_QT'],
  ['error', 'VN-XML3-12', 'XML3', 1, { NGAY_YL: '' }, 'NGAY_YL'],
  ['warning', 'VN-XML3-13', 'XML3', 1, { MA_BAC_SI: '' }, 'MA_BAC_SI'],
  ['warning', 'VN-XML3-14', 'XML3', 2, { GOI_VTYT: 'G1', T_TRANTT: '24691.35' }, 'T_TRANTT'],
  ['warning', 'VN-XML3-15', 'XML3', 2, { T_TRANTT: '105300000.01' }, 'T_TRANTT'],
];

describe('one slip, one finding', () => {
  it.each(slips)('%s %s in %s record %i', (severity, code, table, record, fields, field) => {
    const { findings, units } = run(planted(table, record, fields));
    const found = [...findings, ...units.flatMap((unit) => unit.findings)];
    const told = found.map(({ places: [place], ...each }) => {
      return [each.severity, each.code, place?.file, place?.record, place?.field];
    });
    expect(told).toEqual([[severity, code, `HOSO[1]/${table}`, record, field]]);
  });

  it('is silent where nothing is wrong', () => {
    const gone = Object.fromEntries(
      ['NHOM_MAU', 'MA_THE_BHYT', 'MA_DKBD'].map((name) => [name, undefined]),
    );
    const right: readonly [string, number, Record<string, string | undefined>][] = [
      ['XML1', 1, { GT_THE_DEN: '' }],
      ['XML1', 1, { ...gone, GT_THE_TU: undefined, GT_THE_DEN: undefined }],
      [
        'XML1',
        1,
        {
          MA_THE_BHYT: 'DN4010000000001;GD4010000000001',
          GT_THE_TU: '20240101;20250101',
          GT_THE_DEN: '20241231;',
        },
      ],
      [
        'XML3',
        1,
        { MA_DICH_VU: '23.0166.1494.K.01028', NGAY_YL: '', MA_BAC_SI: '', NGAY_TH_YL: '' },
      ],
      ['XML3', 2, { GOI_VTYT: 'G1', T_TRANTT: '24691.36' }],
    ];
    for (const [table, record, fields] of right) {
      const { findings, units } = run(planted(table, record, fields));
      expect([...findings, ...units.flatMap((unit) => unit.findings)]).toEqual([]);
    }
  });

  it('takes a header that is not as it should be, and says so', () => {
    const odd = claimXml([ordinary()], 'inline')
      .replace(/<NGAYLAP>\d{8}/, '$&0830')
      .replace(/<SOLUONGHOSO>1/, '<SOLUONGHOSO>hai');
    const { findings, units } = run(odd);
    const told = [...findings, ...units.flatMap((unit) => unit.findings)];
    expect(told.map(({ code }) => code)).toEqual(['VN-SET-05', 'VN-ENV-01']);
    expect(units.map(({ state }) => state)).toEqual(['acceptable']);
  });

  it('speaks of lines that are missing as a whole once', () => {
    const { tables } = ordinary();
    const { units } = run(claimXml([{ tables: { XML1: tables.XML1 ?? [] } }], 'base64'));
    expect(units[0]?.findings.map(({ code }) => code)).toEqual(['VN-TOT-01']);
  });

  it('speaks of a table that cannot be read, and not of what would stand in it', () => {
    const broken = claimXml([ordinary()], 'inline').replaceAll('TONG_HOP>', 'TONGHOP>');
    const named = claimXml([ordinary()], 'inline').replace('>XML1<', '>xml1<');
    const codes = (xml: string) => run(xml).findings.map(({ code }) => code);
    expect(run(broken).faulted).toBe(true);
    expect(codes(broken)).toEqual(['SAMPAN-XML-ROOT']);
    expect(codes(named)).toEqual(['SAMPAN-XML-PART-UNKNOWN']);
  });
});
