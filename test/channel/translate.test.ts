import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedKey } from '../../src/channel/identity.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import { translate } from '../../src/channel/translate.ts';
import type { SourceFile } from '../../src/channel/translation.ts';
import { loadChannel, loadProfiles } from '../../src/cli/catalogue.ts';
import type { ProfileSet } from '../../src/profile/runtime/index.ts';

const sample = 'mappings/th/th-eclaim-16/samples/good-utf8-header/input';
let channel: ChannelModule;
let profiles: ProfileSet;

beforeAll(async () => {
  channel = await loadChannel('th-eclaim-16');
  profiles = await loadProfiles();
});

function files(change: (name: string, text: string) => string): readonly SourceFile[] {
  return readdirSync(sample).map((name) => {
    const text = readFileSync(`${sample}/${name}`, 'utf8');
    return { name, bytes: Buffer.from(change(name, text)) };
  });
}

function run(by: ChannelModule, from: readonly SourceFile[]) {
  const submission = { channel: by.definition.id, files: from };
  return translate(by, submission, { tenant: '', identityKey: publishedKey, profiles });
}

const same = (_name: string, text: string) => text;

describe('translate', () => {
  it('gives the same bytes for the same bytes', () => {
    const text = () => JSON.stringify(run(channel, files(same)).units.map(({ bundle }) => bundle));
    expect(text()).toBe(text());
  });

  it('gives other ids to another tenant', () => {
    const submission = { channel: channel.definition.id, files: files(same) };
    const ids = (tenant: string): ReadonlySet<string> => {
      const options = { tenant, identityKey: publishedKey, profiles };
      const text = JSON.stringify(translate(channel, submission, options).units[0]?.bundle);
      return new Set(text.match(/urn:uuid:[0-9a-f-]{36}/g));
    };
    const own = ids('a');
    const other = ids('b');
    expect(own.size).toBeGreaterThan(5);
    const shared = [...own].filter((id) => other.has(id));
    expect(shared).toEqual([]);
  });

  it('SAMPAN-MAP-REFERENCE: a map that refers to what it does not make', () => {
    const { resourceType, patient } = {
      resourceType: 'Claim',
      patient: { reference: 'Patient/none' },
    };
    const bundle = () => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: { resourceType, id: 'c', patient: { ...patient } } }],
    });
    const maps = Object.fromEntries(Object.keys(channel.maps).map((name) => [name, bundle]));
    const { units } = run({ ...channel, maps }, files(same));
    const codes = units.map(({ findings }) => findings.map(({ code }) => code));
    for (const each of codes) expect(each).toContain('SAMPAN-MAP-REFERENCE');
  });

  it('SAMPAN-FINDINGS-MORE: past the limit the rest is counted', () => {
    const fault = '0000001|20260105|01600|I1.0|4|ว00001|1999900000013|260105000001\r\n';
    const wrong = files((name, text) => (name === 'ODX.txt' ? text + fault.repeat(9) : text));
    const submission = { channel: channel.definition.id, files: wrong };
    const options = { tenant: '', identityKey: publishedKey, profiles, maxFindings: 5 };
    const [first] = translate(channel, submission, options).units;
    expect(first?.findings.map(({ code }) => code)).toEqual([
      ...Array.from({ length: 5 }, () => 'SAMPAN-CELL-DOT'),
      'SAMPAN-FINDINGS-MORE',
    ]);
    expect(first?.findings.at(-1)?.params).toEqual({ count: '4', limit: '5' });
    expect(first?.state).toBe('rejected');
  });
});
