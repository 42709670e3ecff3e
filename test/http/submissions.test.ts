import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SampleClaim, sampleBytes } from '../gateway/sample-claims.ts';
import { type GatewayUnderTest, startUnderTest, statusWhen } from './gateway-under-test.ts';

interface Entry {
  readonly response: {
    readonly status: string;
    readonly location?: string;
    readonly etag?: string;
    readonly outcome: { readonly issue: readonly Issue[] };
  };
}

interface Issue {
  readonly details: {
    readonly coding: readonly { readonly code: string }[];
    readonly text: string;
  };
}

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest();
});
afterAll(async () => {
  await gateway.close();
});

const JSON_TYPE = { 'content-type': 'application/json' };

async function post(
  claims: readonly SampleClaim[],
  { query = '', headers = {}, key = 'key-one' } = {},
): Promise<Response> {
  const body = sampleBytes(claims) as Uint8Array<ArrayBuffer>;
  const all = { ...JSON_TYPE, ...headers };
  return await gateway.send(`/submissions/sample${query}`, {
    method: 'POST',
    body,
    headers: all,
    key,
  });
}

async function entries(response: Response): Promise<readonly Entry[]> {
  expect(response.status).toBe(200);
  const bundle = (await response.json()) as { type: string; entry: readonly Entry[] };
  expect(bundle.type).toBe('batch-response');
  return bundle.entry;
}

const statuses = (list: readonly Entry[]) => list.map(({ response }) => response.status);
const codes = (entry: Entry | undefined) =>
  entry?.response.outcome.issue.map(({ details }) => details.coding[0]?.code);

