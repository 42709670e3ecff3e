/** Bundles written back to claim XML: read again they are the same bundles. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExactJson } from '../../src/base/exact-json.ts';
import type { LayoutField } from '../../src/base/layout.ts';
import type { BackModule, BackUnit } from '../../src/channel/back/definition.ts';
import { writeDocuments } from '../../src/channel/back/document.ts';
import { recordsOf } from '../../src/channel/back/records.ts';
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
  type Treatment,
  treatment,
} from './synthetic.ts';
import { channel, run } from './translated.ts';

const [module] = back.filter(({ definition }) => definition.channel === 'vn-xml');

function recordsIn(bundle: Resource): BackUnit {
  const unit = recordsOf(module as BackModule, channel, bundle);
  if (unit === undefined) throw new Error('no version holds the bundle');
  return unit;
}

function rewritten(bundles: readonly Resource[], form: 'base64' | 'inline'): string {
  const units = bundles.map(recordsIn);
  const [document] = writeDocuments(module as BackModule, channel, units, { form });
  return document?.xml ?? '';
}

const bundlesOf = (xml: string): readonly string[] =>
  run(xml).units.map(({ bundle, findings }) => {
    if (findings.length > 0) throw new Error(JSON.stringify(findings));
    return JSON.stringify(bundle);
  });

const numRuns = Number(process.env.SAMPAN_RUNS ?? 10);

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

const plain: Line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };

const words = fc.constantFrom('x', 'Ổn <định> & "tỉnh"', "a]]>b; 'c'", 'một\nhai', '50% ₫', '😀');

/** A cell of a paper by its type; what may be empty is so at times. */
function paperCell({ name, type, min, maxLength = 99, form, many }: LayoutField) {
  const date = fc.constantFrom('20251103', '20240229');
  const text =
    type === 'date'
      ? date
      : type === 'dateTime'
        ? date.map((each) => `${each}0815`)
        : type === 'string' && maxLength > 20
          ? words
          : fc.constantFrom('1', '2');
  const pattern = form?.pattern ?? '';
  const cell = type === 'date' && pattern.includes('HH') ? text.map((each) => `${each}0000`) : text;
  const list = many
    ? fc.array(cell, { minLength: 1, maxLength: 3 }).map((all) => all.join(';'))
    : cell;
  if (name === 'MA_LK' || name === 'DU_PHONG') return fc.constant('');
  return min > 0 ? list : fc.oneof(list, fc.constant(''));
}

/** Any of the papers of a version. */
function papers(version: string): fc.Arbitrary<Treatment['tables']> {
  const layouts = channel.byVersion?.[version]?.layouts ?? channel.layouts;
  const names = 'XML6 XML7 XML8 XML9 XML10 XML11 XML13 XML14 XML15'.split(' ');
  const tables = names.map((name) => {
    const fields = layouts[name]?.fields ?? [];
    const row = fc.record(Object.fromEntries(fields.map((each) => [each.name, paperCell(each)])));
    return [name, fc.array(row, { minLength: 1, maxLength: 1 })] as const;
  });
  return fc.record(Object.fromEntries(tables), { requiredKeys: ['XML13'] });
}

