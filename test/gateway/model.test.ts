/** Random submissions of two tenants against a model of the table of decisions. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GatewayUnderTest, startUnderTest } from '../http/gateway-under-test.ts';
import { type SampleClaim, sampleBytes } from './sample-claims.ts';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await startUnderTest();
});
afterAll(async () => {
  await gateway.close();
});

interface Step {
  readonly tenant: 'one' | 'two';
  readonly claims: readonly SampleClaim[];
  /** Idempotency-Key; undefined: none is sent. */
  readonly key: string | undefined;
  readonly allOrNothing: boolean;
}

const claim: fc.Arbitrary<SampleClaim> = fc.record({
  number: fc.constantFrom('a', 'b', 'c'),
  amount: fc.constantFrom(1, 2),
  state: fc.constantFrom('acceptable', 'acceptable', 'acceptable', 'rejected', 'open'),
});

const step: fc.Arbitrary<Step> = fc.record({
  tenant: fc.constantFrom('one', 'two'),
  claims: fc.array(claim, { minLength: 1, maxLength: 3 }),
  key: fc.constantFrom(undefined, undefined, 'k1', 'k2'),
  allOrNothing: fc.boolean(),
});

/** What the gateway must answer: the status of the request, or those of the units. */
type Answer = readonly string[];

/** The table of decisions, as little as it takes. */
class Model {
  readonly #current = new Map<string, string>();
  readonly #keys = new Map<string, { readonly body: string; readonly answer: Answer }>();

  answer({ tenant, claims, key, allOrNothing }: Step): Answer {
    const body = JSON.stringify(claims);
    const known = key === undefined ? undefined : this.#keys.get(`${tenant} ${key}`);
    if (known) return known.body === body ? known.answer : ['request 422'];
    const after = new Map(this.#current);
    const first = claims.map((each) => Model.#decide(after, tenant, each));
    const failed = first.some((status) => status === '422' || status === '409');
    const answer = allOrNothing && failed ? this.#withheld(tenant, claims, first) : first;
    if (!(allOrNothing && failed)) {
      for (const [name, fingerprint] of after) this.#current.set(name, fingerprint);
    }
    if (key !== undefined) this.#keys.set(`${tenant} ${key}`, { body, answer });
    return answer;
  }

  get size(): number {
    return this.#current.size;
  }

  static #decide(current: Map<string, string>, tenant: string, claim: SampleClaim): string {
    if (claim.state === 'rejected') return '422';
    if (claim.state === 'open') return '202';
    const name = `${tenant} ${claim.number}`;
    const fingerprint = JSON.stringify(claim);
    const known = current.get(name);
    if (known === undefined) {
      current.set(name, fingerprint);
      return '201';
    }
    return known === fingerprint ? '200' : '409';
  }

  /** What rests on a claim that was not stored in the end is not stored either. */
  #withheld(tenant: string, claims: readonly SampleClaim[], first: Answer): Answer {
    return first.map((status, at) => {
      const stored = this.#current.has(`${tenant} ${claims[at]?.number}`);
      return stored || status === '202' ? status : '422';
    });
  }
}

async function ask(run: number, { tenant, claims, key, allOrNothing }: Step): Promise<Answer> {
  const numbered = claims.map((each) => ({ ...each, number: `${run}-${each.number}` }));
  const response = await gateway.send(`/submissions/sample?all-or-nothing=${allOrNothing}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': `${run}-${key}` }),
    },
    body: sampleBytes(numbered) as Uint8Array<ArrayBuffer>,
    key: `key-${tenant}`,
  });
  const text = await response.text();
  if (response.status !== 200) return [`request ${response.status}`];
  return [...text.matchAll(/"response":\{"status":"(\d+)"/g)].map(([, status = '']) => status);
}

it('answers any sequence of submissions as the model does', async () => {
  let run = 0;
  let stored = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      run += 1;
      const model = new Model();
      for (const each of steps) expect(await ask(run, each)).toEqual(model.answer(each));
      stored += model.size;
    }),
    { numRuns: 60, endOnFailure: true },
  );
  const [one, two] = await Promise.all(
    ['key-one', 'key-two'].map(async (key) => {
      const found = await (await gateway.send('/fhir/Claim?_count=0', { key })).json();
      return (found as { readonly total: number }).total;
    }),
  );
  expect((one ?? 0) + (two ?? 0)).toBe(stored);
  const ledger = await gateway.delivered(stored);
  expect(ledger).toHaveLength(stored);
});
