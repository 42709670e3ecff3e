/** Maps make the same on workerd as on Node, byte for byte: results, findings and traces. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishedKey } from '../../src/channel/identity.ts';
import { prepareSet } from '../../src/channel/prepare-set.ts';
import { unitContext } from '../../src/channel/translate.ts';
import { typeCut, versionOf } from '../../src/channel/translate-unit.ts';
import { contextOf } from '../../src/channel/unit-context.ts';
import { loadChannels, loadProfiles } from '../../src/cli/catalogue.ts';
import { r4TypeModel } from '../../src/cli/r4-definitions.ts';
import { findSamples, readSample } from '../../src/cli/samples.ts';
import { type CompiledMaps, compileMaps } from '../../src/mapping/compile.ts';
import { bundleMaps } from './map-bundle.ts';
import { verdictsOnNode, verdictsOnWorkerd, WORKERD } from './verdict-hosts.ts';
import type { VerdictDocument } from './verdicts.ts';

const suite = join(process.env.SAMPAN_SUITES ?? '../shared', 'conformance/fml-matchbox');

function available(what: string, path: string): boolean {
  if (existsSync(path)) return true;
  if (process.env.SAMPAN_TEST_REQUIRE === 'all') throw new Error(`${path} is missing`);
  console.log(`not run: ${what} (${path} is missing)`);
  return false;
}

const hasWorkerd = available('maps under workerd', WORKERD);
const hasSuite = available('fml-matchbox under workerd', suite);

/** The typed units of every sample, each with the map of its version. */
async function sampleDocuments(): Promise<readonly VerdictDocument[]> {
  const [channels, profiles] = await Promise.all([loadChannels(), loadProfiles()]);
  const options = { tenant: '', identityKey: publishedKey, profiles };
  return findSamples(['mappings']).flatMap((sample) => {
    const channel = channels.find(({ definition }) => definition.id === sample.channel);
    if (channel === undefined) return [];
    const prepared = prepareSet(channel, readSample(sample));
    const given = unitContext(channel, prepared, options);
    return prepared.units.map((cut, at): VerdictDocument => {
      const typed = typeCut(cut, contextOf(cut, given));
      const names = versionOf(cut, typed, contextOf(cut, given)).units[cut.definition.kind];
      const profile = `${sample.channel} ${names?.map}`;
      return { name: `${sample.path}#${at}`, text: JSON.stringify(typed.unit), profiles: profile };
    });
  });
}

interface Expectation {
  readonly map: string;
  readonly source: string | null;
  readonly fails?: string;
}

function suiteTests(): readonly Expectation[] {
  if (!hasSuite) return [];
  const text = readFileSync(join(suite, 'expectations.json'), 'utf8');
  const { tests } = JSON.parse(text) as { readonly tests: readonly Expectation[] };
  return tests.filter(({ source, fails }) => source !== null && fails === undefined);
}

function compiledSuite(): ReadonlyMap<string, CompiledMaps> {
  const files = [...new Set(suiteTests().map(({ map }) => map))];
  return new Map(
    files.map((file) => {
      const maps = [{ file, text: readFileSync(join(suite, file), 'utf8') }];
      return [file, compileMaps({ maps, conceptMaps: [], model: r4TypeModel() })];
    }),
  );
}

let bundle: string;
const folder = mkdtempSync(join(tmpdir(), 'sampan-maps-'));
beforeAll(async () => {
  if (hasWorkerd) bundle = await bundleMaps(folder, compiledSuite());
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function expectSame(documents: readonly VerdictDocument[]): Promise<void> {
  const onNode = verdictsOnNode(bundle, documents).split('\n');
  expect(onNode.length).toBe(documents.length + 1);
  expect(onNode.filter((line) => / (thrown: .*|no map)$/.test(line))).toEqual([]);
  expect(onNode[0]).toContain('"trace":[{"target":');
  expect((await verdictsOnWorkerd(bundle, documents)).split('\n')).toEqual(onNode);
}

it.skipIf(!hasWorkerd)(
  'of every unit of the samples',
  async () => await expectSame(await sampleDocuments()),
  60_000,
);

it.skipIf(!hasWorkerd || !hasSuite)(
  'of the sources of fml-matchbox',
  async () => {
    const documents = suiteTests().map(({ map, source }, at) => {
      const text = readFileSync(join(suite, source ?? ''), 'utf8');
      return { name: `${source}#${at}`, text, profiles: map };
    });
    await expectSame(documents);
  },
  30_000,
);
