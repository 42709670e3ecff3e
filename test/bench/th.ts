/** The 16-file channel: bytes to validated bundles, against JSON.parse and a peer's validator. */
import { readdirSync, readFileSync } from 'node:fs';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import type { Resource as PeerResource, StructureDefinition } from '@medplum/fhirtypes';
import { publishedKey } from '../../src/channel/identity.ts';
import { translate } from '../../src/channel/translate.ts';
import type { SourceFile } from '../../src/channel/translation.ts';
import { loadChannel, loadProfiles } from '../../src/cli/catalogue.ts';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import { compare, print } from './timing.ts';

const sample = 'mappings/th/th-eclaim-16/samples/good-utf8-header/input';
const copies = 300;

/** The sample set as if `copies` families had come: every key with its own suffix. */
function manyVisits(): readonly SourceFile[] {
  const keys = /(?<=^|\|)(?:0000001|0000003|0000002|260105000001|260106000002|690000001)(?=\||$)/g;
  return readdirSync(sample).map((name) => {
    const [header = '', ...rows] = readFileSync(`${sample}/${name}`, 'utf8')
      .trimEnd()
      .split('\r\n');
    const all = Array.from({ length: copies }, (_, copy) => {
      return rows.map((row) => row.replace(keys, (key) => `${key}${copy}`));
    });
    return { name, bytes: Buffer.from([header, ...all.flat(), ''].join('\r\n')) };
  });
}

export async function run(): Promise<void> {
  const [channel, profiles] = await Promise.all([loadChannel('th-eclaim-16'), loadProfiles()]);
  const files = manyVisits();
  const options = { tenant: '', identityKey: publishedKey, profiles };
  const convert = () => translate(channel, { channel: 'th-eclaim-16', files }, options);
  const { units } = convert();
  const accepted = units.filter(({ state }) => state === 'acceptable');
  const bundles = accepted.map(({ bundle }) => JSON.stringify(bundle));
  const bytes = bundles.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const source = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const bytesIn = Math.round(source / units.length);
  const bytesOut = Math.round(bytes / accepted.length);
  console.log(`${units.length} claims, ${accepted.length} acceptable`);
  console.log(`${bytesIn} bytes in, ${bytesOut} bytes of bundle each`);
  const structures = (r4Definitions().structures as unknown as StructureDefinition[]).filter(
    ({ derivation, kind }) => derivation !== 'constraint' && kind !== 'logical',
  );
  indexStructureDefinitionBundle(structures);
  const peers = bundles.slice(0, 20).map((text) => JSON.parse(text) as PeerResource);
  const timings = compare([
    {
      name: 'JSON.parse of the bundles',
      count: bundles.length,
      run: () => bundles.map((b) => JSON.parse(b)),
    },
    { name: 'read, map, validate (this)', count: units.length, run: convert },
    {
      name: '@medplum/core validateResource alone',
      count: peers.length,
      run: () => peers.map(validatePeer),
    },
  ]);
  print(timings, 'JSON.parse of the bundles');
  const own = timings[1]?.microseconds ?? 1;
  console.log(`${Math.round(1e6 / own)} claims a second on one core, bytes to validated bundle`);
}

/** The peer throws what it finds. */
function validatePeer(resource: PeerResource): unknown {
  try {
    return validateResource(resource);
  } catch (error) {
    return error;
  }
}
