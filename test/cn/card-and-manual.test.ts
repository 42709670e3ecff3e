/** Reads of cards, and what persons hand in. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publishedKey } from '../../src/channel/identity.ts';
import { translate } from '../../src/channel/translate.ts';
import { profileModules } from '../../src/generated/profiles.js';
import { joinProfiles } from '../../src/profile/runtime/index.ts';
import { certno, type Fields, institution, resident } from './synthetic.ts';
import { named, type Resource, resourcesOf, run } from './translated.ts';

function sample(channel: string, name: string): Record<string, Fields> {
  const path = `mappings/cn/${channel}/samples/${name}/input.json`;
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Fields>;
}

function codesOf(text: string, channel: string): readonly (readonly [string, unknown])[] {
  const { findings, units } = run(text, channel, institution);
  const all = [...findings, ...units.flatMap((unit) => unit.findings)];
  return all.map(({ code, places }) => [code, places[0]?.field] as const);
}

describe('cards', () => {
  const certificate = sample('cn-id-card', 'electronic-certificate') as unknown as Fields;

  it('give one patient, whatever was read', () => {
    const patients = ['call-1101', 'electronic-certificate'].map((name) => {
      const text = JSON.stringify(sample('cn-id-card', name));
      return resourcesOf(run(text, 'cn-id-card', institution))[0] as Resource;
    });
    expect(patients.map(({ resourceType }) => resourceType)).toEqual(['Patient', 'Patient']);
    expect(patients[1]?.id).toBe(patients[0]?.id);
  });

  it('open a visit that the desk names', () => {
    const bytes = Buffer.from(JSON.stringify(certificate));
    const files = [{ name: 'body', bytes }];
    const submission = { channel: 'cn-id-card', files, facility: institution, visit: 'MZ0001' };
    const profiles = joinProfiles(profileModules);
    const options = { tenant: '', identityKey: publishedKey, profiles };
    const result = translate(named('cn-id-card'), submission, options);
    const visit = resourcesOf(result).find(({ resourceType }) => resourceType === 'Encounter');
    expect(visit?.status).toBe('arrived');
  });

  it.each([
    ['CN-CARD-04', { idNo: `${certno.slice(0, 17)}${certno.endsWith('0') ? '1' : '0'}` }, '$.idNo'],
    ['CN-CARD-05', { gender: '2' }, '$.gender'],
    ['SAMPAN-PROFILE-CODE', { gender: '7' }, '$.gender'],
  ])('%s', (code, more: Fields, field) => {
    const found = codesOf(JSON.stringify({ ...certificate, ...more }), 'cn-id-card');
    expect(found).toContainEqual([code, field]);
  });

  it('CN-CARD-06 where the base text names another birth date', () => {
    const name = '张测试'.padEnd(15);
    const text = `${name}10119900101${'上海市'.padEnd(35)}${resident('31010119800315001')}`;
    const found = codesOf(`${text}${'测试分局'.padEnd(15)}20200101长期      `, 'cn-id-card');
    expect(found.map(([code]) => code)).toContain('CN-CARD-06');
  });

  it('CN-CARD-02 and CN-CARD-03 refuse what holds no person, or a photograph', () => {
    expect(codesOf('{"a": 1}', 'cn-id-card').map(([code]) => code)).toContain('CN-CARD-02');
    const photo = JSON.stringify({ ...certificate, photo: 'AAAA' });
    expect(codesOf(photo, 'cn-id-card')).toContainEqual(['CN-CARD-03', '$.photo']);
  });

  it('CN-CARD-01 tells two persons in one read', () => {
    const found = codesOf(JSON.stringify(sample('cn-id-card', 'two-persons')), 'cn-id-card');
    expect(found).toContainEqual(['CN-CARD-01', '$.output.cardecinfo.certno']);
  });
});

describe('manual reimbursements', () => {
  const handed = sample('cn-manual', 'emergency-elsewhere');

  it('are claims of their own kind', () => {
    const result = run(JSON.stringify(handed), 'cn-manual', institution);
    expect(result.units[0]?.state).toBe('acceptable');
    const [claim] = resourcesOf(result);
    expect(JSON.stringify(claim?.subType)).toContain('"manual"');
    expect(claim?.item).toHaveLength(2);
  });

  it.each([
    ['CN-MAN-01', 'invoice', { endtime: '2026-02-09 12:00:00' }, '$.invoice.endtime'],
    ['CN-MAN-02', 'payee', { account: '账号' }, '$.payee.account'],
    ['CN-MAN-03', 'payee', { patn_rlts: null }, '$.payee.patn_rlts'],
    ['SAMPAN-PROFILE-REQUIRED', 'invoice', { bill_no: '' }, '$.invoice.bill_no'],
  ])('%s', (code, node, more: Fields, field) => {
    const sent = { ...handed, [node]: { ...handed[node], ...more } };
    expect(codesOf(JSON.stringify(sent), 'cn-manual')).toContainEqual([code, field]);
  });

  it('CN-SET-04 without an invoice', () => {
    const { invoice: _invoice, ...rest } = handed;
    expect(codesOf(JSON.stringify(rest), 'cn-manual').map(([code]) => code)).toContain('CN-SET-04');
  });
});
