/** Calls of made-up visits: requests with the platform's answers, in the order they happen. */
import { amount, certno, type Fields, request } from './synthetic.ts';
import { type Line, sharesOf, totalsOf, type Visit } from './visit.ts';

export interface Call {
  readonly request: Fields;
  readonly response: Fields;
}

let answers = 0;

export function answer(output: Fields, infcode: number | string = 0): Fields {
  answers += 1;
  return {
    infcode,
    inf_refmsgid: `31010020260310102030${String(answers).padStart(10, '0')}`,
    refmsg_time: '20260310102030123',
    respond_time: '20260310102030456',
    err_msg: '',
    output,
  };
}

export function call(infno: string, input: Fields, output: Fields, time: string): Call {
  return { request: request(infno, input, time), response: answer(output) };
}

function fixed(value: number, scale: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const doctors = ['D310000000001', 'D310000000002', 'D310000000003'];

/** The members that a line of an outpatient and one of an inpatient share. */
function feeRow(line: Line, number: string, index: number, time: string): Fields {
  return {
    feedetl_sn: number,
    fee_ocur_time: time,
    med_list_codg: `XB03ACY199B00201010${String(4718 + index)}`,
    medins_list_codg: `HX${index}`,
    det_item_fee_sumamt: amount(sharesOf(line).charge),
    cnt: fixed(line.quantity, 4),
    pric: fixed(line.price, 2),
    bilg_dept_codg: 'K01',
    bilg_dept_name: '内科',
    bilg_dr_codg: doctors[index % 2] ?? '',
    bilg_dr_name: '王医生',
    hosp_appr_flag: '1',
  };
}

/** What the platform answers to a line. */
function feeResult(line: Line, number: string): Fields {
  const { charge, own, first, insured } = sharesOf(line);
  return {
    feedetl_sn: number,
    det_item_fee_sumamt: amount(charge),
    cnt: fixed(line.quantity, 4),
    pric: fixed(line.price, 2),
    pric_uplmt_amt: '999999.00',
    selfpay_prop: line.level === '03' ? '1' : fixed(line.first, 2),
    fulamt_ownpay_amt: amount(own),
    overlmt_amt: '0.00',
    preselfpay_amt: amount(first),
    inscp_scp_amt: amount(insured),
    chrgitm_lv: line.level,
    med_chrgitm_type: line.category,
    bas_medn_flag: '0',
    hi_nego_drug_flag: '0',
    chld_medc_flag: '0',
    list_sp_item_flag: '0',
    lmt_used_flag: '0',
    drt_reim_flag: '0',
  };
}

export function personCall({ person, day = '2026-03-10' }: Visit): Call {
  const output: Fields = {
    baseinfo: {
      psn_no: person,
      psn_cert_type: '01',
      certno,
      psn_name: '张测试',
      gend: '1',
      naty: '01',
      brdy: '1980-03-15',
      age: '45.9',
    },
    insuinfo: [
      {
        balc: '1000.00',
        insutype: '310',
        psn_type: '11',
        psn_insu_stas: '1',
        psn_insu_date: '2010-01-01',
        cvlserv_flag: '0',
        insuplc_admdvs: '310100',
        emp_name: '测试公司',
      },
      { balc: '0', insutype: '390', psn_type: '15', psn_insu_stas: '3', insuplc_admdvs: '310100' },
    ],
    idetinfo: [],
  };
  const data = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, psn_cert_type: '01', certno };
  return call('1101', { data: { ...data, psn_name: '张测试' } }, output, `${day} 08:00:00`);
}

