/** What payers post: matched, taken once, shown to the sender; what fits nothing is kept aside. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systems } from '../../src/fhir/canonical.ts';
import { sampleBytes } from '../gateway/sample-claims.ts';
import {
  bodyOf,
  type GatewayUnderTest,
  type Status,
  startUnderTest,
  statusWhen,
} from './gateway-under-test.ts';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest();
});
afterAll(async () => {
  await gateway.close();
});

interface Sent {
  readonly place: string;
  readonly id: string;
  readonly number: string;
  readonly payerKey: string;
}

let serial = 0;

/** A claim that the payer has. */
async function sent(key = 'key-one'): Promise<Sent> {
  serial += 1;
  const number = `answered-${serial}`;
  const response = await gateway.send('/submissions/sample', {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, key },
    body: sampleBytes([{ number }]) as Uint8Array<ArrayBuffer>,
  });
  const place = response.headers.get('location') ?? '';
  await statusWhen(gateway, place, ({ units }) => units[0]?.delivery?.state === 'delivered', key);
  const entry = (await gateway.ledger()).find((each) => each.number === number);
  return { place, number, id: entry?.claim ?? '', payerKey: entry?.payerKey ?? '' };
}

function answerTo(request: object, change: object = {}): object {
  return {
    ...{ resourceType: 'ClaimResponse', status: 'active', use: 'claim', outcome: 'complete' },
    ...{ created: '2026-03-02T10:00:00Z', request },
    ...change,
  };
}

function post(resource: object, headers: Record<string, string> = {}, key = 'key-payer-1') {
  const { resourceType } = resource as { readonly resourceType: string };
  return gateway.send(`/fhir/${resourceType}`, {
    ...{ method: 'POST', key, body: JSON.stringify(resource) },
    headers: { 'content-type': 'application/fhir+json', ...headers },
  });
}

async function stateOf({ place }: Sent): Promise<string | undefined> {
  return (await bodyOf<Status>(await gateway.send(place))).units[0]?.answer?.state;
}

const codeOf = async (response: Response) =>
  (await bodyOf<{ issue: { details: { coding: { code: string }[] } }[] }>(response)).issue[0]
    ?.details.coding[0]?.code;

