/** Snapshots made from the differentials of R4's own profiles, against those HL7 published. */
import { describe, expect, it } from 'vitest';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import type { StructureDefinition } from '../../src/profile/compiler/definitions.ts';
import { makeSnapshots } from '../../src/profile/snapshot.ts';

const all = r4Definitions().structures as unknown as readonly StructureDefinition[];
const profiles = all.filter(
  ({ derivation, differential, snapshot }) =>
    derivation === 'constraint' && differential !== undefined && snapshot !== undefined,
);

/** Published with other contents than their differentials say. */
const OTHERWISE = new Set([
  'familymemberhistory-genetic',
  'picoelement',
  'bp',
  'catalog',
  'elementdefinition-de',
]);

function outline({ snapshot }: StructureDefinition): string[] {
  return (snapshot?.element ?? [])
    .map(({ id, min, max, type = [] }) => {
      const types = type.map(({ code, profile = [] }) => `${code}${profile.join()}`).join();
      return `${id} ${min}..${max} ${types}`;
    })
    .sort();
}

describe('snapshots', () => {
  const bare = profiles.map(({ snapshot: _, ...rest }) => rest);
  const types = all.filter(({ derivation }) => derivation !== 'constraint');
  const { definitions } = makeSnapshots([...types, ...bare]);
  const made = new Map(
    (definitions as readonly StructureDefinition[]).map((one) => [one.url, one]),
  );

  it('are made for hundreds of published profiles and extensions', () => {
    expect(profiles.length).toBeGreaterThan(400);
  });

  it('have the elements, counts and types of the published ones', () => {
    const differing = profiles.filter((profile) => {
      const own = made.get(profile.url);
      return own === undefined || outline(own).join('\n') !== outline(profile).join('\n');
    });
    const names = differing.map(({ url }) => url.slice(url.lastIndexOf('/') + 1));
    expect(names.filter((name) => !OTHERWISE.has(name))).toEqual([]);
  });
});