function settlementOf(visit: Visit, time: string, messageId: string): Fields {
  const totals = totalsOf(visit);
  return {
    mdtrt_id: visit.visit,
    setl_id: visit.settlement,
    psn_no: visit.person,
    psn_name: '张测试',
    psn_cert_type: '01',
    certno,
    gend: '1',
    naty: '01',
    brdy: '1980-03-15',
    age: '45.9',
    insutype: '310',
    psn_type: '11',
    cvlserv_flag: '0',
    setl_time: time,
    mdtrt_cert_type: '02',
    med_type: visit.medType ?? (visit.kind === 'stay' ? '21' : '11'),
    medfee_sumamt: amount(totals.charge),
    fulamt_ownpay_amt: amount(totals.own),
    overlmt_selfpay: '0.00',
    preselfpay_amt: amount(totals.first),
    inscp_scp_amt: amount(totals.insured),
    act_pay_dedc: '0.00',
    hifp_pay: amount(totals.fund),
    pool_prop_selfpay: `0.${String(visit.benefit ?? 80).padStart(2, '0')}`,
    cvlserv_pay: '0.00',
    hifes_pay: '0.00',
    hifmi_pay: '0.00',
    hifob_pay: '0.00',
    maf_pay: '0.00',
    oth_pay: '0.00',
    fund_pay_sumamt: amount(totals.fund),
    psn_part_amt: amount(totals.patient),
    acct_pay: amount(totals.account),
    psn_cash_pay: amount(totals.patient - totals.account),
    hosp_part_amt: '0.00',
    balc: '0.00',
    acct_mulaid_pay: '0.00',
    medins_setl_id: messageId,
    clr_optins: '310100',
    clr_way: '1',
    clr_type: visit.kind === 'stay' ? '21' : '11',
  };
}

function settleCall(visit: Visit, infno: string, time: string, more: Fields): Call {
  const totals = totalsOf(visit);
  const data: Fields = {
    psn_no: visit.person,
    mdtrt_cert_type: '02',
    mdtrt_cert_no: certno,
    medfee_sumamt: amount(totals.charge),
    psn_setlway: '01',
    mdtrt_id: visit.visit,
    insutype: '310',
    acct_used_flag: '1',
    fulamt_ownpay_amt: amount(totals.own),
    overlmt_selfpay: '0.00',
    preselfpay_amt: amount(totals.first),
    inscp_scp_amt: amount(totals.insured),
    ...more,
  };
  const asked = request(infno, { data }, time);
  const setlinfo = settlementOf(visit, time, asked.msgid as string);
  const setldetail = [
    {
      fund_pay_type: '310100',
      fund_pay_type_name: '职工基本医疗保险统筹基金',
      inscp_scp_amt: amount(totals.insured),
      crt_payb_lmt_amt: '999999.00',
      fund_payamt: amount(totals.fund),
    },
    {
      fund_pay_type: '310200',
      inscp_scp_amt: '0.00',
      crt_payb_lmt_amt: '0.00',
      fund_payamt: amount(totals.account),
    },
  ];
  return { request: asked, response: answer({ setlinfo, setldetail }) };
}

/** Lines of a message, with their answers. */
export function feeCall(
  visit: Visit,
  infno: string,
  numbered: readonly (readonly [number: number, line: Line])[],
  time: string,
): Call {
  const outpatient: Fields = {
    chrg_bchno: `B${visit.settlement}`,
    rx_circ_flag: '0',
  };
  const own = visit.kind === 'visit' ? outpatient : { med_type: visit.medType ?? '21' };
  const rows = numbered.map(([number, line]) => ({
    ...feeRow(line, `F${number}`, number, time),
    mdtrt_id: visit.visit,
    psn_no: visit.person,
    ...own,
  }));
  const result = numbered.map(([number, line]) => feeResult(line, `F${number}`));
  return call(infno, { feedetail: rows }, { result }, time);
}

/** An outpatient: read, registered, seen, charged, settled. */
export function visitCalls(visit: Visit): readonly Call[] {
  const { person, visit: number, day = '2026-03-10' } = visit;
  const at = (time: string) => `${day} ${time}`;
  const registration: Fields = {
    psn_no: person,
    insutype: '310',
    begntime: at('08:01:00'),
    mdtrt_cert_type: '02',
    mdtrt_cert_no: certno,
    ipt_otp_no: `MZ${number}`,
    atddr_no: 'D310000000001',
    dr_name: '王医生',
    dept_code: 'K01',
    dept_name: '内科',
    caty: 'A03',
  };
  const mdtrtinfo: Fields = {
    mdtrt_id: number,
    psn_no: person,
    med_type: visit.medType ?? '11',
    begntime: at('08:10:00'),
    main_cond_dscr: '咳嗽三天',
  };
  const diseinfo = [
    diagnosis('1', 1, 'J20.900', '急性支气管炎', at('08:15:00'), { vali_flag: '1' }),
    diagnosis('2', 2, 'A01.03.01', '咳嗽病', at('08:15:00'), { vali_flag: '1' }),
  ];
  const opened = { data: { mdtrt_id: number, psn_no: person, ipt_otp_no: `MZ${number}` } };
  return [
    personCall(visit),
    call('2201', { data: registration }, opened, at('08:01:10')),
    call('2203A', { mdtrtinfo, diseinfo }, {}, at('08:20:00')),
    feeCall(visit, '2204', numberedLines(visit), at('08:30:00')),
    settleCall(visit, '2207', at('08:40:00'), {
      med_type: visit.medType ?? '11',
      chrg_bchno: `B${visit.settlement}`,
      invono: 'FP0001',
    }),
  ];
}

