/** Every code of this layer has a case that provokes it, and texts that its parameters fill. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/base/finding.ts';
import { type CharsetOptions, decodeSet } from '../../src/wire/charset.ts';
import { readDbf } from '../../src/wire/dbf.ts';
import { type DelimitedLayout, readDelimited } from '../../src/wire/delimited.ts';
import { findingLog, type WireCode, wireCodes } from '../../src/wire/findings.ts';
import { parseJson } from '../../src/wire/json.ts';
import { readJsonItems } from '../../src/wire/json-items.ts';
import { parseXml, readEmbedded, readXml, type XmlLimits } from '../../src/wire/xml.ts';
import { readZip } from '../../src/wire/zip.ts';
import { buildDbf, type DbfSpec } from './build-dbf.ts';
import { type ArchiveSpec, buildZip, bytesOf, type ZipSpec, zip64End } from './build-zip.ts';

type Provocation = () => readonly Finding[];

const one = { name: 'A.txt', content: 'x' };
const two = { name: 'B.txt', content: 'y' };

const zip =
  (entries: readonly ZipSpec[], archive?: ArchiveSpec, totalBytes?: number): Provocation =>
  () =>
    readZip(
      { name: 'set.zip', bytes: buildZip(entries, archive) },
      totalBytes === undefined ? {} : { totalBytes },
    ).findings;

const zipBytes =
  (bytes: Uint8Array): Provocation =>
  () =>
    readZip({ name: 'set.zip', bytes }).findings;

const text =
  (bytes: Uint8Array | string, options: Partial<CharsetOptions> = {}): Provocation =>
  () =>
    decodeSet([{ name: 'A.txt', bytes: typeof bytes === 'string' ? bytesOf(bytes) : bytes }], {
      candidates: ['utf-8', 'windows-874'],
      repertoire: ['0E01-0E5B'],
      ...options,
    }).findings;

const columns = ['ID', 'NAME', 'DATE'];
const layout: DelimitedLayout = {
  delimiter: '|',
  names: columns,
  variants: [{ id: 'v', columns }],
};

const rows =
  (content: string, given: Partial<DelimitedLayout> = {}): Provocation =>
  () =>
    readDelimited(content, { ...layout, ...given }, { file: 'A.txt', maxRows: 3 }).findings;

const json =
  (content: string): Provocation =>
  () =>
    parseJson(content, { file: 'body', limits: { stringCharacters: 100 } }).findings;

const xml =
  (content: string, limits: Partial<XmlLimits> = {}): Provocation =>
  () =>
    parseXml(content, { file: 'body', limits }).findings;

const embedded =
  (content: string): Provocation =>
  () => {
    const outer = parseXml(`<a>${content}</a>`, { file: 'body' });
    if (outer.root === undefined) throw new Error('no root');
    return readEmbedded(outer, outer.root, { file: 'a/1', candidates: ['utf-8'] }).findings;
  };

const table =
  (spec: Partial<DbfSpec>): Provocation =>
  () => {
    const bytes = buildDbf({ columns: [['ID', 'C', 3]], rows: [['1'], ['2']], ...spec });
    const options = { candidates: ['utf-8', 'windows-874'] };
    return readDbf({ name: 'A.dbf', bytes }, layout, options).findings;
  };

const thai = Uint8Array.of(0xa1);

const provocations: Readonly<Record<WireCode, Provocation>> = {
  'SAMPAN-WIRE-MORE': () => {
    const log = findingLog('A.txt', 1);
    for (let n = 0; n < 3; n++) log.add('SAMPAN-ROW-BLANK', { file: 'A.txt' }, { count: n });
    return log.done();
  },
  'SAMPAN-ZIP-NOT-ZIP': zipBytes(bytesOf('x')),
  'SAMPAN-ZIP-CUT-SHORT': zipBytes(buildZip([one]).subarray(0, 50)),
  'SAMPAN-ZIP-TRAILING': zip([one], { append: bytesOf('x') }),
  'SAMPAN-ZIP-PREPENDED': zip([one], { prepend: bytesOf('x') }),
  'SAMPAN-ZIP-HIDDEN': zip([one], { beforeDirectory: bytesOf('x') }),
  'SAMPAN-ZIP-SPLIT': zip([one], { disk: 1 }),
  'SAMPAN-ZIP-ZIP64': zip([one], { zip64: zip64End(1) }),
  'SAMPAN-ZIP-DIRECTORY': zip([one, two], { declaredEntries: 1 }),
  'SAMPAN-ZIP-ENTRIES': zip([one], { declaredEntries: 2000 }),
  'SAMPAN-ZIP-EMPTY': zip([]),
  'SAMPAN-ZIP-PATH': zip([{ ...one, name: '../A.txt' }]),
  'SAMPAN-ZIP-NAME': zip([{ ...one, name: 'A\n.txt' }]),
  'SAMPAN-ZIP-DUPLICATE': zip([one, { ...two, name: 'a.TXT' }]),
  'SAMPAN-ZIP-LINK': zip([{ ...one, externalAttributes: 0xa1ff0000 }]),
  'SAMPAN-ZIP-ENCRYPTED': zip([{ ...one, flags: 1 }]),
  'SAMPAN-ZIP-METHOD': zip([{ ...one, method: 12 }]),
  'SAMPAN-ZIP-OVERLAP': zip([one, { ...one, offset: 0, quoted: true }]),
  'SAMPAN-ZIP-LOCAL': zip([{ ...one, local: { name: 'B.txt' } }]),
  'SAMPAN-ZIP-NESTED': zip([{ ...one, content: buildZip([two]) }]),
  'SAMPAN-ZIP-BOMB': zip([{ ...one, content: new Uint8Array(3_000_000) }]),
  'SAMPAN-ZIP-TOO-BIG': zip([one, two], {}, 1),
  'SAMPAN-ZIP-SIZE': zip([{ ...one, central: { size: 9 }, local: { size: 9 } }]),
  'SAMPAN-ZIP-DATA': zip([{ ...one, data: Uint8Array.of(7) }]),
  'SAMPAN-ZIP-CRC': zip([{ ...one, central: { crc: 1 }, local: { crc: 1 } }]),
  'SAMPAN-ZIP-IGNORED': zip([one, { ...two, name: '.DS_Store' }]),
  'SAMPAN-CHARSET-UNKNOWN': text('x', { declared: 'klingon' }),
  'SAMPAN-CHARSET-NOT-ACCEPTED': text('x', { declared: 'gb18030' }),
  'SAMPAN-CHARSET-DECLARED': text(thai, { declared: 'utf-8' }),
  'SAMPAN-CHARSET-MIXED': text('\ufeffx', { declared: 'tis-620' }),
  'SAMPAN-CHARSET-BYTES': text(Uint8Array.of(0xdb)),
  'SAMPAN-CHARSET-LOST': text('\ufffd', { declared: 'utf-8' }),
  'SAMPAN-CHARSET-REPERTOIRE': text('李'),
  'SAMPAN-CHARSET-CONTROL': text('a\0'),
  'SAMPAN-CHARSET-BINARY': text('%PDF-1.7'),
  'SAMPAN-CHARSET-END-MARK': text('x\x1a'),
  'SAMPAN-ROW-SHORT': rows('1|a|b\n2|a'),
  'SAMPAN-ROW-LONG': rows('1|a|b\n2|a|b|c'),
  'SAMPAN-ROW-QUOTED': rows('"1"|"a"|""'),
  'SAMPAN-ROW-BLANK': rows('1|a|b\n\n2|a|b'),
  'SAMPAN-ROW-LINE-END': rows('1|a\rx|b\n'),
  'SAMPAN-ROW-LIMIT': rows('1|a|b\n'.repeat(4)),
  'SAMPAN-ROW-LAYOUT-NONE': rows('1|a'),
  'SAMPAN-ROW-LAYOUT-TEST': rows('1|a|x\n2|b|3', {
    variants: [{ id: 'v', columns, test: { column: 3, pattern: '^\\d$' } }],
  }),
  'SAMPAN-ROW-TRAILING': rows('1|a|b|\n2|c|d|'),
  'SAMPAN-ROW-LAYOUT-SEVERAL': rows('1|a|b', {
    variants: [
      { id: 'v', columns },
      { id: 'w', columns },
    ],
  }),
  'SAMPAN-COLUMN-UNKNOWN': rows('ID|NAME|COLOUR'),
  'SAMPAN-COLUMN-REPEATED': rows('ID|ID|NAME'),
  'SAMPAN-COLUMN-MISSING': rows('ID|NAME'),
  'SAMPAN-JSON-CUT-SHORT': json('['),
  'SAMPAN-JSON-SYNTAX': json('[x]'),
  'SAMPAN-JSON-TRAILING': json('1 1'),
  'SAMPAN-JSON-DEPTH': json('['.repeat(65)),
  'SAMPAN-JSON-MARK': json('\ufeff1'),
  'SAMPAN-JSON-COMMENT': json('1 // one'),
  'SAMPAN-JSON-TRAILING-COMMA': json('[1,]'),
  'SAMPAN-JSON-DUPLICATE-KEY': json('{"a":1,"a":1}'),
  'SAMPAN-JSON-PROTO': json('{"__proto__":1}'),
  'SAMPAN-JSON-NUMBER': json('01'),
  'SAMPAN-JSON-NUMBER-LONG': json('1'.repeat(41)),
  'SAMPAN-JSON-STRING-LONG': json(`"${'x'.repeat(101)}"`),
  'SAMPAN-JSON-CONTROL': json('"\t"'),
  'SAMPAN-JSON-ESCAPE': json('"\\x"'),
  'SAMPAN-JSON-SURROGATE': json('"\\ud800"'),
  'SAMPAN-JSON-ITEMS': () => readJsonItems('[1,2]', { file: 'body', maxItems: 1 }).findings,
  'SAMPAN-XML-DOCTYPE': xml('<!DOCTYPE a><a/>'),
  'SAMPAN-XML-SYNTAX': xml('<a b></a>'),
  'SAMPAN-XML-END-TAG': xml('<a></b>'),
  'SAMPAN-XML-ATTRIBUTE-REPEATED': xml('<a b="1" b="2"/>'),
  'SAMPAN-XML-REFERENCE': xml('<a>&nbsp;</a>'),
  'SAMPAN-XML-CHARACTER': xml('<a>\u0001</a>'),
  'SAMPAN-XML-PREFIX': xml('<p:a/>'),
  'SAMPAN-XML-CUT-SHORT': xml('<a>'),
  'SAMPAN-XML-DEPTH': xml('<a><b/></a>', { depth: 1 }),
  'SAMPAN-XML-ATTRIBUTES': xml('<a b="1"/>', { attributes: 0 }),
  'SAMPAN-XML-LARGE': () =>
    readXml(
      { name: 'body', bytes: bytesOf('<a/>') },
      { candidates: ['utf-8'], limits: { bytes: 3 } },
    ).findings,
  'SAMPAN-XML-ELEMENTS': xml('<a><b/></a>', { elements: 1 }),
  'SAMPAN-XML-REFERENCES': xml('<a>&lt;</a>', { references: 0 }),
  'SAMPAN-XML-TEXT-LONG': xml('<a>xx</a>', { textCharacters: 1 }),
  'SAMPAN-XML-ENCODING': () => {
    const bytes = bytesOf('<?xml version="1.0" encoding="tis-620"?><a/>');
    const options = { candidates: ['utf-8'], declared: 'utf-8' };
    return readXml({ name: 'body', bytes }, options).findings;
  },
  'SAMPAN-XML-MIXED': xml('<a>x<b/></a>'),
  'SAMPAN-XML-BASE64': embedded('***'),
  'SAMPAN-XML-EMBEDDED': embedded(btoa('plain')),
  'SAMPAN-DBF-HEADER': table({ columns: [], rows: [] }),
  'SAMPAN-DBF-CUT-SHORT': table({ declaredRecords: 9 }),
  'SAMPAN-DBF-TYPE': table({ columns: [['ID', 'M', 10]] }),
  'SAMPAN-DBF-CODE-PAGE': table({ codePage: 3, rows: [[thai]] }),
  'SAMPAN-DBF-DELETED': table({ deleted: [0] }),
};

type Catalogue = Readonly<
  Record<string, Readonly<Record<'expected' | 'found' | 'remedy', string>>>
>;

const findings = new URL('../../src/base/findings/', import.meta.url);
const languages = ['en', 'th', 'vi', 'zh'];

/** The texts of one language, in one file or in one a part. */
function catalogue(language: string): Catalogue {
  const files = readdirSync(findings, { recursive: true, encoding: 'utf8' });
  const own = files.filter((file) => file.endsWith(`${language}.json`));
  const texts = own.map((file): Catalogue => {
    return JSON.parse(readFileSync(new URL(file, findings), 'utf8'));
  });
  return Object.assign({}, ...texts);
}

const catalogues = languages.map(catalogue);

const placeholders = (message: string): readonly string[] =>
  [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

describe('codes', () => {
  it.each(Object.entries(provocations))('%s can be provoked and told', (code, provoke) => {
    const finding = provoke().find((each) => each.code === code);
    expect(finding).toBeDefined();
    const [severity, issue] = wireCodes[code as WireCode];
    expect(finding).toMatchObject({ severity, issue });
    for (const each of catalogues) {
      const texts = each[code];
      expect(Object.keys(texts ?? {}).sort()).toEqual(['expected', 'found', 'remedy']);
      for (const message of Object.values(texts ?? {})) {
        expect(message).not.toBe('');
        expect(Object.keys(finding?.params ?? {})).toEqual(
          expect.arrayContaining([...placeholders(message)]),
        );
      }
    }
  });
});
