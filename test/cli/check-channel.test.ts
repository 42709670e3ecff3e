import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkChannel } from '../../src/cli/check-channel.ts';

const files = globSync('mappings/**/channel.json').sort();
const read = (file: string) => readFileSync(file, 'utf8');

describe('every channel.json of the project', () => {
  it('is found', () => {
    expect(files.length).toBeGreaterThanOrEqual(11);
  });

  it.each(files)('%s has no problem', (file) => {
    expect(checkChannel(read(file), file)).toEqual([]);
  });

  it('belongs to a channel of the contract or one beside it', () => {
    const ids = files.map((file) => (JSON.parse(read(file)) as { id: string }).id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'cn-id-card',
        'cn-nhsa-4101',
        'cn-nhsa-journal',
        'fhir',
        'th-eclaim-16',
        'th-id-card',
        'vn-checkin',
        'vn-id-card',
        'vn-xml',
      ]),
    );
  });
});

const xml = 'mappings/vn/vn-xml/channel.json';
const journal = 'mappings/cn/cn-nhsa-journal/channel.json';
const tables = 'mappings/th/th-eclaim-16/channel.json';
const chip = 'mappings/vn/vn-id-card/channel.json';
const cardRead = 'mappings/th/th-id-card/channel.json';
const fhir = 'mappings/fhir/channel.json';

/** One slip each: what is written instead of what, and what the checker must say of that line. */
const slips: readonly (readonly [file: string, from: string, to: string, message: RegExp])[] = [
  [xml, '"scheme": "vss"', '"shceme": "vss"', /unknown property shceme; known here: .*scheme/],
  [xml, '"timeZone": "+07:00"', '"timeZone": "+7"', /"\+7" is not this: Offset of source times/],
  [xml, '"kind": "xml"', '"kind": "sml"', /one of delimited, xml, .* is expected; found "sml"/],
  [xml, '      "utf-8"\n', '      "utf8"\n', /one of utf-8, .*; found "utf8"/],
  [xml, '"VN-SET-04"', '"vn set 4"', /is not this: Code of a finding/],
  [xml, '"resend": "correction"', '"resend": "replace"', /one of conflict, correction/],
  [xml, '"from": "2017-09-20"', '"from": "20-9-2017"', /is not this/],
  [xml, '"id": "vn-xml"', '"id": "vn-claims"', /the folder is vn-xml/],
  [xml, '"country": "vn"', '"country": "th"', /the folder above is vn/],
  [xml, '"container": "GIAMDINHHS/', '"container": "HOSO/', /begin at a root: GIAMDINHHS/],
  [
    xml,
    '"part": "XML2",\n          "key"',
    '"part": "XML22",\n          "key"',
    /no part XML22; the reader has/,
  ],
  [xml, '"XML1.NGAY_RA"', '"XML99.NGAY_RA"', /no part XML99/],
  [
    xml,
    '"ENVELOPE.SOLUONGHOSO",\n        "of"',
    '"ENV.SOLUONGHOSO",\n        "of"',
    /no part ENV;/,
  ],
  [journal, '"do": "void"', '"do": "undo"', /one of open, add, remove, settle, void, reverse/],
  [journal, '"claimNumber": "setl_id"', '"claimNumber": "setlid"', /none of number: setl_id/],
  [journal, '{ "PRESCRIPTION": "append" }', '{ "RECIPE": "append" }', /no part RECIPE/],
  [journal, '"types": ["9101", "9102"]', '"types": ["9101", "2204"]', /2204 has an event and/],
  [journal, '"do": "reverse",', '"do": reverse,', /SAMPAN-JSON/],
  [journal, '"$.request.infno"', '"request.infno"', /is not this: \$ and members by name/],
  [tables, '"claimNumber": "SEQ"', '"claimNumber": "VN"', /part OPD has no field VN; it has HN/],
  [tables, '"INS.HCODE"', '"INS.HCOD"', /part INS has no field HCOD/],
  [chip, '"from": "2021-01-01"', '"from": "2021-01-01", "to": "2020-01-01"', /before from/],
  [cardRead, '"READ.readTime"', '"READ.time"', /part READ has no field time/],
  [fhir, 'provider.resolve()', 'provider.resolve(', /is no FHIRPath at its character/],
  [journal, '%answer.exists() and', '%answer.exists( and', /is no FHIRPath/],
  [fhir, '"country": "r4",', '"country": "r4", "payer": "x",', /no place in a channel of this/],
];

describe('docs/channel-format.md', () => {
  it('has an example that is a channel', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(read('docs/channel-format.md')) ?? [];
    expect(example).toContain('"id": "xx-visits"');
    expect(checkChannel(example, 'mappings/xx/xx-visits/channel.json')).toEqual([]);
  });
});

describe('a slip is reported at its line', () => {
  it.each(slips)('%s: %s -> %s', (file, from, to, message) => {
    const text = read(file);
    const at = text.indexOf(from);
    expect(at, `${file} no longer holds ${from}`).toBeGreaterThan(-1);
    const line = text.slice(0, at).split('\n').length;
    const problems = checkChannel(
      text.replace(from, () => to),
      file,
    );
    const found = problems.filter((problem) => message.test(problem.message));
    expect(found, JSON.stringify(problems.slice(0, 5), null, 1)).not.toEqual([]);
    expect(found.map((problem) => problem.line)).toContain(line);
    expect(found.every((problem) => problem.file === file && problem.column > 0)).toBe(true);
  });
});
