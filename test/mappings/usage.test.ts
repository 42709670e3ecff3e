import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadChannels, loadProfiles } from '../../src/cli/catalogue.ts';
import { measureUsage, type UsageReport } from '../../src/cli/usage.ts';

/**
 * `usage.json` beside a channel is the report over its samples, as `sampan usage --json` prints it:
 * a field that was used must stay used, and none may be given without being used or ignored.
 */
const [channels, profiles] = await Promise.all([loadChannels(), loadProfiles()]);

/** Facility the sender is bound to, where samples do not all name theirs. */
const facilities: Readonly<Record<string, string>> = {
  'th-eclaim-16': '99999',
  'th-id-card': '99999',
  'cn-id-card': 'H99999999999',
  'cn-manual': 'H99999999999',
  'vn-id-card': '01999',
};

describe('usage of source fields', () => {
  for (const channel of channels) {
    const { id, country } = channel.definition;
    const folder = `mappings/${country}/${id}`;

    it(`${id} loses nothing that its samples give`, () => {
      const inputs = globSync(`${folder}/samples/*/input*`).sort();
      const facility = facilities[id];
      const options = facility === undefined ? {} : { facility };
      const report = measureUsage(channel, profiles, inputs, options);
      const unused = report.fields.filter(({ state }) => state === 'unused');
      expect(unused.map(({ field }) => field)).toEqual([]);
      expect(existsSync(`${folder}/usage.json`)).toBe(true);
      const kept = JSON.parse(readFileSync(`${folder}/usage.json`, 'utf8')) as UsageReport;
      const used = new Set(
        report.fields.flatMap(({ field, state }) => (state === 'used' ? [field] : [])),
      );
      const lost = kept.fields.filter(({ field, state }) => state === 'used' && !used.has(field));
      expect(lost.map(({ field }) => field)).toEqual([]);
    });
  }
});
