/** `sampan usage`: what a channel's maps make of the fields they are given. */
import { cpSync, globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChannelModule } from '../../src/channel/module.ts';
import type { FieldUsage } from '../../src/channel/usage.ts';
import { loadChannel, loadProfiles } from '../../src/cli/catalogue.ts';
import { openGround, withMapsOf } from '../../src/cli/changed-channel.ts';
import { measureUsage, type UsageReport } from '../../src/cli/usage.ts';
import { countryDefinitions } from '../../src/cli/written-definitions.ts';
import { sampan } from './sampan.ts';

const folder = 'mappings/th/th-eclaim-16';
const input = `${folder}/samples/good-utf8-header/input`;

function stateOf(report: UsageReport, field: string): FieldUsage | undefined {
  return report.fields.find((each) => each.field === field);
}

/** The channel with a map that no longer reads what one of its rules read. */
async function channelWithout(file: string, rule: string): Promise<ChannelModule> {
  const own = mkdtempSync(join(tmpdir(), 'sampan-usage-'));
  for (const path of globSync('*.map', { cwd: folder }))
    cpSync(join(folder, path), join(own, path));
  const text = readFileSync(join(own, file), 'utf8');
  if (!text.includes(rule)) throw new Error(`${file} does not hold ${rule}`);
  writeFileSync(join(own, file), text.replace(rule, ''));
  const channel = await loadChannel('th-eclaim-16');
  return withMapsOf(channel, own, openGround(countryDefinitions('th')));
}

describe('sampan usage', () => {
  it('gives the whole report as JSON', async () => {
    const run = await sampan(['usage', '--json', '--channel', 'th-eclaim-16', input]);
    expect(run.code).toBe(0);
    const report = JSON.parse(run.stdout) as UsageReport;
    expect(report.channel).toBe('th-eclaim-16');
    expect(stateOf(report, 'CHA.AMOUNT')).toEqual({
      field: 'CHA.AMOUNT',
      state: 'used',
      values: 9,
    });
    const ignored = report.fields.filter(({ state }) => state === 'ignored');
    for (const { reason } of ignored) expect(reason).toMatch(/\w{3}/);
    const unseen = report.fields.filter(({ state }) => state === 'unseen');
    expect(unseen.length).toBeGreaterThan(0);
    expect(unseen.filter(({ values }) => values > 0)).toEqual([]);
    const total = report.targets.find(({ element }) => element === 'Claim.total');
    expect(total).toMatchObject({ filled: 3, resources: 3 });
  });

  it('prints the same for people, what is lost first', async () => {
    const { code, stdout } = await sampan(['usage', '--channel', 'th-eclaim-16', input]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^UNUSED: given, and neither mapped nor declared as ignored \(0\)\n/);
    expect(stdout).toMatch(/\n {2}3\/3 +Claim\.total {2}\(/);
  });

  it('names a field that is given and neither used nor ignored', async () => {
    const rule = 'cha.DATE as date -> item.serviced = date "serviced";';
    const changed = await channelWithout('claim.map', rule);
    const profiles = await loadProfiles();
    const report = measureUsage(changed, profiles, [input], {});
    const unused = report.fields.filter(({ state }) => state === 'unused');
    expect(unused).toEqual([{ field: 'CHA.DATE', state: 'unused', values: 9 }]);
    const reason = 'kept elsewhere';
    const definition = { ...changed.definition, ignored: [{ field: 'CHA.DATE', reason }] };
    const declared = { ...changed, definition } as ChannelModule;
    const again = measureUsage(declared, profiles, [input], {});
    expect(stateOf(again, 'CHA.DATE')).toMatchObject({ state: 'ignored', reason });
  });
});