const more = fc.constantFrom<Fields>(
  {},
  { NGAY_SINH: '198000000000', SO_CCCD: '' },
  { NGAY_SINH: '198003151234', MA_DANTOC: '55', NHOM_MAU: 'A+' },
  {
    ...{ MA_THE_BHYT: 'DN4010000000001;GD4010000000001', MA_DKBD: '01999;01998' },
    ...{ GT_THE_TU: '20250101;20251103', GT_THE_DEN: '20251102;20261104' },
  },
  {
    ...{ MA_THE_BHYT: 'DN4010000000001;GD4010000000001', MA_DKBD: '01999' },
    ...{ GT_THE_TU: '20250101;20251103', GT_THE_DEN: ';20261104', MA_KHUVUC: 'K1' },
  },
  { MA_BENH_KT: 'I10;E11.9', MA_PTTT_QT: '33.22;34.01', MA_KHOA: 'K01;K01', NGAY_TTOAN: '' },
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
      { numRuns },
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

  it.each(['130', '4750', '3176'] as const)('writes decision %s in its own form', (decision) => {
    const made = inDecision(
      treatment([medicine(plain, 1)], [service(plain, 1)], day(dayOf[decision])),
      decision,
    );
    const before = bundlesOf(claimXml([made], 'base64'));
    const xml = rewritten(before.map(read), 'inline');
    expect(bundlesOf(xml)).toEqual(before);
    expect(xml.includes('<NHOM_MAU/>')).toBe(decision !== '130');
    expect(xml).toContain(`<NGAYLAP>${dayOf[decision]}</NGAYLAP>`);
  });

  it('has no form for decision 4210, whose codes and amounts are others', () => {
    const made = treatment([], [service(plain, 1)], day(dayOf['4210']));
    const [bundle = ''] = bundlesOf(claimXml([inDecision(made, '4210')], 'base64'));
    expect(recordsOf(module as BackModule, channel, read(bundle))).toBeUndefined();
  });

  it('says of a medicine what its own order says, in whatever order they stand', () => {
    const drugs = [
      medicine(plain, 1, { MA_THUOC: '40.1', HAM_LUONG: '1mg' }),
      medicine(plain, 2, { MA_THUOC: '40.2', HAM_LUONG: '2mg' }),
      medicine(plain, 3, { MA_THUOC: '40.1', HAM_LUONG: '3mg' }),
    ];
    const [text = ''] = bundlesOf(claimXml([treatment(drugs, [])], 'base64'));
    const bundle = read(text) as Resource & { entry: readonly { resource: Resource }[] };
    const ordered = bundle.entry.filter(
      ({ resource }) => resource.resourceType === 'MedicationRequest',
    );
    const others = bundle.entry.filter((each) => !ordered.includes(each));
    const [one, two, three] = ordered;
    const strengths = (entry: readonly unknown[]) =>
      recordsIn({ ...bundle, entry } as Resource)
        .parts.get('XML2')
        ?.map(({ cells }) => cells.get('HAM_LUONG'));
    expect(strengths([...others, two, one, three])).toEqual(['1mg', '2mg', '3mg']);
    expect(strengths([...others, one, three])).toEqual(['1mg', '', '3mg']);
  });

  it('has a document for each facility', () => {
    const other = { MA_LK: 'LK2' };
    const made = [{}, other].map((more) => treatment([], [service(plain, 1)], more));
    const [one, two] = bundlesOf(claimXml(made, 'base64')).map(read).map(recordsIn);
    const elsewhere = new Map([
      ...(two?.parts.get('XML1')?.[0]?.cells ?? []),
      ['MA_CSKCB', '01998'],
    ]);
    const units = [
      one,
      { ...two, parts: new Map([...(two?.parts ?? []), ['XML1', [{ cells: elsewhere }]]]) },
    ];
    const documents = writeDocuments(module as BackModule, channel, units as BackUnit[], {
      form: 'inline',
    });
    expect(documents.map(({ facility, units: own }) => [facility, own.length])).toEqual([
      ['01999', 1],
      ['01998', 1],
    ]);
  });

  it('says times on its own clock, no exponent, and no forbidden character', () => {
    const [text = ''] = bundlesOf(claimXml([treatment([medicine(plain, 1)], [])], 'base64'));
    const changed = text
      .replaceAll('2025-11-03T08:00:00+07:00', '2025-11-03T01:00:00Z')
      .replaceAll('"value":2.000', '"value":2.0E0')
      .replace('Uống đủ nước', 'Uống \\u0001 nước');
    const xml = rewritten([read(changed)], 'inline');
    expect(xml).toContain('<NGAY_VAO>202511030800</NGAY_VAO>');
    expect(xml).toContain('<SO_LUONG>2.0</SO_LUONG>');
    expect(xml).toContain('<GHI_CHU>Uống \ufffd nước</GHI_CHU>');
  });

  it('is a command that reads again what it wrote', async () => {
    const claims = 'test/cli/cases/statement/claims.ndjson';
    const { code, stdout, stderr } = await sampan(['export', '--channel', 'vn-xml', claims]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('nothing lost')]);
    expect(stdout).toContain('"file":"vn-xml.xml"');
  });

  it.each(['3176', '4750'])(
    'carries every paper of decision %s, whatever is filled in',
    (version) => {
      const own = papers(version);
      const forms = fc.constantFrom<'base64' | 'inline'>('base64', 'inline');
      fc.assert(
        fc.property(own, forms, (tables, form) => {
          const [made] = [treatment([], [service(plain, 1)], day(dayOf['3176']), tables)];
          // The way back is held to what was said, not to the rules about it.
          const bundles = (text: string) =>
            run(text).units.map(({ bundle }) => JSON.stringify(bundle));
          const before = bundles(claimXml([made], form));
          const xml = rewritten(before.map(read), form);
          expect(bundles(xml)).toEqual(before);
          for (const name of Object.keys(tables)) expect(xml).toContain(`<LOAIHOSO>${name}<`);
        }),
        { numRuns },
      );
    },
  );
});
