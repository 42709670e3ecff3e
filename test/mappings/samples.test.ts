import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadChannels } from '../../src/cli/catalogue.ts';
import { findSamples } from '../../src/cli/samples.ts';
import { runSamples } from '../../src/cli/test.ts';
import { SEARCH_PARAMETERS } from '../../src/gateway/search-index.ts';

/** Every sample of every channel that is not a draft becomes what its `expected.json` says. */
const channels = await loadChannels();
const samples = findSamples(['mappings']);

interface Expected {
  readonly units: readonly {
    readonly bundle?: { readonly entry: readonly { readonly resource: Typed }[] };
  }[];
}

interface Typed {
  readonly resourceType: string;
}

describe('samples of mappings', () => {
  for (const { definition } of channels) {
    it(`${definition.id} has samples`, () => {
      expect(samples.filter(({ channel }) => channel === definition.id).length).toBeGreaterThan(0);
    });
  }

  it('hold only resources that the gateway says it can be asked for', () => {
    const expected = samples.map(({ path }) => readFileSync(`${path}/expected.json`, 'utf8'));
    const types = expected.flatMap((text) => {
      const { units } = JSON.parse(text) as Expected;
      return units.flatMap(({ bundle }) => bundle?.entry.map((each) => each.resource) ?? []);
    });
    const unknown = types.filter(
      ({ resourceType }) => SEARCH_PARAMETERS[resourceType] === undefined,
    );
    expect(unknown).toEqual([]);
  });

  for (const sample of samples) {
    it(sample.path, async () => {
      const [result] = await runSamples([sample], false);
      expect(result?.failure ?? '').toBe('');
    });
  }
});
