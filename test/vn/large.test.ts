/** Documents read a container at a time give what they give as a whole, faults and places too. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { limits } from '../../src/base/limits.ts';
import { isXmlChannel } from '../../src/channel/definition.ts';
import { publishedKey } from '../../src/channel/identity.ts';
import { prepareLarge } from '../../src/channel/prepare-large.ts';
import { translate } from '../../src/channel/translate.ts';
import { profileModules } from '../../src/generated/profiles.js';
import { joinProfiles } from '../../src/profile/runtime/index.ts';
import { bytesInBlocks } from '../../src/wire/byte-source.ts';
import {
  claimXml,
  type Fields,
  type Form,
  type Line,
  medicine,
  service,
  treatment,
} from './synthetic.ts';
import { channel } from './translated.ts';

const profiles = joinProfiles(profileModules);
const line: Line = { quantity: 1000, price: 10_000, insured: 100, benefit: 80 };
const sample = (name: string) => {
  const path = new URL(`../../mappings/vn/vn-xml/samples/${name}/input.xml`, import.meta.url);
  return readFileSync(path, 'utf8');
};

/** Short ones, so that everything lies across several. */
function inBlocks(bytes: Uint8Array) {
  const blockBytes = 509;
  return bytesInBlocks({ length: bytes.length, blockBytes }, (index) =>
    bytes.slice(index * blockBytes, (index + 1) * blockBytes),
  );
}

function both(xml: string, facility?: string) {
  const bytes = Buffer.from(xml, 'utf8');
  const options = { tenant: '', identityKey: publishedKey, profiles, wholeBytes: 0 };
  const given = { channel: 'vn-xml', files: [], ...(facility !== undefined && { facility }) };
  const pieces = { ...given, stored: { name: 'body', source: inBlocks(bytes) } };
  const whole = { ...given, files: [{ name: 'body', bytes }] };
  const wholeBytes = Number.POSITIVE_INFINITY;
  return [
    JSON.stringify(translate(channel, pieces, options)),
    JSON.stringify(translate(channel, whole, { ...options, wholeBytes })),
  ] as const;
}

const fault = fc.constantFrom<Fields>(
  {},
  {},
  { MA_LK: 'LK0' },
  { MA_CSKCB: '01998' },
  { NGAY_RA: 'x' },
  { T_BHTT: '1' },
  { HO_TEN: 'TRẦN THỊ 𝒳 THỬ' },
  { KHAC: '1' },
);

describe('large documents', () => {
  it('are read in pieces', () => {
    const { definition } = channel;
    const xml = claimXml([treatment([], [service(line, 1)])], 'inline');
    const files = [{ name: 'body', bytes: Buffer.from(xml) }];
    const submission = { channel: 'vn-xml', files };
    const set = isXmlChannel(definition)
      ? prepareLarge(channel, definition, submission, { wholeBytes: 0 })
      : undefined;
    expect(set?.count).toBe(1);
  });

  it('are read in pieces where they lie in a stored archive', () => {
    const made = ['A', 'B'].map((number) =>
      treatment([medicine(line, 1)], [service(line, 1)], { MA_LK: number }),
    );
    const xml = Buffer.from(claimXml(made, 'base64'));
    const stored = { name: 'body', source: inBlocks(zipSync({ 'a.xml': xml })) };
    const submission = { channel: 'vn-xml', files: [], stored };
    const { definition } = channel;
    const set = isXmlChannel(definition)
      ? prepareLarge(channel, definition, submission, { wholeBytes: 0 })
      : undefined;
    expect(set?.count).toBe(2);
    const options = { tenant: '', identityKey: publishedKey, profiles, wholeBytes: 0 };
    const whole = { channel: 'vn-xml', files: [{ name: 'a.xml', bytes: xml }] };
    expect(JSON.stringify(translate(channel, submission, options))).toBe(
      JSON.stringify(
        translate(channel, whole, { ...options, wholeBytes: Number.POSITIVE_INFINITY }),
      ),
    );
  });

  it('that can only be read as a whole are refused above a limit', () => {
    const blanks = ' '.repeat(limits.treeXmlBytes);
    const xml = claimXml([], 'inline').replace('<CHUKYDONVI/>', `${blanks}</CHUKYDONVI>`);
    const files = [{ name: 'body', bytes: Buffer.from(xml) }];
    const options = { tenant: '', identityKey: publishedKey, profiles };
    const made = translate(channel, { channel: 'vn-xml', files }, options);
    expect(made.faulted).toBe(true);
    expect(made.findings.map(({ code }) => code)).toEqual(['SAMPAN-XML-LARGE']);
  });

  it('are the same in pieces and whole', () => {
    const forms = fc.constantFrom<Form>('base64', 'inline', 'cdata');
    fc.assert(
      fc.property(fc.array(fault, { minLength: 1, maxLength: 5 }), forms, (faults, form) => {
        const made = faults.map((each, index) =>
          treatment([medicine(line, 1)], [service(line, 1)], { MA_LK: `LK${index}`, ...each }),
        );
        const [pieces, whole] = both(claimXml(made, form, ['XML4']));
        expect(pieces).toBe(whole);
      }),
      { numRuns: 25 },
    );
  });

  const ordinary = claimXml([treatment([medicine(line, 1)], [service(line, 1)])], 'inline');
  it.each([
    ['visit-base64', sample('visit-base64')],
    ['stay-two-cards-inline', sample('stay-two-cards-inline')],
    ['two-treatments-one-rejected', sample('two-treatments-one-rejected')],
    ['table-unknown-and-broken', sample('table-unknown-and-broken')],
    ['byte order mark', `\ufeff${ordinary}`],
    ['CR LF', ordinary.replaceAll('\n', '\r\n')],
    ['container without a root', ordinary.replace('<DANHSACHHOSO>', '<DANHSACHHOSO><HOSO/>')],
    [
      'comments and CDATA',
      ordinary.replace('<HOSO>', '<!-- <HOSO> --><HOSO a="</HOSO>"><![CDATA[ ]]>'),
    ],
    ['prefix bound around', ordinary.replace('<MA_LK>', '<MA_LK xsi:nil="false">')],
    ['prefix bound nowhere', ordinary.replace('<MA_LK>', '<MA_LK b:nil="false">')],
    ['cut short', ordinary.slice(0, -200)],
    ['cut short in a container', ordinary.slice(0, 2000)],
    ['end tag missing', ordinary.replace('</HOSO>', '')],
    ['document type', ordinary.replace('<GIAM', '<!DOCTYPE a><GIAM')],
    ['not UTF-8', ordinary.replace('utf-8', 'utf-16')],
    ['count differs', ordinary.replace('<SOLUONGHOSO>1', '<SOLUONGHOSO>7')],
    ['other root', ordinary.replaceAll('GIAMDINHHS', 'KHAC')],
  ])('%s', (_, xml) => {
    const [pieces, whole] = both(xml);
    expect(JSON.parse(pieces)).toEqual(JSON.parse(whole));
  });

  it('speak of a sender bound to another facility', () => {
    const [pieces, whole] = both(ordinary, '01998');
    expect(pieces).toBe(whole);
  });
});
