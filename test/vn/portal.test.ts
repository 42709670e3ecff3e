/** Claims to the insurance's own gateway: token, form, results, and what comes of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catalogueOf } from '../../src/assemble.ts';
import { loadBack, loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import { type PortalServer, startPortalServer } from '../../src/cli/payer/portal-server.ts';
import { type RunningGateway, startGateway } from '../../src/node.ts';
import { claimXml, medicine, service, treatment } from './synthetic.ts';
import { run } from './translated.ts';

const folder = mkdtempSync(join(tmpdir(), 'sampan-portal-'));
const channels = ['vn-xml'];
let portal: PortalServer;
let gateway: RunningGateway;

beforeAll(async () => {
  const back = await loadBack();
  const definition = back.find(({ definition: each }) => each.channel === 'vn-xml')?.definition;
  if (definition?.portal === undefined) throw new Error('vn-xml has no portal');
  portal = await startPortalServer(definition.portal);
  const parts = { profiles: await loadProfiles(), texts: await loadTexts(), back };
  gateway = await startGateway({
    ...{ folder: join(folder, 'data'), host: '127.0.0.1', port: 0, version: 'test' },
    config: {
      identityKey: new Uint8Array(32).fill(7),
      sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
      senders: [
        {
          ...{ kind: 'sender' as const, id: 'one', tenant: 'a', country: 'vn' },
          ...{ facility: '01999', key: 'key-one', channels },
        },
      ],
      payers: [
        {
          ...{ id: 'vss', country: 'vn', key: 'key-payer', concurrency: 1, url: portal.url },
          portal: { channel: 'vn-xml', username: '01999_BV', passwordHash: 'HASH' },
        },
      ],
    },
    catalogue: catalogueOf(await loadChannels(), parts),
    log: { event: () => undefined },
  });
});
afterAll(async () => {
  await gateway.close();
  await portal.close();
  rmSync(folder, { recursive: true, force: true });
});

const line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };
const authorization = 'Bearer key-one';

interface Status {
  readonly units: readonly {
    readonly delivery?: { readonly state: string };
    readonly answer?: { readonly state: string; readonly outcome: unknown };
  }[];
}

/** Sends the claim and waits until its delivery has come to an end. */
async function delivered(number: string) {
  const body = claimXml(
    [treatment([medicine(line, 1)], [service(line, 1)], { MA_LK: number })],
    'base64',
  );
  const headers = { authorization, 'content-type': 'application/xml' };
  const sent = await fetch(`${gateway.url}/submissions/vn-xml`, { method: 'POST', body, headers });
  const place = sent.headers.get('location') ?? '';
  for (;;) {
    const response = await fetch(`${gateway.url}${place}`, { headers: { authorization } });
    const [unit] = ((await response.json()) as Status).units;
    const state = unit?.delivery?.state ?? '';
    if (['delivered', 'refused'].includes(state)) return { state, unit };
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

it('delivers a claim as the XML it came from, with one token for several', async () => {
  expect((await delivered('LK1')).state).toBe('delivered');
  expect((await delivered('LK2')).state).toBe('delivered');
  expect(portal.tokens()).toBe(1);
  const [form] = portal.taken;
  expect(['username', 'loaiHoSo', 'maTinh', 'maCSKCB'].map((name) => form?.get(name))).toEqual([
    '01999_BV',
    '130',
    '01',
    '01999',
  ]);
  const xml = Buffer.from(form?.get('fileHSBase64') ?? '', 'base64').toString('utf8');
  expect(run(xml).units.map(({ key, findings }) => [key, findings])).toEqual([['LK1', []]]);
});

it('takes a new token when the old one is refused', async () => {
  portal.answerWith(['401', '200']);
  expect((await delivered('LK3')).state).toBe('delivered');
  expect(portal.tokens()).toBe(2);
});

it('is refused for good where the portal says so', async () => {
  portal.answerWith(['205']);
  const { state, unit } = await delivered('LK4');
  expect(state).toBe('refused');
  expect(JSON.stringify(unit?.answer?.outcome)).toContain('205');
});

it('sends the same claim again after a result that tells nothing', async () => {
  portal.answerWith(['500', '200']);
  expect((await delivered('LK5')).state).toBe('delivered');
  const numbers = portal.taken.length;
  expect(numbers).toBe(4);
}, 20_000);
