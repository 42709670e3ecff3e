/** The header of a dBASE III, IV or FoxPro table without memo. */

import { viewOf } from '../bytes.ts';
import type { Charset } from '../charset/codec.ts';
import type { FindingLog } from '../findings.ts';

export interface DbfColumn {
  readonly name: string;
  readonly type: DbfType;
  /** Within a record, whose first byte is the deletion mark. */
  readonly offset: number;
  readonly length: number;
}

export type DbfType = 'C' | 'D' | 'N' | 'F' | 'L' | 'I';

export interface DbfHeader {
  readonly columns: readonly DbfColumn[];
  readonly records: number;
  readonly recordLength: number;
  readonly dataOffset: number;
  /** Language driver: 0 where the table tells none. */
  readonly codePage: number;
}

const FIELD_BYTES = 32;
const FIELDS_END = 0x0d;
const READ_TYPES = 'CDNFLI';
/** FoxPro's hidden column of null flags. */
const NULL_FLAGS = '0';

/** Language drivers that name a charset which is read. */
export const codePages: Readonly<Record<number, Charset>> = {
  77: 'gb18030',
  80: 'windows-874',
  122: 'gb18030',
  124: 'windows-874',
};

/** Undefined, with its finding, if the header or the file behind it is not whole. */
export function readDbfHeader(
  bytes: Uint8Array,
  file: string,
  log: FindingLog,
): DbfHeader | undefined {
  const refuse = (what: string): undefined => {
    log.add('SAMPAN-DBF-HEADER', { file }, { what });
    return undefined;
  };
  const view = viewOf(bytes);
  const dataOffset = bytes.length < FIELD_BYTES ? 0 : view.getUint16(8, true);
  if (dataOffset <= FIELD_BYTES || dataOffset > bytes.length) return refuse('header length');
  const records = view.getUint32(4, true);
  const recordLength = view.getUint16(10, true);
  const columns = readColumns(bytes.subarray(0, dataOffset), file, log);
  if (columns === undefined) return undefined;
  const end = columns.at(-1);
  if (end === undefined) return refuse('no columns');
  if (end.offset + end.length > recordLength) return refuse('record length');
  const whole = Math.floor((bytes.length - dataOffset) / recordLength);
  if (whole < records) {
    log.add('SAMPAN-DBF-CUT-SHORT', { file }, { declared: records, found: whole });
    return undefined;
  }
  const known = columns.filter((column) => READ_TYPES.includes(column.type));
  return { columns: known, records, recordLength, dataOffset, codePage: bytes[29] ?? 0 };
}

function readColumns(
  header: Uint8Array,
  file: string,
  log: FindingLog,
): readonly DbfColumn[] | undefined {
  const columns: DbfColumn[] = [];
  let offset = 1;
  let refused = false;
  for (let at = FIELD_BYTES; header[at] !== FIELDS_END; at += FIELD_BYTES) {
    if (at + FIELD_BYTES > header.length) {
      log.add('SAMPAN-DBF-HEADER', { file }, { what: 'end of columns' });
      return undefined;
    }
    const name = fieldName(header.subarray(at, at + 11));
    const type = String.fromCharCode(header[at + 11] ?? 0);
    const length = header[at + 16] ?? 0;
    if (!(READ_TYPES + NULL_FLAGS).includes(type) || (type === 'I' && length !== 4)) {
      log.add('SAMPAN-DBF-TYPE', { file, field: name }, { name, type });
      refused = true;
    }
    columns.push({ name, type: type as DbfType, offset, length });
    offset += length;
  }
  return refused ? undefined : columns;
}

function fieldName(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return String.fromCharCode(...bytes.subarray(0, end === -1 ? bytes.length : end)).trim();
}
