/** What the front-door suite is run with on every runtime: the same keys, senders and samples. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { startPayerServer } from '../../src/cli/payer/server.ts';

/** Variables of a worker; on Node the same values are handed over directly. */
export interface RuntimeBindings {
  readonly [name: string]: string;
  readonly SAMPAN_CONFIG: string;
  /** JSON: sample name to base64 of its zip. */
  readonly TEST_SAMPLES: string;
}

const SAMPLES = ['good-utf8-header', 'bad-utf8-header', 'good-tis620-noheader'];

export async function runtimeBindings(): Promise<RuntimeBindings> {
  const payers = await startPayerServer({
    ...{ host: '127.0.0.1', port: 0, background: true },
    payers: [{ id: 'nhso' }],
  });
  const sender = (id: string, facility: string) => ({
    ...{ id, tenant: id, country: 'th', facility, channels: ['th-eclaim-16'] },
    key: `env:KEY_${id.toUpperCase()}`,
  });
  const config = {
    identityKey: 'env:IDENTITY_KEY',
    sealingKeys: [{ id: 's1', key: 'env:SEALING_KEY' }],
    senders: [sender('hospital', '99999'), sender('other', '11111')],
    payers: [
      {
        ...{ id: 'nhso', country: 'th', key: 'env:KEY_NHSO' },
        url: `${payers.url}/payers/nhso/fhir`,
      },
    ],
  };
  return {
    SAMPAN_CONFIG: JSON.stringify(config, null, 2),
    IDENTITY_KEY: '07'.repeat(32),
    SEALING_KEY: '09'.repeat(32),
    KEY_HOSPITAL: 'key-hospital',
    KEY_OTHER: 'key-other',
    KEY_NHSO: 'key-nhso',
    TEST_SAMPLES: JSON.stringify(sampleZips()),
  };
}

function sampleZips(): Record<string, string> {
  const root = 'mappings/th/th-eclaim-16/samples';
  const zips = globSync(`{${SAMPLES.join(',')}}/input`, { cwd: root }).map((folder) => {
    const path = join(root, folder);
    const names = readdirSync(path).sort();
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name))]));
    const bytes = zipSync(files, { mtime: '2026-01-01T00:00:00Z' });
    return [folder.replace('/input', ''), Buffer.from(bytes).toString('base64')];
  });
  return Object.fromEntries(zips);
}