describe('an answer', () => {
  it.each<[string, (sent: Sent) => object, (sent: Sent) => Record<string, string>]>([
    ['the id of the claim', ({ id }) => ({ reference: `Claim/${id}` }), () => ({})],
    ['its version', ({ id }) => ({ reference: `Claim/${id}/_history/1` }), () => ({})],
    ['the urn of the bundle', ({ id }) => ({ reference: `urn:uuid:${id}` }), () => ({})],
    [
      "the sender's number",
      ({ number }) => ({ identifier: { system: 'https://sample.example/claim', value: number } }),
      () => ({}),
    ],
    [
      "an id of the payer's own, and the number",
      ({ number }) => ({ reference: 'Claim/4711', identifier: { value: number } }),
      () => ({}),
    ],
    ['the number alone', ({ number }) => ({ identifier: { value: number } }), () => ({})],
    [
      'the payer key',
      ({ payerKey }) => ({ identifier: { system: systems.payerKey, value: payerKey } }),
      () => ({}),
    ],
    ['the header', () => ({}), ({ payerKey }) => ({ 'sampan-payer-key': payerKey })],
  ])('is matched by %s', async (_name, request, headers) => {
    const claim = await sent();
    const response = await post(answerTo(request(claim)), headers(claim));
    expect(response.status).toBe(201);
    expect(await stateOf(claim)).toBe('approved');
    const location = response.headers.get('location') ?? '';
    const read = await gateway.send(location);
    expect([read.status, await read.json()]).toMatchObject([200, { outcome: 'complete' }]);
    const found = await gateway.send(`/fhir/ClaimResponse?request=Claim/${claim.id}`);
    expect(await found.json()).toMatchObject({ total: 1 });
    // Another tenant sees nothing of it.
    expect((await gateway.send(location, { key: 'key-two' })).status).toBe(404);
  });

  it.each<[string, (taken: { id: string; location: string }) => object]>([
    ['its id here', ({ location }) => ({ reference: location.replace(/^\/fhir\//, '') })],
    [
      "the payer's own id",
      ({ id }) => ({ reference: `https://payer.example/ClaimResponse/${id}` }),
    ],
    ['its number', ({ id }) => ({ identifier: { system: 'urn:payer', value: id } })],
  ])('is what a payment follows that names it by %s', async (_name, response) => {
    const claim = await sent();
    const id = `r-${claim.number}`;
    const identifier = [{ system: 'urn:payer', value: id }];
    const answer = answerTo({ reference: `Claim/${claim.id}` }, { id, identifier });
    const location = (await post(answer)).headers.get('location') ?? '';
    const payment = (named: object) => ({
      ...{ resourceType: 'PaymentReconciliation', status: 'active', created: '2026-03-06' },
      ...{ paymentDate: '2026-03-06', paymentAmount: { value: 100, currency: 'XXX' } },
      detail: [{ type: { text: 'payment' }, response: named }],
    });
    const unknown = await post(payment({ reference: 'ClaimResponse/none' }), {}, 'key-payer-2');
    expect([unknown.status, await codeOf(unknown)]).toEqual([202, 'SAMPAN-PAYER-UNKNOWN']);
    const foreign = await post(payment(response({ id, location })), {}, 'key-payer-2');
    expect(foreign.status).toBe(202);
    expect((await post(payment(response({ id, location })))).status).toBe(201);
    expect(await stateOf(claim)).toBe('paid');
  });

  it('changes nothing the second time', async () => {
    const claim = await sent();
    const answer = answerTo({ reference: `Claim/${claim.id}` });
    const [first, ...again] = [await post(answer), await post(answer), await post(answer)];
    expect([first.status, ...again.map(({ status }) => status)]).toEqual([201, 200, 200]);
    expect(again[0]?.headers.get('location')).toBe(first.headers.get('location'));
    const { units } = await bodyOf<Status>(await gateway.send(claim.place));
    const events = units[0]?.timeline.filter(({ event }) => event.startsWith('answered'));
    expect(events?.map(({ event }) => event)).toEqual(['answered: approved']);
  });

  it('may be taken back until the claim is paid, and never by an older one', async () => {
    const claim = await sent();
    const about = { reference: `Claim/${claim.id}` };
    const at = (day: number, outcome: string) =>
      post(answerTo(about, { outcome, created: `2026-03-0${day}` }));
    await at(3, 'partial');
    await at(2, 'error');
    expect(await stateOf(claim)).toBe('partial');
    await at(4, 'error');
    expect(await stateOf(claim)).toBe('rejected');
    await at(5, 'complete');
    const payment = {
      ...{ resourceType: 'PaymentReconciliation', status: 'active', created: '2026-03-06' },
      ...{ paymentDate: '2026-03-06', paymentAmount: { value: 100, currency: 'XXX' } },
      detail: [{ type: { text: 'payment' }, request: about }],
    };
    expect((await post(payment)).status).toBe(201);
    expect(await stateOf(claim)).toBe('paid');
    await at(7, 'error');
    await at(8, 'queued');
    const { units } = await bodyOf<Status>(await gateway.send(claim.place));
    expect(units[0]?.timeline.slice(-7).map(({ event }) => event)).toEqual([
      'answered: partial',
      'answered: rejected (late)',
      'answered: rejected',
      'answered: approved',
      'answered: paid',
      'answered: rejected (contradiction)',
      'answered: queued (late)',
    ]);
    const alarms = gateway.logged.filter(({ fields }) => fields.contradiction === true);
    expect(alarms.map(({ level }) => level)).toEqual(['error']);
  });

  it('counts once if 16 equal ones come at once', async () => {
    const claim = await sent();
    const answer = answerTo({ reference: `Claim/${claim.id}` });
    const responses = await Promise.all(Array.from({ length: 16 }, () => post(answer)));
    const fresh = responses.filter(({ status }) => status === 201);
    expect([fresh.length, responses.every(({ status }) => status <= 201)]).toEqual([1, true]);
  });
});

describe('an answer that fits nothing', () => {
  beforeEach(() => {
    (gateway.logged as unknown[]).length = 0;
  });

  it.each<[string, (a: Sent, b: Sent) => object, Record<string, string>, string]>([
    ['an unknown claim', () => ({ reference: `Claim/${'0'.repeat(36)}` }), {}, 'UNKNOWN'],
    ['an unknown key', () => ({}), { 'sampan-payer-key': 'none' }, 'UNKNOWN'],
    ['nothing', () => ({}), {}, 'UNKNOWN'],
    [
      'two different claims',
      (a, b) => ({
        reference: `Claim/${b.id}`,
        identifier: { system: systems.payerKey, value: a.payerKey },
      }),
      {},
      'MISMATCH',
    ],
    [
      'the id of one claim and the number of another',
      (a, b) => ({ reference: `Claim/${a.id}`, identifier: { value: b.number } }),
      {},
      'MISMATCH',
    ],
  ])('is kept aside with an alarm: %s', async (_name, request, headers, code) => {
    const [a, b] = [await sent(), await sent()];
    const response = await post(answerTo(request(a, b), { disposition: _name }), headers);
    expect([response.status, await codeOf(response)]).toEqual([202, `SAMPAN-PAYER-${code}`]);
    expect([await stateOf(a), await stateOf(b)]).toEqual([undefined, undefined]);
    const alarm = gateway.logged.find(({ message }) => message === 'answer quarantined');
    expect(alarm?.fields.reason).toBe(code.toLowerCase());
  });

  it('is kept aside if it was withdrawn, or fits several claims', async () => {
    const claim = await sent();
    const about = { reference: `Claim/${claim.id}` };
    const withdrawn = await post(answerTo(about, { status: 'entered-in-error' }));
    expect(await codeOf(withdrawn)).toBe('SAMPAN-PAYER-WITHDRAWN');
    await gateway.send('/submissions/sample', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, key: 'key-two' },
      body: sampleBytes([{ number: claim.number }]) as Uint8Array<ArrayBuffer>,
    });
    const several = await post(answerTo({ identifier: { value: claim.number } }));
    expect(await codeOf(several)).toBe('SAMPAN-PAYER-SEVERAL');
  });

  it('is not taken from a sender, nor from another payer', async () => {
    const claim = await sent();
    const answer = answerTo({ reference: `Claim/${claim.id}` });
    expect((await post(answer, {}, 'key-one')).status).toBe(404);
    expect((await post(answer, {}, 'key-payer-2')).status).toBe(202);
    expect(await stateOf(claim)).toBeUndefined();
    expect((await post({ resourceType: 'ClaimResponse' }, {}, 'none')).status).toBe(401);
  });

  it('is refused if it is no such resource', async () => {
    const response = await gateway.send('/fhir/ClaimResponse', {
      ...{ method: 'POST', key: 'key-payer-1', body: '{"resourceType":"Patient"}' },
      headers: { 'content-type': 'application/fhir+json' },
    });
    expect(response.status).toBe(400);
  });
});

describe('a rejection in the reply', () => {
  it('is an answer like any other, and tells its code in the official words', async () => {
    await gateway.scenario({ name: 'reject', code: 'C1', times: 1 });
    const response = await gateway.send('/submissions/sample', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: sampleBytes([{ number: 'refused-1' }]) as Uint8Array<ArrayBuffer>,
    });
    const place = response.headers.get('location') ?? '';
    // The answer is taken before its delivery is at rest.
    const atRest = ({ units: [unit] }: Status) =>
      unit?.answer !== undefined && unit.delivery?.state === 'refused';
    const status = await statusWhen(gateway, place, atRest);
    expect(status.units[0]).toMatchObject({
      delivery: { state: 'refused' },
      answer: { payer: 'payer-1', state: 'rejected' },
    });
    const th = await gateway.send(place, { headers: { 'accept-language': 'th' } });
    const [unit] = (await bodyOf<Status>(th)).units;
    expect(unit?.answer?.outcome).toMatchObject({
      issue: [
        {
          severity: 'error',
          details: { coding: [{ code: 'SAMPAN-PAYER-REASON' }, { code: 'C1' }] },
        },
      ],
    });
    const text = JSON.stringify(unit?.answer?.outcome);
    expect(text).toContain('C1 เลขที่ไม่ถูกต้อง');
    expect(text).toContain('แก้แล้วส่งใหม่');
    // What is asked to be corrected may be corrected by sending again.
    const again = await gateway.send('/submissions/sample', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: sampleBytes([{ number: 'refused-1', amount: 7 }]) as Uint8Array<ArrayBuffer>,
    });
    const { entry } = await bodyOf<{ entry: { response: { status: string } }[] }>(again);
    expect(entry[0]?.response.status).toBe('201');
  });
});

