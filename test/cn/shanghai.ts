/** Calls of made-up visits through Shanghai's own interface. */
import type { Call } from './journal.ts';
import { amount, certno, type Fields } from './synthetic.ts';

export const institutionOfShanghai = '99999999404';

let messages = 0;

function call(kind: string, xxnr: Fields, output: Fields, time: string, more: Fields = {}): Call {
  messages += 1;
  const msgid = `${institutionOfShanghai}${time.slice(0, 8)}${String(messages).padStart(9, '0')}`;
  const head = { jysj: time, xxlxm: kind, bbh: '1.0.0', msgid, xzqhdm: '310000' };
  const sender = { jgdm: institutionOfShanghai, czybm: 'T01', czyxm: '测试员', jyqd: '10' };
  return {
    request: { ...head, ...sender, jyyzm: '', zdjbhs: '', xxnr, ...more },
    response: { ...head, xxfhm: 'P001', fhxx: '', xxnr: output },
  };
}

export interface ShLine {
  /** In hundredths. */
  readonly price: number;
  readonly quantity: number;
  /** Hundredths that the insurance does not know. */
  readonly outside: number;
}

export interface ShVisit {
  readonly visit: string;
  readonly settlement: string;
  readonly lines: readonly ShLine[];
  readonly kind: 'visit' | 'stay' | 'online';
}

const chargeOf = ({ price, quantity }: ShLine) => price * quantity;

export function totalsOf({ lines }: ShVisit) {
  const total = lines.reduce((sum, line) => sum + chargeOf(line), 0);
  const outside = lines.reduce((sum, line) => sum + line.outside, 0);
  const fund = Math.floor((total - outside) / 2);
  return { total, outside, insured: total - outside, fund, cash: total - fund };
}

function lineRow(line: ShLine, index: number): Fields {
  return {
    xh: String(index + 1),
    cfh: 'CF1',
    deptid: '0301',
    ksmc: '内科',
    cfysh: 'D310000000001',
    cfysxm: '王医生',
    fylb: '01',
    mxxmbm: `X${index}`,
    mxxmmc: '测试药品',
    mxxmdw: '盒',
    mxxmdj: amount(line.price),
    mxxmsl: line.quantity,
    mxxmje: amount(chargeOf(line)),
    mxxmjyfy: amount(chargeOf(line)),
    mxxmybjsfwfy: amount(chargeOf(line) - line.outside),
    yyclpp: '',
    zczh: '',
    mxxmgg: '5mg*28片',
    mxxmsyrq: '20260310',
    bxbz: '1',
    sftfbz: '0',
    jfbz: '0',
    sfxfmx: '0',
    zfbl: '0',
    zfje: '0.00',
    fyxj: amount(line.outside),
  };
}

/** Read, registered, lines, settled. */
export function shanghaiCalls(visit: ShVisit): readonly Call[] {
  const { total, outside, insured, fund, cash } = totalsOf(visit);
  const online = visit.kind === 'online';
  const way: Fields = online ? { jyqd: '20' } : {};
  const card = online ? `310000ec${visit.visit}` : `A${visit.visit}`;
  const shown: Fields = { cardtype: online ? '3' : '0', carddata: card };
  const who = { personspectag: '0', yllb: 'S11', persontype: '0', gsrdh: '', dbtype: '' };
  const read = online
    ? call(
        'SE01',
        { orgId: institutionOfShanghai, ecQrCode: 'QR', businessType: '01101' },
        { username: '张测试', idno: certno, idtype: '01', ecToken: card },
        '20260310080000',
        way,
      )
    : call(
        'S000',
        { ...shown },
        {
          kh: card,
          xm: '张测试',
          xb: '1',
          sfzh: certno,
          lxdh: '13000000000',
          txdz: '测试路1号',
          yzbm: '200000',
          xzqh: '310101',
        },
        '20260310080000',
      );
  const account: Fields = {
    accountattr: '0000000000000000',
    curaccountamt: '100.00',
    hisaccountamt: '0.00',
    jlch: 'JL1',
  };
  const registered: Fields = {
    ...shown,
    djtype: visit.kind === 'stay' ? '3' : '0',
    deptid: '0301',
    jzdyh: visit.visit,
    ...who,
  };
  const stay: Fields =
    visit.kind === 'stay'
      ? { cyjsbz: '1', jsksrq: '20260301', jsjsrq: '20260310', zyts: 9, zyh: 'ZY1' }
      : {};
  const settled: Fields = {
    ...{ ...shown, deptid: '0301', ...who, jzdyh: visit.visit, jssqxh: 'SQ1' },
    ...(online && { xsywlx: '2' }),
    zdnos: [{ zdno: 'I10.x00', zdmc: '高血压' }],
    mxzdhs: [
      {
        mxzdh: `MX${visit.visit}`,
        totalexpense: amount(total),
        ybjsfwfyze: amount(insured),
        fybjsfwfyze: amount(outside),
        zfbl: '0',
        zfje: '0.00',
        fyxj: amount(outside),
      },
    ],
    ...{ totalexpense: amount(total), ybjsfwfyze: amount(insured), fybjsfwfyze: amount(outside) },
    ...stay,
  };
  const answered: Fields = {
    ...{ lsh: visit.settlement, curaccountpay: '0.00', hisaccountpay: '0.00' },
    ...{ zfdxjzfs: amount(cash), zfdlnzhzfs: '0.00', tcdzhzfs: '0.00', tcdxjzfs: '0.00' },
    ...{ tczfs: amount(fund), fjdzhzfs: '0.00', fjdxjzfs: '0.00', fjzfs: '0.00' },
    ...{ qfdzhzfs: '0.00', qfdxjzfs: '0.00', curaccountamt: '100.00', hisaccountamt: '0.00' },
    ...{ jfje: '0.00', jlch: 'JL1', jmjsbz: '0' },
  };
  const settle = visit.kind === 'stay' ? 'SI52' : 'SI12';
  const batch = { jzdyh: visit.visit, djh: '', mxzdh: `MX${visit.visit}`, jslxbz: '0' };
  return [
    read,
    call('SM01', shown, account, '20260310080100', way),
    call('SJ11', registered, { jzdyh: visit.visit }, '20260310080200', way),
    call(
      'SN01',
      { ...batch, mxxms: visit.lines.map(lineRow) },
      { mxzdh: batch.mxzdh },
      '20260310083000',
      way,
    ),
    call(settle.replace('2', '1'), settled, {}, '20260310083900', way),
    call(settle, settled, answered, '20260310084000', way),
  ];
}

/** A registration settled by itself. */
export function registrationCall(visit: ShVisit): Call {
  const { total } = totalsOf(visit);
  const input: Fields = {
    ...{ cardtype: '0', carddata: 'A1', deptid: '0301', personspectag: '0', yllb: 'S11' },
    ...{ persontype: '0', jzdyh: visit.visit, zlxmdm: 'GH01', totalexpense: amount(total) },
    ...{ ybjsfwfyze: amount(total), fybjsfwfyze: '0.00', zhenlf: amount(total), ghf: '0.00' },
    ...{ jmbz: '0', jssqxh: 'SQ2', zdnos: [] },
  };
  const output = { lsh: visit.settlement, tczfs: amount(total), zfdxjzfs: '0.00' };
  return call('SH02', input, output, '20260310080300');
}

export function refundCall(visit: ShVisit): Call {
  const { total } = totalsOf(visit);
  const input = { translsh: visit.settlement, totalexpense: amount(total) };
  return call('SK01', input, {}, '20260310100000');
}
