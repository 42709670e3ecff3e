/** Bundles written back to claim XML: read again they are the same bundles. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExactJson } from '../../src/base/exact-json.ts';
import { recordsOf } from '../../src/channel/back/records.ts';
import { writeXml } from '../../src/channel/back/write-xml.ts';
import { isXmlChannel } from '../../src/channel/definition.ts';
import type { Resource } from '../../src/channel/translation.ts';
import { back } from '../../src/generated/back.js';
import { sampan } from '../cli/sampan.ts';
import { day, dayOf, inDecision } from './decisions.ts';
import {
  claimXml,
  type Fields,
  type Form,
  type Line,
  medicine,
  service,
  supply,
  treatment,
} from './synthetic.ts';
import { channel, run } from './translated.ts';

const [module] = back.filter(({ definition }) => definition.channel === 'vn-xml');
const { definition } = channel;
if (module === undefined || !isXmlChannel(definition))
  throw new Error('vn-xml is not written back');
const { reader } = definition;

function rewritten(bundles: readonly Resource[], form: 'base64' | 'inline'): string {
  const units = bundles.map((bundle) => recordsOf(module as never, channel, bundle));
  const around = { MACSKCB: '01999', NGAYLAP: '20251105', SOLUONGHOSO: String(units.length) };
  return writeXml(reader, units, { form, around });
}

const bundlesOf = (xml: string): readonly string[] =>
  run(xml).units.map(({ bundle, findings }) => {
    if (findings.length > 0) throw new Error(JSON.stringify(findings));
    return JSON.stringify(bundle);
  });

const read = (text: string) => readExactJson(text) as Resource;

const line: fc.Arbitrary<Line> = fc.record({
  quantity: fc.integer({ min: 1, max: 99_999 }),
  price: fc.integer({ min: 0, max: 9_999_999 }),
  insured: fc.constantFrom(0, 50, 100),
  benefit: fc.constantFrom(80, 100),
  state: fc.constantFrom(0, 0, 5_000_00),
});

const results: readonly Fields[] = [
  {
    ...{ MA_LK: '', STT: '1', MA_DICH_VU: '23.0003.1494', MA_CHI_SO: 'X1', TEN_CHI_SO: 'Glucose' },
    ...{ GIA_TRI: '5.60', DON_VI_DO: 'mmol/L', KET_LUAN: 'Bình thường', MO_TA: 'x' },
    ...{ NGAY_KQ: '202511030900', MA_BS_DOC_KQ: '000003/TEST-CCHN' },
  },
  { MA_LK: '', STT: '2', TEN_CHI_SO: 'Cấy máu', GIA_TRI: 'Âm tính', NGAY_KQ: '202511030900' },
];
const course: readonly Fields[] = [
  {
    ...{ MA_LK: '', STT: '1', DIEN_BIEN_LS: 'Ổn <định> & tỉnh', GIAI_DOAN_BENH: 'I' },
    ...{ HOI_CHAN: 'có', PHAU_THUAT: 'không', THOI_DIEM_DBLS: '202511030815' },
    NGUOI_THUC_HIEN: '000004/TEST-CCHN',
  },
];

const more = fc.constantFrom<Fields>(
  {},
  { NGAY_SINH: '198000000000', SO_CCCD: '' },
  { NGAY_SINH: '198003151234', MA_DANTOC: '55', NHOM_MAU: 'A+' },
  {
    ...{ MA_THE_BHYT: 'DN4010000000001;GD4010000000001', MA_DKBD: '01999;01998' },
    ...{ GT_THE_TU: '20250101;20251103', GT_THE_DEN: '20251102;20261104' },
  },
  { MA_BENH_KT: 'I10;E11.9', MA_PTTT_QT: '33.22;34.01', MA_KHOA: 'K01;K02', NGAY_TTOAN: '' },
  {
    MA_NOI_DI: '01998',
    GIAY_CHUYEN_TUYEN: '12/CT',
    MA_KHUVUC: 'K1',
    NGAY_MIEN_CCT: '202501010000',
  },
);

describe('claim XML written back', () => {
  it('gives the same bundles when read again', () => {
    const forms = fc.constantFrom<Form>('base64', 'inline');
    const lines = fc.array(line, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(lines, lines, more, forms, (drugs, others, fields, form) => {
        const medicines = drugs.map((each, index) =>
          medicine(each, index + 1, { DANG_BAO_CHE: 'Viên nén', CACH_DUNG: 'Sau ăn' }),
        );
        const services = others.map((each, index) =>
          index === 1
            ? supply(each, index + 1)
            : service(each, index + 1, {
                ...{ MA_GIUONG: 'H001;T002', NGUOI_THUC_HIEN: '000005/TEST-CCHN' },
                ...{ MA_BENH: 'J20.9', NGAY_KQ: '202511030900', T_TRANTT: '1000.00' },
              }),
        );
        const made = treatment(medicines, services, fields, { XML4: results, XML5: course });
        const before = bundlesOf(claimXml([made], form));
        const after = bundlesOf(rewritten(before.map(read), form === 'base64' ? form : 'inline'));
        expect(after).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  it('has the elements of decision 4750 in their order', () => {
    const path = '../../mappings/vn/vn-xml/samples/stay-two-cards-inline/input.xml';
    const sent = readFileSync(new URL(path, import.meta.url), 'utf8');
    const written = rewritten(
      run(sent).units.map(({ bundle }) => read(JSON.stringify(bundle))),
      'inline',
    );
    const names = (xml: string, record: string) => {
      const [, inner = ''] = new RegExp(`<${record}>([^]*?)</${record}>`).exec(xml) ?? [];
      return [...inner.matchAll(/<(\w+)[/>]/g)].map(([, name]) => name);
    };
    expect(names(written, 'TONG_HOP')).toEqual(names(sent, 'TONG_HOP'));
    expect(names(written, 'TONG_HOP')).toHaveLength(66);
    expect(names(written, 'CHI_TIET_THUOC')).toHaveLength(39);
    expect(names(written, 'CHI_TIET_DVKT')).toHaveLength(47);
  });

  it('writes what older decisions said in the form of the newer one', () => {
    const made = treatment(
      [medicine({ quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 }, 1)],
      [service({ quantity: 1000, price: 5_000_000, insured: 100, benefit: 80 }, 1)],
      day(dayOf['130']),
    );
    const before = bundlesOf(claimXml([inDecision(made, '130')], 'base64'));
    const after = run(rewritten(before.map(read), 'base64'));
    const totals = (text: string | undefined) => /"total":\{"value":[\d.]+/.exec(text ?? '')?.[0];
    expect(totals(JSON.stringify(after.units[0]?.bundle))).toBe(totals(before[0]));
  });

  it('is a command that reads again what it wrote', () => {
    const claims = 'test/cli/cases/statement/claims.ndjson';
    const { code, stdout, stderr } = sampan(['export', '--channel', 'vn-xml', claims]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('nothing lost')]);
    expect(stdout).toContain('"file":"vn-xml.xml"');
  });

  it('names what it does not write', () => {
    const path = '../../mappings/vn/vn-xml/samples/stay-two-cards-inline/input.xml';
    const sent = readFileSync(new URL(path, import.meta.url), 'utf8');
    const [unit] = run(sent).units;
    const { unread } = recordsOf(module as never, channel, read(JSON.stringify(unit?.bundle)));
    expect(unread).toEqual(['Composition', 'QuestionnaireResponse']);
  });
});