export function numberedLines({ lines }: Visit): readonly (readonly [number, Line])[] {
  return lines.map((line, index) => [index + 1, line]);
}

export function diagnosis(
  kind: string,
  place: number,
  code: string,
  name: string,
  time: string,
  more: Fields = {},
): Fields {
  return {
    diag_type: kind,
    diag_srt_no: place,
    diag_code: code,
    diag_name: name,
    diag_dept: '内科',
    dise_dor_no: 'D310000000001',
    dise_dor_name: '王医生',
    diag_time: time,
    ...more,
  };
}

/** An inpatient of five days: admitted, charged day by day, discharged, settled. */
export function stayCalls(visit: Visit): readonly Call[] {
  const { person, visit: number } = visit;
  const main = { psn_no: person, maindiag_flag: '1' };
  const admission: Fields = {
    psn_no: person,
    insutype: '310',
    coner_name: '李样例',
    tel: '13000000000',
    begntime: '2026-03-01 09:00:00',
    mdtrt_cert_type: '02',
    mdtrt_cert_no: certno,
    med_type: visit.medType ?? '21',
    ipt_no: `ZY${number}`,
    medrcdno: 'BL0001',
    atddr_no: 'D310000000003',
    chfpdr_name: '赵主治',
    adm_diag_dscr: '肺炎',
    adm_dept_codg: 'K02',
    adm_dept_name: '呼吸科',
    adm_bed: '12',
    dscg_maindiag_code: 'J18.900',
    dscg_maindiag_name: '肺炎',
  };
  const discharge: Fields = {
    mdtrt_id: number,
    psn_no: person,
    insutype: '310',
    endtime: '2026-03-05 10:00:00',
    dscg_dept_codg: 'K02',
    dscg_dept_name: '呼吸科',
    dscg_bed: '12',
    dscg_way: '1',
  };
  const found = (time: string, more: Fields) => [
    diagnosis('1', 1, 'J18.900', '肺炎', time, { ...main, ...more }),
    diagnosis('1', 2, 'I10.x00', '高血压', time, { psn_no: person, maindiag_flag: '0' }),
  ];
  const days = chunked(numberedLines(visit), 3).map((lines, index) =>
    feeCall(
      visit,
      '2301',
      lines,
      `2026-03-0${(index % 4) + 1} ${17 + Math.floor(index / 4)}:00:00`,
    ),
  );
  return [
    { ...personCall({ ...visit, day: '2026-03-01' }) },
    call(
      '2401',
      { mdtrtinfo: admission, diseinfo: found('2026-03-01 09:10:00', { adm_cond: '一般' }) },
      { result: { mdtrt_id: number } },
      '2026-03-01 09:20:00',
    ),
    ...days,
    call(
      '2402',
      { dscginfo: discharge, diseinfo: found('2026-03-05 09:00:00', { mdtrt_id: number }) },
      {},
      '2026-03-05 10:10:00',
    ),
    settleCall(visit, '2304', '2026-03-05 10:30:00', { mid_setl_flag: '0' }),
  ];
}

function chunked<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** The call that takes a settlement back. */
export function undoCall(visit: Visit, time: string): Call {
  const infno = visit.kind === 'stay' ? '2305' : '2208';
  const data = { setl_id: visit.settlement, mdtrt_id: visit.visit, psn_no: visit.person };
  const setlinfo = { mdtrt_id: visit.visit, setl_id: 'undo', medfee_sumamt: '0' };
  return call(infno, { data }, { setlinfo }, time);
}

export function lines(calls: readonly Call[]): string {
  return calls.map((each) => JSON.stringify(each)).join('\n');
}
