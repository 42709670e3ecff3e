import { describe, expect, it } from 'vitest';
import { loadChannels } from '../../src/cli/catalogue.ts';
import { findSamples } from '../../src/cli/samples.ts';
import { runSamples } from '../../src/cli/test.ts';

/** Every sample of every channel that is not a draft becomes what its `expected.json` says. */
const channels = await loadChannels();
const samples = findSamples(['mappings']);

describe('samples of mappings', () => {
  for (const { definition } of channels) {
    it(`${definition.id} has samples`, () => {
      expect(samples.filter(({ channel }) => channel === definition.id).length).toBeGreaterThan(0);
    });
  }

  for (const sample of samples) {
    it(sample.path, async () => {
      const [result] = await runSamples([sample], false);
      expect(result?.failure ?? '').toBe('');
    });
  }
});
