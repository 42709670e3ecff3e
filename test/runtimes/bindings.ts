/** What the front-door suite is run with on every runtime: the same keys, senders and samples. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { publishedKey } from '../../src/channel/identity.ts';
import { translate } from '../../src/channel/translate.ts';
import { loadChannel, loadProfiles } from '../../src/cli/catalogue.ts';
import { startPayerServer } from '../../src/cli/payer/server.ts';

/** Variables of a worker; on Node the same values are handed over directly. */
export interface RuntimeBindings {
  readonly [name: string]: string;
  readonly SAMPAN_CONFIG: string;
  /** JSON: sample name to base64 of its bytes. */
  readonly TEST_SAMPLES: string;
}

const SAMPLES = ['good-utf8-header', 'bad-utf8-header', 'good-tis620-noheader'];

export async function runtimeBindings(): Promise<RuntimeBindings> {
  const payers = await startPayerServer({
    ...{ host: '127.0.0.1', port: 0, background: true },
    payers: [{ id: 'nhso' }],
  });
  const sender = (id: string, facility: string) => ({
    ...{ id, tenant: id, country: 'th', facility, channels: ['th-eclaim-16', 'fhir'] },
    key: `env:KEY_${id.toUpperCase()}`,
  });
  const clinic = (id: string, facility: string) => ({
    ...{ ...sender(id, facility), country: 'cn' },
    channels: ['cn-nhsa-journal', 'cn-nhsa-4101', 'cn-id-card', 'cn-manual'],
  });
  const shanghai = { ...clinic('shanghai', '99999999404'), channels: ['cn-sh-journal'] };
  const vietnam = { ...sender('vietnam', '01999'), country: 'vn', channels: ['vn-xml'] };
  const config = {
    identityKey: 'env:IDENTITY_KEY',
    sealingKeys: [{ id: 's1', key: 'env:SEALING_KEY' }],
    senders: [
      ...[sender('hospital', '99999'), sender('other', '11111')],
      ...[clinic('clinic', 'H99999999999'), clinic('desk', 'H00000000000'), shanghai, vietnam],
    ],
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
    KEY_CLINIC: 'key-clinic',
    KEY_DESK: 'key-desk',
    KEY_SHANGHAI: 'key-shanghai',
    KEY_VIETNAM: 'key-vietnam',
    KEY_NHSO: 'key-nhso',
    TEST_SAMPLES: JSON.stringify({
      ...sampleZips(),
      ...(await otherForms()),
      ...visits(),
      ...elsewhere(),
    }),
  };
}

const GOOD = 'mappings/th/th-eclaim-16/samples/good-utf8-header/input';

/** The good set with one drug named otherwise, and the good set as FHIR. */
async function otherForms(): Promise<Record<string, string>> {
  const files = readdirSync(GOOD)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(GOOD, name)) }));
  const changed = files.map(({ name, bytes }) => {
    const text = bytes.toString('utf8').replace('metformin 500 mg tab', 'metformin 500 mg tablet');
    return [name, Buffer.from(text)] as const;
  });
  const channel = await loadChannel('th-eclaim-16');
  const options = { tenant: '', identityKey: publishedKey, profiles: await loadProfiles() };
  const { units } = translate(channel, { channel: 'th-eclaim-16', files }, options);
  const entry = units.map(({ bundle }) => ({ resource: bundle }));
  const fhir = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
  const one = JSON.stringify(units[0]?.bundle).replaceAll('260105000001', '260105000999');
  const zip = zipSync(Object.fromEntries(changed), { mtime: '2026-01-01T00:00:00Z' });
  return {
    'good-changed': Buffer.from(zip).toString('base64'),
    'good-fhir': Buffer.from(fhir).toString('base64'),
    'one-fhir': Buffer.from(one).toString('base64'),
    'changed-fhir': Buffer.from(fhir.replace('500 mg tab', '500 mg tabs')).toString('base64'),
  };
}

/** A stay in three parts, which overlap, and cards. */
function visits(): Record<string, string> {
  const read = (path: string) => readFileSync(join('mappings/cn', path));
  const stay = read('cn-nhsa-journal/samples/stay-with-list-a/input.ndjson');
  const lines = stay.toString('utf8').trimEnd().split('\n');
  const part = (from: number, to: number) => Buffer.from(lines.slice(from, to).join('\n'));
  const listed = read('cn-nhsa-journal/samples/stay-with-list/input.ndjson').toString('utf8');
  const calls = listed.trimEnd().split('\n');
  const isList = (call: string) => call.startsWith('{"request":{"infno":"4101"');
  const list = calls.filter(isList).map((call) => JSON.stringify(JSON.parse(call).request));
  const cards = 'cn-id-card/samples';
  const samples = {
    ...{ stay, 'stay-beginning': part(0, 4), 'stay-middle': part(2, 5), 'stay-end': part(5, 99) },
    list: Buffer.from(list.join('\n')),
    'stay-of-list': Buffer.from(calls.filter((call) => !isList(call)).join('\n')),
    undone: read('cn-nhsa-journal/samples/settlement-undone/input.ndjson'),
    card: read(`${cards}/call-1101/input.json`),
    'card-text': read(`${cards}/resident-card-text/input.txt`),
    'card-photograph': read(`${cards}/photograph-refused/input.json`),
  };
  const entries = Object.entries(samples).map(([name, bytes]) => [name, bytes.toString('base64')]);
  return Object.fromEntries(entries);
}

/** Samples as they lie there: Shanghai's journal, manual reimbursement, claim XML. */
function elsewhere(): Record<string, string> {
  const samples = {
    ...{ 'cn-sh-journal': ['good-stay', 'internet-hospital', 'refunded-and-faulty'] },
    ...{ 'cn-manual': ['emergency-elsewhere', 'faulty'] },
    'vn-xml': ['visit-base64', 'two-treatments-one-rejected'],
  };
  const found = Object.entries(samples).flatMap(([channel, names]) =>
    globSync(`mappings/*/${channel}/samples/{${names.join(',')}}/input.*`).map((path) => {
      const [, , , , name = ''] = path.split('/');
      return [`${channel}/${name}`, readFileSync(path).toString('base64')] as const;
    }),
  );
  return Object.fromEntries(found);
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
