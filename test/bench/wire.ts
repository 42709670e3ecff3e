/** Readers of bytes, each against JSON.parse of the same content as JSON. */
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { toExactNumber } from '../../src/base/decimal.ts';
import { decodeSet } from '../../src/wire/charset.ts';
import { type DelimitedLayout, readDelimited } from '../../src/wire/delimited.ts';
import { parseJson } from '../../src/wire/json.ts';
import { parseXml } from '../../src/wire/xml.ts';
import { readZip } from '../../src/wire/zip.ts';
import { compare, print } from './timing.ts';

const rowCount = 20_000;
const columns = ['HN', 'NAME', 'DATE', 'ITEM', 'AMOUNT', 'PERSON', 'VISIT'];
const layout: DelimitedLayout = {
  delimiter: '|',
  names: columns,
  variants: [{ id: 'v', columns }],
};
const thai = { candidates: ['utf-8', 'windows-874'], repertoire: ['0E01-0E3A', '0E3F-0E5B'] };

function sampleRows(): readonly (readonly string[])[] {
  return Array.from({ length: rowCount }, (_, n) => [
    String(n).padStart(7, '0'),
    'สมชาย ใจดี',
    '20260105',
    `${(n * 7919) % 19}1`,
    `${(n * 104_729) % 100_000}.${String(n % 100).padStart(2, '0')}`,
    String(1_000_000_000_000 + n * 7),
    `260105${String(n).padStart(6, '0')}`,
  ]);
}

const windows874 = (text: string): Uint8Array =>
  Uint8Array.from(text, (c) => (c < '\u0080' ? c.charCodeAt(0) : c.charCodeAt(0) - 0xd60));

/** A claim of 20 items with money that doubles cannot hold. */
function claimJson(): string {
  const item = Array.from({ length: 20 }, (_, n) => ({
    sequence: n + 1,
    productOrService: { coding: [{ system: 'urn:example:charge', code: `1${n}`, display: 'ยา' }] },
    servicedDate: '2026-01-05',
    unitPrice: { value: toExactNumber({ unscaled: BigInt(n * 1750), scale: 2 }), currency: 'THB' },
    net: { value: toExactNumber({ unscaled: BigInt(n * 3500), scale: 2 }), currency: 'THB' },
  }));
  return JSON.stringify({ resourceType: 'Claim', status: 'active', use: 'claim', item });
}

export async function run(): Promise<void> {
  const rows = sampleRows();
  const text = rows.map((row) => row.join('|')).join('\r\n');
  const utf8 = new TextEncoder().encode(text);
  const cp874 = windows874(text);
  const json = JSON.stringify(rows);
  const zip = zipSync({ 'CHA.txt': utf8 });
  const xml = `<a>${rows.map((r) => `<r>${r.map((c, i) => `<${columns[i]}>${c}</${columns[i]}>`).join('')}</r>`).join('\n')}</a>`;
  const decode = (bytes: Uint8Array) => decodeSet([{ name: 'CHA.txt', bytes }], thai);
  const split = (whole: string) => readDelimited(whole, layout, { file: 'CHA.txt' });
  console.log(`${rowCount} rows of 7 fields; UTF-8 ${utf8.length} bytes, packed ${zip.length}`);
  const timings = compare([
    { name: 'JSON.parse of the rows', run: () => JSON.parse(json), count: rowCount },
    { name: 'decode UTF-8, undeclared', run: () => decode(utf8), count: rowCount },
    { name: 'decode windows-874, undeclared', run: () => decode(cp874), count: rowCount },
    { name: 'rows of the text', run: () => split(text), count: rowCount },
    {
      name: 'decode windows-874 and rows',
      run: () => split(decode(cp874).texts[0]?.text ?? ''),
      count: rowCount,
    },
    { name: 'unzip', run: () => readZip({ name: 'set.zip', bytes: zip }), count: rowCount },
    { name: 'XML of the rows', run: () => parseXml(xml, { file: 'body' }), count: rowCount },
  ]);
  print(timings, 'JSON.parse of the rows');
  const claim = claimJson();
  const bundle = `[${Array(200).fill(claim).join(',')}]`;
  const readings = compare([
    { name: 'JSON.parse, a claim of 20 items', run: () => JSON.parse(bundle), count: 200 },
    { name: 'exact JSON', run: () => parseJson(bundle, { file: 'body' }), count: 200 },
  ]);
  print(readings, 'JSON.parse, a claim of 20 items');
  printBomb();
}

function printBomb(): void {
  const zeros = new Uint8Array(64 * 1024 * 1024);
  const bomb = zipSync({ 'a.txt': zeros });
  const started = performance.now();
  const { findings } = readZip({ name: 'set.zip', bytes: bomb });
  const milliseconds = (performance.now() - started).toFixed(1);
  const ratio = (zeros.length / deflateRawSync(zeros).length).toFixed(0);
  console.log(`a bomb of ${ratio}:1 is refused (${findings[0]?.code}) in ${milliseconds} ms`);
}
