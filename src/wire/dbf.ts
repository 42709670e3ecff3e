/** A dBASE table as the same rows a delimited file gives; its columns go by name. */
import { limits } from '../base/limits.ts';
import { viewOf } from './bytes.ts';
import { type CharsetOptions, chooseCharset } from './charset/choose.ts';
import { type Charset, codecs } from './charset/codec.ts';
import { codePages, type DbfColumn, type DbfHeader, readDbfHeader } from './dbf/header.ts';
import { type Header, readHeader } from './delimited/header.ts';
import { type DelimitedLayout, describeVariants } from './delimited/layout.ts';
import type { Row } from './delimited/row.ts';
import type { Table } from './delimited.ts';
import type { WireFile } from './file.ts';
import { type FindingLog, findingLog } from './findings.ts';

export interface DbfOptions extends CharsetOptions {
  readonly maxRows?: number;
}

const DELETED = 0x2a;

/**
 * Rows have their number in the table as record and as line, deleted ones counted. Padding is no
 * part of a cell. The charset is the declared one, the table's code page, or found by content.
 */
export function readDbf(file: WireFile, layout: DelimitedLayout, options: DbfOptions): Table {
  const log = findingLog(file.name);
  const header = readDbfHeader(file.bytes, file.name, log);
  const columns = header && columnsOf(header, { file: file.name, layout }, log);
  const charset = header && charsetOf(file, header, { options, log });
  const { maxRows = limits.rows } = options;
  if (header !== undefined && header.records > maxRows) {
    log.add('SAMPAN-ROW-LIMIT', { file: file.name }, { limit: maxRows });
  }
  const none = { columns: [], missing: [], rows: [], faultyRows: [] };
  if (header === undefined || columns === undefined || charset === undefined || log.failed()) {
    return { file: file.name, header: true, ...none, faulted: true, findings: log.done() };
  }
  const rows = readRows(file, { header, charset }, log);
  const { columns: names, missing } = columns;
  const table = { columns: names, missing, rows, faultyRows: [], faulted: false };
  return { file: file.name, header: true, ...table, findings: log.done() };
}

function columnsOf(
  header: DbfHeader,
  { file, layout }: { readonly file: string; readonly layout: DelimitedLayout },
  log: FindingLog,
): Header | undefined {
  const names = header.columns.map((column) => column.name);
  const columns = readHeader({ names, file }, layout, log);
  if (columns === undefined) {
    const variants = describeVariants(layout.variants);
    log.add('SAMPAN-ROW-LAYOUT-NONE', { file }, { found: names.length, variants });
  }
  return columns;
}

function charsetOf(
  file: WireFile,
  header: DbfHeader,
  { options, log }: { readonly options: DbfOptions; readonly log: FindingLog },
): Charset | undefined {
  const body = file.bytes.subarray(header.dataOffset);
  const { codePage } = header;
  const told = codePages[codePage];
  const ascii = codecs['us-ascii'].fits?.(body) ?? false;
  if (options.declared === undefined && codePage !== 0 && told === undefined && !ascii) {
    const accepted = options.candidates.join(', ');
    log.add('SAMPAN-DBF-CODE-PAGE', { file: file.name }, { what: codePage, accepted });
    return undefined;
  }
  const declared = options.declared ?? (ascii ? undefined : told);
  const choice = { ...options, ...(declared !== undefined && { declared }) };
  return chooseCharset([{ name: file.name, bytes: body }], choice, log)?.charset;
}

function readRows(
  { name: file, bytes }: WireFile,
  { header, charset }: { readonly header: DbfHeader; readonly charset: Charset },
  log: FindingLog,
): readonly Row[] {
  const rows: Row[] = [];
  const body = bytes.subarray(header.dataOffset);
  const textAt = textReader(body, charset);
  let deleted = 0;
  for (let record = 1; record <= header.records; record++) {
    const start = (record - 1) * header.recordLength;
    if (body[start] === DELETED) {
      deleted++;
      continue;
    }
    const cells = header.columns.map((column) => {
      const at = start + column.offset;
      return column.type === 'I'
        ? String(viewOf(body).getInt32(at, true))
        : cellText(column, textAt(at, at + column.length));
    });
    const row: Row = { file, record, line: record, cells };
    reportText(row, { header, charset }, log);
    rows.push(row);
  }
  if (deleted > 0) log.add('SAMPAN-DBF-DELETED', { file }, { count: deleted });
  return rows;
}

/** With as many units as bytes the whole is decoded once; else a cell is cut from the bytes. */
function textReader(body: Uint8Array, charset: Charset): (start: number, end: number) => string {
  const codec = codecs[charset];
  const whole = codec.loose(body);
  return whole.length === body.length
    ? (start, end) => whole.slice(start, end)
    : (start, end) => codec.loose(body.subarray(start, end));
}

function cellText(column: DbfColumn, text: string): string {
  const value = text.replace(/[ \0]+$/, '');
  if (column.type === 'C') return value;
  return column.type === 'L' && value === '?' ? '' : value.trim();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\0-\x1f\x7f-\x9f]/;

/** One finding a row for what does not decode, and one for control characters. */
function reportText(
  { file, record, line, cells }: Row,
  { header, charset }: { readonly header: DbfHeader; readonly charset: Charset },
  log: FindingLog,
): void {
  const find = (fault: (cell: string) => boolean, code: 'BYTES' | 'CONTROL'): void => {
    const index = cells.findIndex(fault);
    if (index === -1) return;
    const field = header.columns[index]?.name ?? '';
    const odd = code === 'BYTES' ? '\ufffd' : (CONTROL.exec(cells[index] ?? '')?.[0] ?? '');
    const what = `U+${(odd.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    log.add(`SAMPAN-CHARSET-${code}`, { file, record, line, field }, { what, charset });
  };
  find((cell) => cell.includes('\ufffd'), 'BYTES');
  find((cell) => CONTROL.test(cell), 'CONTROL');
}
