import { describe, expect, it } from 'vitest';
import type { Resource } from '../../src/channel/translation.ts';
import { loadProfiles } from '../../src/cli/catalogue.ts';
import { readPaths } from '../../src/cli/read-paths.ts';
import { translateFiles } from './translated.ts';

const sample = 'mappings/th/th-eclaim-16/samples/good-utf8-header/input';
const profiles = await loadProfiles();

type Node = Record<string, unknown>;
type Bundle = { entry: { fullUrl: string; resource: Node }[] };

/** A bundle of the sample, to be spoiled; amounts there are short enough for plain numbers. */
function bundle(): Bundle {
  const files = readPaths([sample]).flatMap((path) => path.files);
  return JSON.parse(JSON.stringify(translateFiles(files).units[0]?.bundle));
}

function codesOf(spoiled: Bundle): readonly string[] {
  const findings = profiles.validate(spoiled as unknown as Resource);
  return findings.filter(({ code }) => code.startsWith('TH-')).map(({ code }) => code);
}

/** The rules below hold in every converted set, so only a bundle from elsewhere can break them. */
const cases: readonly { code: string; spoil: (bundle: Bundle) => void }[] = [
  { code: 'TH-CLM-01', spoil: ({ entry }) => setTotal(entry[0]?.resource, 401) },
  {
    code: 'TH-CLM-02',
    spoil: ({ entry }) => {
      const items = entry[0]?.resource.item as { sequence: number }[];
      for (const item of items) item.sequence = 1;
    },
  },
  { code: 'TH-BDL-01', spoil: ({ entry }) => entry.reverse() },
];

function setTotal(claim: Node | undefined, value: number): void {
  if (claim !== undefined) claim.total = { value, currency: 'THB' };
}

describe('a rule of the resources', () => {
  it('says nothing of a converted claim', () => {
    expect(codesOf(bundle())).toEqual([]);
  });

  it.each(cases)('$code finds what it forbids', ({ code, spoil }) => {
    const spoiled = bundle();
    spoil(spoiled);
    expect(codesOf(spoiled)).toEqual([code]);
  });
});
