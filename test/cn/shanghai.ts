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

const who = { personspectag: '0', yllb: 'S11', persontype: '0', gsrdh: '', dbtype: '' };

/** What the person shows: a certificate online, else a card. */
function shownBy({ kind, visit }: ShVisit): Fields {
  const online = kind === 'online';
  return { cardtype: online ? '3' : '0', carddata: online ? `310000ec${visit}` : `A${visit}` };
}

const wayOf = ({ kind }: ShVisit): Fields => (kind === 'online' ? { jyqd: '20' } : {});

function readCall(visit: ShVisit): Call {
  const shown = shownBy(visit);
  const card = shown.carddata ?? '';
  if (visit.kind === 'online') {
    const asked = { orgId: institutionOfShanghai, ecQrCode: 'QR', businessType: '01101' };
    const found = { username: '张测试', idno: certno, idtype: '01', ecToken: card };
    return call('SE01', asked, found, '20260310080000', wayOf(visit));
  }
  const person: Fields = {
    ...{ kh: card, xm: '张测试', xb: '1', sfzh: certno, lxdh: '13000000000' },
    ...{ txdz: '测试路1号', yzbm: '200000', xzqh: '310101' },
  };
  return call('S000', shown, person, '20260310080000');
}

function settlementAsked(visit: ShVisit): Fields {
  const { total, outside, insured } = totalsOf(visit);
  const sums: Fields = {
    ...{ totalexpense: amount(total), ybjsfwfyze: amount(insured) },
    fybjsfwfyze: amount(outside),
  };
  const batch = { mxzdh: `MX${visit.visit}`, ...sums, zfbl: '0', zfje: '0.00' };
  return {
    ...{ ...shownBy(visit), deptid: '0301', ...who, jzdyh: visit.visit, jssqxh: 'SQ1' },
    ...(visit.kind === 'online' && { xsywlx: '2' }),
    zdnos: [{ zdno: 'I10.x00', zdmc: '高血压' }],
    mxzdhs: [{ ...batch, fyxj: amount(outside) }],
    ...sums,
    ...(visit.kind === 'stay' && {
      ...{ cyjsbz: '1', jsksrq: '20260301', jsjsrq: '20260310', zyts: 9, zyh: 'ZY1' },
    }),
  };
}

function settlementAnswered(visit: ShVisit): Fields {
  const { fund, cash } = totalsOf(visit);
  return {
    ...{ lsh: visit.settlement, curaccountpay: '0.00', hisaccountpay: '0.00' },
    ...{ zfdxjzfs: amount(cash), zfdlnzhzfs: '0.00', tcdzhzfs: '0.00', tcdxjzfs: '0.00' },
    ...{ tczfs: amount(fund), fjdzhzfs: '0.00', fjdxjzfs: '0.00', fjzfs: '0.00' },
    ...{ qfdzhzfs: '0.00', qfdxjzfs: '0.00', curaccountamt: '100.00', hisaccountamt: '0.00' },
    ...{ jfje: '0.00', jlch: 'JL1', jmjsbz: '0' },
  };
}

/** Read, registered, lines, settled. */
export function shanghaiCalls(visit: ShVisit): readonly Call[] {
  const shown = shownBy(visit);
  const way = wayOf(visit);
  const account: Fields = {
    ...{ accountattr: '0000000000000000', curaccountamt: '100.00', hisaccountamt: '0.00' },
    jlch: 'JL1',
  };
  const registered: Fields = {
    ...{ ...shown, djtype: visit.kind === 'stay' ? '3' : '0', deptid: '0301' },
    ...{ jzdyh: visit.visit, ...who },
  };
  const batch = { jzdyh: visit.visit, djh: '', mxzdh: `MX${visit.visit}`, jslxbz: '0' };
  const sent = { ...batch, mxxms: visit.lines.map(lineRow) };
  const kind = visit.kind === 'stay' ? 'SI5' : 'SI1';
  const asked = settlementAsked(visit);
  return [
    readCall(visit),
    call('SM01', shown, account, '20260310080100', way),
    call('SJ11', registered, { jzdyh: visit.visit }, '20260310080200', way),
    call('SN01', sent, { mxzdh: batch.mxzdh }, '20260310083000', way),
    call(`${kind}1`, asked, {}, '20260310083900', way),
    call(`${kind}2`, asked, settlementAnswered(visit), '20260310084000', way),
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
