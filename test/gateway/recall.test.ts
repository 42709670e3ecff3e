/** Bytes that come again: answered without being read as long as nothing has changed. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createMac } from '../../src/adapters/crypto/mac.ts';
import type { Finding } from '../../src/base/finding.ts';
import type { PreparedUnit } from '../../src/gateway/ports/prepared.ts';
import type { Translator } from '../../src/gateway/ports/services.ts';
import {
  bodyOf,
  type GatewayUnderTest,
  type Status,
  startUnderTest,
} from '../http/gateway-under-test.ts';
import {
  answers,
  placeOf,
  replacement,
  type SendOptions,
  sendingTo,
  voiding,
} from '../http/send-claims.ts';
import type { SampleClaim } from './sample-claims.ts';
import { sampleTranslator } from './sample-claims.ts';

const sample = sampleTranslator(createMac(new Uint8Array(32).fill(7)));
let translated = 0;

const finding = (code: string, severity: Finding['severity']): Finding => ({
  ...{ code, severity, issue: 'value', places: [], params: {} },
});

/** Of some claims more is known: a warning, or what a register must hold. */
function furnished(unit: PreparedUnit): PreparedUnit {
  if (unit.key.startsWith('warned')) {
    return { ...unit, findings: [finding('SAMPLE-WARNING', 'warning')] };
  }
  if (!unit.key.startsWith('asks')) return unit;
  const asked = { registry: 'wards', key: unit.key, finding: finding('SAMPLE-WARD', 'warning') };
  return { ...unit, lookups: [asked] };
}

const translator: Translator & { close(): Promise<void> } = {
  translate: async (request) => {
    translated += 1;
    const translation = await sample.translate(request);
    return { ...translation, units: translation.units.map(furnished) };
  },
  close: async () => undefined,
};

let gateway: GatewayUnderTest;
beforeAll(async () => {
  const options = { databaseUrl: 'memory:', translator };
  gateway = await startUnderTest(options);
});
afterAll(async () => {
  await gateway.close();
});
beforeEach(() => {
  translated = 0;
});

const { post } = sendingTo(() => gateway);

/** What is answered a unit, and whether the bytes were read for it. */
async function sent(claims: readonly SampleClaim[], options?: SendOptions) {
  const before = translated;
  const told = (await answers(await post(claims, options))).map(
    ({ status, location = '', codes }) => [status, location.split('/').at(-1), ...codes].join(' '),
  );
  return { told, read: translated > before };
}

const again = '200 1 SAMPAN-GATEWAY-DUPLICATE';

it('tells each unit that it is there already, and reads nothing', async () => {
  const claims = [
    { number: 'warned-1' },
    { number: 'r-2' },
    { number: 'r-3', state: 'not-claimed' },
  ] as const;
  const first = await sent(claims);
  expect(first).toEqual({
    told: ['201 1 SAMPLE-WARNING', '201 1 SAMPAN-OK', '200  SAMPAN-OK'],
    read: true,
  });
  const told = ['200 1 SAMPLE-WARNING SAMPAN-GATEWAY-DUPLICATE', again, '200  SAMPAN-OK'];
  expect(await sent(claims)).toEqual({ told, read: false });
  const third = await post(claims, { headers: { 'idempotency-key': 'new' } });
  expect(translated).toBe(1);
  const status = await bodyOf<Status>(await gateway.send(placeOf(third)));
  expect(status.books).toMatchObject({ in: 3, duplicate: 2, notClaimed: 1 });
  const kept = await gateway.send('/fhir/Claim?_count=0');
  expect(await bodyOf<{ total: number }>(kept)).toMatchObject({ total: 2 });
});

it('reads them where they are read as something else', async () => {
  const claims = [{ number: 'as-1' }];
  await sent(claims);
  const charset = { headers: { 'content-type': 'application/json; charset=utf-8' } };
  expect(await sent(claims, charset)).toEqual({ told: [again], read: true });
  expect(await sent(claims, { channel: 'sample-other' })).toMatchObject({ read: true });
  expect(await sent(claims, { query: '?dry-run=true' })).toMatchObject({ read: true });
  expect(await sent(claims, replacement)).toEqual({ told: [again], read: true });
  const annex = await gateway.send('/submissions/sample', {
    ...{ method: 'POST', key: 'key-annex', body: JSON.stringify(claims) },
    headers: { 'content-type': 'application/json' },
  });
  expect((await answers(annex)).map(({ status }) => status)).toEqual(['201']);
});

it('reads them once a claim of theirs has moved on', async () => {
  const claims = [{ number: 'on-1' }, { number: 'on-2' }];
  await sent(claims);
  await sent([{ number: 'on-2', amount: 7 }], replacement);
  const old = '200 2 SAMPAN-GATEWAY-SUPERSEDED';
  expect(await sent(claims)).toEqual({ told: [again, old], read: true });
  await sent([{ number: 'on-1' }], voiding);
  const { told, read } = await sent(claims);
  expect([told[0], read]).toEqual(['409 2 SAMPAN-GATEWAY-VOIDED', true]);
});

it('reads what was refused or is in conflict, each time', async () => {
  const claims = [{ number: 'no-1', state: 'rejected' }] as const;
  for (const _time of [1, 2]) {
    expect(await sent(claims)).toEqual({ told: ['422  SAMPLE-REJECTED'], read: true });
  }
  await sent([{ number: 'no-2' }]);
  for (const _time of [1, 2]) {
    expect(await sent([{ number: 'no-2', amount: 2 }])).toMatchObject({ read: true });
  }
});

it('reads them when a register says something else', async () => {
  const claims = [{ number: 'asks-1' }];
  const load = async (ward: string) => {
    await gateway.send('/registers?name=wards&key-column=ward', {
      ...{
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: `ward,open\n${ward},1\n`,
      },
    });
  };
  await sent(claims);
  expect(await sent(claims)).toEqual({ told: [again], read: false });
  await load('other');
  const warned = '200 1 SAMPLE-WARD SAMPAN-GATEWAY-DUPLICATE';
  expect(await sent(claims)).toEqual({ told: [warned], read: true });
  expect(await sent(claims)).toEqual({ told: [warned], read: true });
  await load('asks-1');
  expect(await sent(claims)).toEqual({ told: [again], read: true });
  expect(await sent(claims)).toEqual({ told: [again], read: false });
});