describe('a payment of many claims', () => {
  it('is told each sender as far as it is theirs; what fits nothing is kept aside', async () => {
    const [mine, theirs] = [await sent(), await sent('key-two')];
    const detail = [mine.id, theirs.id, 'nobody'].map((id, at) => ({
      ...{ type: { text: 'payment' }, amount: { value: 100 + at, currency: 'XXX' } },
      request: { reference: `Claim/${id}` },
    }));
    const payment = {
      ...{ resourceType: 'PaymentReconciliation', status: 'active', created: '2026-03-06' },
      ...{ paymentDate: '2026-03-06', paymentAmount: { value: 303, currency: 'XXX' }, detail },
    };
    const response = await post(payment);
    expect([response.status, (await post(payment)).status]).toEqual([201, 200]);
    const seen = await Promise.all(
      (
        [
          [mine, 'key-one'],
          [theirs, 'key-two'],
        ] as const
      ).map(async ([claim, key]) => {
        const status = await bodyOf<Status>(await gateway.send(claim.place, { key }));
        const { state, location = '' } = status.units[0]?.answer ?? {};
        const read = await gateway.send(`/fhir/${location}`, { key });
        const { detail: shown } = await bodyOf<{ detail: typeof detail }>(read);
        return [state, shown.map(({ amount }) => amount.value)];
      }),
    );
    expect(seen).toEqual([
      ['paid', [100]],
      ['paid', [101]],
    ]);
    const other = await gateway.send('/quarantine?payer=payer-1', { key: 'key-payer-2' });
    const own = await gateway.send('/quarantine?payer=payer-2', { key: 'key-operator' });
    expect(await other.text()).toBe(await own.text());
    const aside = await gateway.send('/quarantine?payer=payer-1', { key: 'key-operator' });
    const { answers } = await bodyOf<{ answers: { kind: string }[] }>(aside);
    expect(answers.filter(({ kind }) => kind === 'PaymentReconciliation')).toHaveLength(1);
  });
});
