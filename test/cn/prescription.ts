/** Electronic prescriptions of made-up visits. */
import { type Call, call } from './journal.ts';
import { certno, type Fields, institution } from './synthetic.ts';
import type { Visit } from './visit.ts';

/** An electronic prescription of one medicine. */
export function prescriptionCall(visit: Visit, more: Fields = {}, medicine: Fields = {}): Call {
  const day = visit.day ?? '2026-03-10';
  const input: Fields = {
    mdtrtCertType: '02',
    mdtrtCertNo: certno,
    bizTypeCode: '01',
    rxExraAttrCode: '03',
    hospRxno: `RX${visit.visit}`,
    rxTypeCode: '1',
    prscTime: `${day} 08:25:00`,
    rxDrugCnt: 1,
    valiDays: 3,
    valiEndTime: `${day} 23:59:59`,
    longRxFlag: '0',
    ...more,
    rxdrugdetail: [
      {
        medListCodg: 'XB03ACY199B002010104718',
        fixmedinsHilistId: 'HX1',
        rxItemTypeCode: '11',
        drugGenname: '测试片',
        drugDosform: '片剂',
        drugSpec: '5mg*28片',
        medcWayCodg: '1',
        medcWayDscr: '口服',
        medcBegntime: `${day} 09:00:00`,
        medcDays: 14,
        sinDosunt: 'mg',
        sinDoscnt: 5,
        usedFrquCodg: '11',
        usedFrquName: '每日一次',
        drugDosunt: '盒',
        drugCnt: 1,
        drugSumamt: '25.60',
        hospApprFlag: '1',
        ...medicine,
      },
    ],
    mdtrtinfo: {
      fixmedinsCode: institution,
      mdtrtId: visit.visit,
      medType: visit.medType ?? '11',
      psnNo: visit.person,
      drCode: 'D310000000001',
      prscDrName: '王医生',
      prscDeptCode: 'K01',
      prscDeptName: '内科',
      fstdiagFlag: '0',
      ...(more.mdtrtinfo as Fields | undefined),
    },
    diseinfo: [],
  };
  return call('D001', input, {}, `${day} 08:25:30`);
}
