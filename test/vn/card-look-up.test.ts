/** Every result code of the card look-up: what is told, and what becomes of the card. */
import { describe, expect, it } from 'vitest';
import { publishedKey } from '../../src/channel/identity.ts';
import { translate } from '../../src/channel/translate.ts';
import { channels } from '../../src/generated/channels.js';
import { profileModules } from '../../src/generated/profiles.js';
import { joinProfiles } from '../../src/profile/runtime/index.ts';

const profiles = joinProfiles(profileModules);

function lookUp(fields: Readonly<Record<string, string>>) {
  const channel = channels.find(({ definition }) => definition.id === 'vn-id-card');
  if (channel === undefined) throw new Error('no channel vn-id-card');
  const bytes = Buffer.from(JSON.stringify({ maThe: 'DN4010000000001', ...fields }));
  const files = [{ name: 'body', bytes }];
  const submission = { channel: 'vn-id-card', files, facility: '01999' };
  const options = { tenant: '', identityKey: publishedKey, profiles };
  const [unit] = translate(channel, submission, options).units;
  const { entry = [] } = (unit?.bundle ?? {}) as unknown as {
    entry?: readonly { readonly resource: Readonly<Record<string, unknown>> }[];
  };
  const cards = entry.flatMap(({ resource }) =>
    resource.resourceType === 'Coverage' ? [[resource.subscriberId, resource.status]] : [],
  );
  return { state: unit?.state, codes: unit?.findings.map(({ code }) => code), cards };
}

const person = { hoTen: 'Nguyễn Văn Thử', ngaySinh: '1980', gioiTinh: 'Nam' };

describe('look-up of a card', () => {
  it('is silent about a valid one', () => {
    expect(lookUp({ ...person, maKetQua: '000' })).toEqual({
      state: 'acceptable',
      codes: [],
      cards: [['DN4010000000001', 'active']],
    });
  });

  it.each(['001', '002', '004'])('%s: usable, with a warning', (code) => {
    const { state, codes, cards } = lookUp({ ...person, maKetQua: code });
    expect([state, codes]).toEqual(['acceptable', [`VN-LKP-${code}`]]);
    expect(cards).toEqual([['DN4010000000001', 'active']]);
  });

  it.each(['003', '010', '110', '120', '121', '122', '123', '124', '130'])(
    '%s: the card has ended, the person stays',
    (code) => {
      const { state, codes, cards } = lookUp({ ...person, maKetQua: code });
      expect([state, codes]).toEqual(['acceptable', [`VN-LKP-${code}`]]);
      expect(cards).toEqual([['DN4010000000001', 'cancelled']]);
    },
  );

  it.each(['050', '051', '052', '053', '054', '055', '060', '061', '070', '100', '101', '205'])(
    '%s: nothing is known',
    (code) => {
      const { state, codes } = lookUp({ maKetQua: code, hoTen: 'Nguyễn Văn Thử' });
      expect([state, codes]).toEqual(['rejected', [`VN-LKP-${code}`]]);
    },
  );

  it.each(['401', '500'])('%s: the service failed', (code) => {
    const { state, codes } = lookUp({ maKetQua: code, hoTen: 'Nguyễn Văn Thử' });
    expect([state, codes]).toEqual(['rejected', [`VN-LKP-${code}`]]);
  });

  it('names the new card beside the old one', () => {
    const { cards } = lookUp({
      ...person,
      maKetQua: '003',
      maTheMoi: 'GD4010000000001',
      gtTheTuMoi: '01/07/2025',
      gtTheDenMoi: '30/06/2026',
    });
    expect(cards).toEqual([
      ['DN4010000000001', 'cancelled'],
      ['GD4010000000001', 'active'],
    ]);
  });
});
