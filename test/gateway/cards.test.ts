/** Cards read at a desk: kept as the person, delivered to who asks, never with a photograph. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMac } from '../../src/adapters/crypto/mac.ts';
import { streamUnits } from '../../src/channel/translate.ts';
import type { Translator } from '../../src/gateway/ports/services.ts';
import { prepareTranslation } from '../../src/gateway/prepare.ts';
import { joinProfiles } from '../../src/profile/runtime/index.ts';
import { madeUpCards } from '../channel/made-up-cards.ts';
import { type GatewayUnderTest, startUnderTest, statusWhen } from '../http/gateway-under-test.ts';

const identityKey = new Uint8Array(32).fill(7);
const mac = createMac(identityKey);
const profiles = { ...joinProfiles([]), validate: () => [], validator: () => () => [] };

/** What comes through one of the channels is for the payer that asks for card reads. */
const translator: Translator & { close(): Promise<void> } = {
  translate: async ({ tenant, submission }) => {
    const stream = streamUnits(madeUpCards, submission, { tenant, identityKey, profiles });
    const prepared = prepareTranslation(stream, { tenant, mac });
    const payer = submission.channel === 'sample-other' ? 'payer-2' : 'payer-1';
    return { ...prepared, units: prepared.units.map((unit) => ({ ...unit, payer })) };
  },
  close: async () => undefined,
};

let gateway: GatewayUnderTest;
beforeAll(async () => {
  const options = { limits: {}, translator };
  gateway = await startUnderTest(options);
});
afterAll(async () => {
  await gateway.close();
});

function read(body: object, path = 'sample-correcting'): Promise<Response> {
  return gateway.send(`/submissions/${path}`, {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
  });
}

/** Bodies of requests in the store. */
function requestsKept(): number {
  const database = new DatabaseSync(join(gateway.folder, 'sampan.db'), { readOnly: true });
  const row = database.prepare("SELECT COUNT(*) AS kept FROM body WHERE kind = 'request'").get();
  database.close();
  return Number(row?.kept);
}

interface Answer {
  readonly entry: readonly {
    readonly response: { readonly status: string; readonly location: string };
  }[];
}

async function statusOf(response: Response): Promise<string> {
  const { entry } = (await response.json()) as Answer;
  return (
    entry.map(({ response: { status, location } }) => `${status.slice(0, 3)} ${location}`)[0] ?? ''
  );
}

const card = { pid: '1-23', born: 20000131, at: '08:00' };

describe('a card', () => {
  it('is the person, once a read, and opens a visit', async () => {
    const first = await statusOf(await read(card));
    expect(first).toMatch(/^201 Patient\//);
    expect(await statusOf(await read(card))).toBe(first.replace('201', '200'));
    const later = await statusOf(await read({ ...card, at: '09:00' }));
    expect(later).toMatch(/^201 Patient/);
    const opened = await statusOf(await read(card, 'sample-correcting?visit=V7'));
    expect(opened).toMatch(/^201 Patient\//);
    const found = await gateway.send('/fhir/Encounter?identifier=V7');
    expect(await found.json()).toMatchObject({ entry: [{ resource: { status: 'arrived' } }] });
  });

  it('is named in no text by its whole number', async () => {
    const number = '1103700123456';
    const at = '13:00';
    await read({ ...card, pid: number, at });
    const again = await read({ ...card, pid: number, at, main: { code: 'C2' } });
    const text = await again.text();
    expect(text).toContain('SAMPAN-GATEWAY-CORRECTED');
    expect(text.match(/"text":"[^"]*"/g)?.join()).toContain('•••••••••3456');
    expect(text.match(/"text":"[^"]*"/g)?.join()).not.toContain(number);
  });

  it('goes to a payer that asks for it, and to no other', async () => {
    const asked = await read({ ...card, at: '10:00' }, 'sample-other');
    const place = asked.headers.get('location') ?? '';
    const status = await statusWhen(gateway, place, ({ units }) => {
      return units[0]?.delivery?.state === 'delivered';
    });
    expect(status.units[0]?.delivery).toEqual({ payer: 'payer-2', state: 'delivered' });
    const other = await read({ ...card, at: '11:00' });
    const unasked = await gateway.send(other.headers.get('location') ?? '');
    const { units } = (await unasked.json()) as { units: readonly object[] };
    expect(units[0]).not.toHaveProperty('delivery');
  });

  it('with a photograph is refused, and nothing of it is kept', async () => {
    const before = requestsKept();
    const response = await read({ ...card, photo: 'PHOTOGRAPH' });
    expect(response.status).toBe(422);
    const text = await response.text();
    expect(text).toContain('X-PHOTO');
    expect(text).not.toContain('PHOTOGRAPH');
    expect(requestsKept()).toBe(before);
    await read({ ...card, at: '12:00' });
    expect(requestsKept()).toBe(before + 1);
  });
});
