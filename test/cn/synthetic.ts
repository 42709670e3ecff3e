/** Messages of made-up people, as the national interface carries them: plain records. */

export type Value = string | number | null | Fields | readonly Fields[];
export interface Fields {
  readonly [name: string]: Value;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A resident number with its check character. */
export function resident(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return first17 + '10X98765432'[sum % 11];
}

export const certno = resident('31010119800315001');
export const institution = 'H99999999999';

/** Hundredths as the text of an amount. */
export function amount(hundredths: bigint | number): string {
  const negative = hundredths < 0;
  const digits = String(negative ? -hundredths : hundredths).padStart(3, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

let messages = 0;

/** The envelope of a request; each has a number of its own. */
export function request(infno: string, input: Fields, time = '2026-03-10 10:20:30'): Fields {
  messages += 1;
  const packed = time.replace(/\D/g, '');
  return {
    infno,
    msgid: `${institution}${packed}${String(messages % 10_000).padStart(4, '0')}`,
    mdtrtarea_admvs: '310100',
    insuplc_admdvs: '310100',
    recer_sys_code: '99',
    infver: 'V1.0',
    opter_type: '1',
    opter: 'T001',
    opter_name: '测试员',
    inf_time: time,
    fixmedins_code: institution,
    fixmedins_name: '测试医院',
    sign_no: 'S0001',
    input,
  };
}

/** A settlement list of a stay of four days; amounts are added by `settlementList`. */
export const listHead: Fields = {
  mdtrt_id: 'MD0001',
  setl_id: 'SL0001',
  fixmedins_name: '测试医院',
  fixmedins_code: institution,
  hi_setl_lv: '03',
  hi_no: 'PN0001',
  medcasno: 'BA0001',
  dcla_time: '2026-03-10 10:20:00',
  psn_name: '张测试',
  gend: '1',
  brdy: '1980-03-15',
  age: 45,
  ntly: '156',
  naty: '01',
  patn_cert_type: '01',
  certno,
  prfs: '90',
  curr_addr: '上海市测试路1号',
  emp_name: '测试公司',
  emp_addr: '上海市测试路2号',
  emp_tel: '02100000000',
  poscode: '200000',
  coner_name: '李样例',
  patn_rlts: '1',
  coner_addr: '上海市测试路1号',
  coner_tel: '13000000000',
  hi_type: '310',
  insuplc: '310100',
  ipt_med_type: '1',
  adm_way: '2',
  trt_type: '10',
  adm_time: '2026-03-01 09:00:00',
  adm_caty: 'A03',
  dscg_time: '2026-03-05 10:00:00',
  dscg_caty: 'A03',
  act_ipt_days: 4,
  otp_wm_dise: '肺炎',
  wm_dise_code: 'J18.900',
  diag_code_cnt: 2,
  maindiag_flag: '1',
  oprn_oprt_code_cnt: 1,
  vent_used_dura: '0/2/30',
  lv1_nurscare_days: 2,
  scd_nurscare_days: 2,
  dscg_way: '1',
  bill_code: '31060126',
  bill_no: '0000000001',
  biz_sn: 'YW0001',
  days_rinp_flag_31: '1',
  chfpdr_name: '王医生',
  chfpdr_code: 'D310000000001',
  setl_begn_date: '2026-03-01',
  setl_end_date: '2026-03-05',
  hi_paymtd: '4',
  hsorg: '测试经办',
  hsorg_opter: '测试员',
  medins_fill_dept: '医保办',
  medins_fill_psn: '测试员',
};

export interface Category {
  readonly code: string;
  /** In hundredths, by class. */
  readonly a: number;
  readonly b: number;
  readonly own: number;
  readonly other: number;
}

export function categoryRow({ code, a, b, own, other }: Category): Fields {
  return {
    med_chrgitm: code,
    amt: amount(a + b + own + other),
    claa_sumfee: amount(a),
    clab_amt: amount(b),
    fulamt_ownpay_amt: amount(own),
    oth_amt: amount(other),
  };
}

/** The input of a message 4101 whose patient pays what is his own, the fund the rest. */
export function settlementList(categories: readonly Category[], more: Fields = {}): Fields {
  const sum = (of: (each: Category) => number) =>
    categories.reduce((total, each) => total + of(each), 0);
  const own = sum((each) => each.own);
  const fund = sum((each) => each.a + each.b + each.other);
  return {
    setlinfo: {
      ...listHead,
      psn_selfpay: '0.00',
      psn_ownpay: amount(own),
      acct_pay: '0.00',
      psn_cashpay: amount(own),
      ...more,
    },
    payinfo: [{ fund_pay_type: '310100', fund_payamt: amount(fund) }],
    opspdiseinfo: [],
    diseinfo: [
      {
        diag_type: '1',
        diag_code: 'J18.900',
        diag_name: '肺炎',
        adm_cond_type: '1',
        maindiag_flag: '1',
      },
      {
        diag_type: '1',
        diag_code: 'I10.x00',
        diag_name: '高血压',
        adm_cond_type: '1',
        maindiag_flag: '0',
      },
    ],
    iteminfo: categories.map(categoryRow),
    oprninfo: [
      {
        oprn_oprt_type: '1',
        oprn_oprt_name: '支气管镜检查',
        oprn_oprt_code: '33.2200',
        oprn_oprt_date: '2026-03-02',
        anst_way: '01',
        oper_dr_name: '赵术者',
        oper_dr_code: 'D310000000002',
      },
    ],
    icuinfo: [
      {
        scs_cutd_ward_type: '2',
        scs_cutd_inpool_time: '2026-03-02 12:00:00',
        scs_cutd_exit_time: '2026-03-03 12:00:00',
        scs_cutd_sum_dura: '1/0/0',
      },
    ],
  };
}