describe('decisions over HTTP', () => {
  it('D1: takes new claims, each with a location, and delivers each once', async () => {
    const before = (await gateway.ledger()).length;
    const response = await post([{ number: 'd1-a' }, { number: 'd1-b' }]);
    expect(response.headers.get('location')).toMatch(/^\/submissions\/[\w-]{36}$/);
    const list = await entries(response);
    expect(statuses(list)).toEqual(['201', '201']);
    expect(list[0]?.response.location).toMatch(/^Claim\/[\w-]{36}\/_history\/1$/);
    expect(list[0]?.response.etag).toBe('W/"1"');
    const ledger = await gateway.delivered(before + 2);
    expect(
      ledger
        .slice(before)
        .map(({ number }) => number)
        .sort(),
    ).toEqual(['d1-a', 'd1-b']);
    expect(ledger.every(({ received, effects }) => received === 1 && effects === 1)).toBe(true);
  });

  it('D2, D4: answers a repeated key byte for byte, and refuses other bytes under it', async () => {
    const headers = { 'idempotency-key': 'd2' };
    const first = await post([{ number: 'd2' }], { headers });
    const again = await post([{ number: 'd2' }], { headers });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await again.text()).toBe(await first.text());
    const other = await post([{ number: 'd2-other' }], { headers });
    expect(other.status).toBe(422);
    expect(await other.text()).toContain('idempotency-key-reused');
    const elsewhere = await post([{ number: 'd2' }], { headers, key: 'key-two' });
    expect(statuses(await entries(elsewhere))).toEqual(['201']);
  });

  it('D2, D3: gives 64 equal requests with one key one effect and one answer', async () => {
    const headers = { 'idempotency-key': 'd3' };
    const all = await Promise.all(
      Array.from({ length: 64 }, () => post([{ number: 'd3' }], { headers })),
    );
    const texts = await Promise.all(all.map((response) => response.text()));
    expect(all.every(({ status }) => status === 200)).toBe(true);
    expect(new Set(texts).size).toBe(1);
    const replayed = all.filter(({ headers: got }) => got.get('idempotency-replayed') === 'true');
    expect(replayed).toHaveLength(63);
  });

  it('D5: takes the same claim again as a duplicate and does not forward it', async () => {
    const [first] = await entries(await post([{ number: 'd5', amount: 5 }]));
    const [again] = await entries(await post([{ number: 'd5', amount: 5.0 }]));
    expect(again?.response.status).toBe('200');
    expect(again?.response.location).toBe(first?.response.location);
    expect(codes(again)).toEqual(['SAMPAN-GATEWAY-DUPLICATE']);
  });

  it('D5: lets one of 64 equal requests with different keys be new', async () => {
    const all = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        post([{ number: 'd5-race' }], { headers: { 'idempotency-key': `d5-${n}` } }),
      ),
    );
    const results = await Promise.all(all.map(async (one) => statuses(await entries(one))[0]));
    expect(results.filter((status) => status === '201')).toHaveLength(1);
    expect(results.filter((status) => status === '200')).toHaveLength(63);
  });

  it('D6: parks other content as a conflict and names the paths, not the values', async () => {
    await post([{ number: 'd6', amount: 1111 }]);
    const [conflict] = await entries(await post([{ number: 'd6', amount: 2222 }]));
    expect(conflict?.response).toMatchObject({ status: '409', etag: 'W/"1"' });
    expect(codes(conflict)).toEqual(['SAMPAN-GATEWAY-CONFLICT']);
    const text = conflict?.response.outcome.issue[0]?.details.text ?? '';
    expect(text).toContain('amount');
    expect(text).not.toContain('2222');
  });

  it('sees a claim twice in one submission as new and duplicate, and as conflict', async () => {
    const list = await entries(
      await post([{ number: 'twin' }, { number: 'twin' }, { number: 'twin', amount: 9 }]),
    );
    expect(statuses(list)).toEqual(['201', '200', '409']);
  });

  it('D16, D17: answers each unit for itself, in order', async () => {
    const list = await entries(
      await post([
        { number: 'd16-bad', state: 'rejected' },
        { number: 'd16-good' },
        { number: 'd16-open', state: 'open' },
        { number: 'd16-none', state: 'not-claimed' },
      ]),
    );
    expect(statuses(list)).toEqual(['422', '201', '202', '200']);
    expect(codes(list[0])).toEqual(['SAMPLE-REJECTED']);
    const [later] = await entries(await post([{ number: 'd16-bad' }]));
    expect(later?.response.status).toBe('201');
  });

  it('D17: stores none with all-or-nothing if one fails, and replays the same list', async () => {
    const claims: readonly SampleClaim[] = [
      { number: 'all-1' },
      { number: 'all-2', state: 'rejected' },
    ];
    const options = { query: '?all-or-nothing=true', headers: { 'idempotency-key': 'd17' } };
    const first = await post(claims, options);
    const text = await first.clone().text();
    const list = await entries(first);
    expect(statuses(list)).toEqual(['422', '422']);
    expect(codes(list[0])).toEqual(['SAMPAN-GATEWAY-WITHHELD']);
    expect(await (await post(claims, options)).text()).toBe(text);
    expect(statuses(await entries(await post([{ number: 'all-1' }])))).toEqual(['201']);
  });

  it('D18: gives no hint of another tenant with the same number', async () => {
    const [mine] = await entries(await post([{ number: 'd18', amount: 1 }]));
    const other = await post([{ number: 'd18', amount: 2 }], { key: 'key-two' });
    const [theirs] = await entries(other);
    expect(theirs?.response.status).toBe('201');
    const place = `/fhir/${mine?.response.location}`;
    expect((await gateway.send(place)).status).toBe(200);
    expect((await gateway.send(place, { key: 'key-two' })).status).toBe(404);
    const submission = other.headers.get('location') ?? '';
    expect((await gateway.send(submission)).status).toBe(404);
    expect((await gateway.send(submission, { key: 'key-two' })).status).toBe(200);
  });

  it('stores nothing in a dry run, and gives the answer it would give', async () => {
    const [tried] = await entries(await post([{ number: 'dry' }], { query: '?dry-run=true' }));
    expect(tried?.response.status).toBe('201');
    const [real] = await entries(await post([{ number: 'dry' }]));
    expect(real?.response).toEqual(tried?.response);
  });
});

describe('the status of a submission', () => {
  it('has books that balance, each unit with its state and timeline', async () => {
    await post([{ number: 'books-old' }]);
    const response = await post([
      { number: 'books-new' },
      { number: 'books-old' },
      { number: 'books-old', amount: 1 },
      { number: 'books-bad', state: 'rejected' },
    ]);
    const location = response.headers.get('location') ?? '';
    const status = await statusWhen(
      gateway,
      location,
      ({ units }) => units[0]?.delivery?.state === 'delivered',
    );
    const { in: total, ...others } = status.books;
    expect(total).toBe(4);
    expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(others).toMatchObject({ new: 1, duplicate: 1, conflict: 1, rejected: 1 });
    expect(status.state).toBe('done');
    const events = status.units[0]?.timeline.map(({ event }) => event);
    expect(events).toEqual(['received', 'new', 'sent', 'acknowledged: acknowledged']);
  });

  it('takes a submission for later and works it off', async () => {
    const headers = { prefer: 'respond-async', 'idempotency-key': 'later' };
    const response = await post([{ number: 'later-1' }], { headers });
    expect(response.status).toBe(202);
    const place = response.headers.get('content-location') ?? '';
    const again = await post([{ number: 'later-1' }], { headers });
    expect(again.headers.get('content-location')).toBe(place);
    const status = await statusWhen(gateway, place, ({ state }) => state !== 'received');
    expect(status).toMatchObject({ state: 'done', books: { in: 1, new: 1 } });
    expect(status.units[0]).toMatchObject({ key: 'later-1', state: 'new' });
  });
});
