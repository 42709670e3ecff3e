/** References that lead nowhere, planted one at a time into sound channels. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkReferences } from '../../src/channel/check.ts';
import type { Channel } from '../../src/channel/definition.ts';

interface Tree {
  [name: string]: Tree;
}

function channel(id: string): Tree {
  const [country] = id.split('-');
  return JSON.parse(readFileSync(`mappings/${country}/${id}/channel.json`, 'utf8')) as Tree;
}

/** Puts a value where the path leads; `undefined` takes it away. */
function plant(id: string, path: string, value: unknown): Channel {
  const whole = channel(id);
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  let place: Tree = whole;
  for (const step of steps) place = place[step] ?? {};
  if (value === undefined) delete place[last];
  else place[last] = value as Tree;
  return whole as unknown as Channel;
}

const xml = 'vn-xml';
const journal = 'cn-nhsa-journal';
const list = 'cn-nhsa-4101';
const tables = 'th-eclaim-16';
const card = 'cn-id-card';
const events = 'units/0/events';

const slips: readonly (readonly [id: string, path: string, value: unknown, message: RegExp])[] = [
  [xml, 'reader/embedded', undefined, /has no embedded documents/],
  [xml, 'reader/parts/ENVELOPE/records', ['HOSO'], /HOSO does not begin at a root/],
  [xml, 'units/0/disagreement', undefined, /keys that must agree; say the disagreement/],
  [xml, 'units/0/parts/XML2/part', 'XML12', /no part XML12/],
  [xml, 'units/0/serviceDate', ['XML12.NGAY_RA'], /no part XML12/],
  [xml, 'versions/0/units', { stay: { map: 'A', profile: 'B' } }, /no unit of kind stay/],
  [xml, 'versions/0/units', {}, /says nothing of units of kind treatment/],
  [xml, 'versions/1/id', '3176', /version 3176 is there twice/],
  [xml, 'versions/0/models', { XML12: 'A' }, /no part XML12/],
  [xml, 'versions/0/test', { has: ['XML12.A'] }, /no part XML12/],
  [xml, 'versions/0/test', { matches: [{ field: 'XML12.A', pattern: 'a' }] }, /no part XML12/],
  [xml, 'identity/personal', ['XML12.A'], /no part XML12/],
  [xml, 'identity/facility/fields', ['XML12.A'], /no part XML12/],
  [xml, 'set/counts/0/of', 'XML12', /no part XML12/],
  [xml, 'set/required/0/when', ['XML12'], /no part XML12/],
  [xml, 'ignored/1/field', 'ENVELOPE.NGAYLAP', /field ENVELOPE.NGAYLAP is there twice/],
  [tables, 'lookups/0/cells', ['PATIENT.HCODE'], /no part PATIENT/],
  [tables, 'lookups/0/for', 'identifier.value', /begins with no type of a resource/],
  [journal, 'lookups/0/with/code', 'code(', /is no FHIRPath/],
  [journal, 'reader/parts/FEE_RESULT/nest/under', 'LINE', /no other part LINE/],
  [journal, `${events}/2204/puts`, { REQUEST: 'append' }, /part REQUEST is not read from 2204/],
  [journal, `${events}/2204/puts`, { VISIT: 'append' }, /read from 2204, whose event puts it now/],
  [journal, `${events}/2204/keys/visit`, '$.a', /no key visit; there is psn_no, mdtrt_id or setl/],
  [journal, `${events}/2304/keys/setl_id`, undefined, /a settlement says its setl_id/],
  [journal, `${events}/2304/takes`, [{ part: 'LINE' }], /no part LINE/],
  [journal, `${events}/2302/from`, ['LINE'], /no part LINE/],
  [journal, `${events}/2206`, { do: 'void', keys: {} }, /2206 has an event and is passed over/],
  [journal, 'units/0/passedOver/0/types', ['9001', '9001'], /kind of message 9001 is there twice/],
  [journal, 'units/0/complete/sums/0/is', 'BILL.total', /no part BILL/],
  [list, 'units/0/complete/has', ['ITEMS'], /no part ITEMS/],
  [list, 'identity/volatile', ['CALL.time'], /part CALL has no field time; it has infno/],
  [tables, 'reader/parts/INS/aliases', { OWNER: 'OWNR' }, /no column OWNR/],
  [tables, 'reader/parts/INS/variants/1/id', 'hcode', /variant hcode is there twice/],
  [tables, 'reader/parts/INS/variants/0/test', { column: 40, pattern: '' }, /column 40 of 19/],
  [tables, 'units/0/parts/PAT/on', ['CID'], /CID is not in the root's key: HN or SEQ/],
  [tables, 'units/0/parts/ODX/key', ['HN'], /1 fields for a key of 2: HN, SEQ/],
  [tables, 'units/0/parts/ODX/key', ['HN', 'VN'], /part ODX has no field VN/],
  [tables, 'units/0/parts/INS/unless', 'VN', /part INS has no field VN/],
  [tables, 'units/0/notClaimed/field', 'VN', /part OPD has no field VN/],
  [tables, 'units/0/pastOnly/field', 'VN', /part OPD has no field VN/],
  [tables, 'units/1/kind', 'visit', /kind visit is there twice/],
  [tables, 'set/unique/0/key', ['VN'], /part PAT has no field VN/],
  [tables, 'set/foreignKeys/0/fields', ['VN'], /part \w+ has no field VN/],
  [tables, 'set/foreignKeys/0/at', 'VN', /part \w+ has no field VN/],
  [card, 'reader/readers/1/reader/forms/0/part', 'PASS', /no part PASS/],
  [card, 'reader/readers/1/reader/forms/0/slices/0/to', 0, /latinName has no characters/],
  [card, 'units/1/root/key', ['idNo'], /part CARD has no field idNo; it has name/],
];

describe('a reference that leads nowhere', () => {
  it.each(slips)('%s %s = %j', (id, path, value, message) => {
    expect(checkReferences(channel(id) as unknown as Channel)).toEqual([]);
    const messages = checkReferences(plant(id, path, value)).map((fault) => fault.message);
    expect(
      messages.filter((each) => message.test(each)),
      messages.join('\n'),
    ).not.toEqual([]);
  });
});
