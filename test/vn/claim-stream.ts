/** One document of very many treatments, each of a person of its own, made as it is read. */
import { claimXml, type Fields, type Line, medicine, service, treatment } from './synthetic.ts';

export interface StreamedClaims {
  readonly count: number;
  /** Medicines and services of each treatment, so many of both. */
  readonly lines: number;
  /** Before the treatment's number in its MA_LK. */
  readonly prefix?: string;
}

const LIST = '<DANHSACHHOSO>\n';
const LIST_END = '\n</DANHSACHHOSO>';
const PRICE_THOUSANDTHS = 12_345_678;
const DIGITS = 6;

/** Base64 tables, a HOSO a piece; 18 KB each with five lines of both kinds. */
export function* streamedClaims(wanted: StreamedClaims): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const around = claimXml([], 'base64').replace('<SOLUONGHOSO>0', `<SOLUONGHOSO>${wanted.count}`);
  const [before = '', after = ''] = around.split(LIST);
  yield encoder.encode(before + LIST);
  for (let ordinal = 1; ordinal <= wanted.count; ordinal++) {
    yield encoder.encode(`${containerOf(wanted, ordinal)}\n`);
  }
  yield encoder.encode(after.trimStart());
}

function containerOf({ lines, prefix = 'LK' }: StreamedClaims, ordinal: number): string {
  const serial = String(ordinal).padStart(DIGITS, '0');
  const line: Line = {
    ...{ quantity: 1000, price: PRICE_THOUSANDTHS + ordinal, insured: 100, benefit: 80 },
  };
  const rows = (make: (line: Line, stt: number) => Fields) =>
    Array.from({ length: lines }, (_, index) => make(line, index + 1));
  const own = {
    ...{ MA_LK: `${prefix}${serial}`, MA_BN: `BN${serial}`, MA_HSBA: `HS${serial}` },
    ...{ SO_CCCD: `001080${serial}`, MA_THE_BHYT: `DN4010000${serial}` },
  };
  const made = treatment(rows(medicine), rows(service), own);
  const xml = claimXml([made], 'base64');
  return xml.slice(xml.indexOf(LIST) + LIST.length, xml.indexOf(LIST_END));
}
