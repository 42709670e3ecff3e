/** Random sequences of the decisions D1 to D22, of several tenants and facilities, and a model. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PostgresServer,
  postgresMissing,
  startPostgres,
} from '../adapters/postgres-server.ts';
import {
  bodyOf,
  type GatewayUnderTest,
  startUnderTest,
  statusWhen,
} from '../http/gateway-under-test.ts';
import { type Answer, DecisionModel, reached, type Submit } from './decision-model.ts';
import { type SampleClaim, sampleBytes } from './sample-claims.ts';

let gateway: GatewayUnderTest;
/** Gateways on one store take turns. */
let urls: readonly string[] = [];
let turn = 0;

async function send(
  path: string,
  { key, headers, ...init }: RequestInit & { readonly key: string },
): Promise<Response> {
  turn += 1;
  const all = { ...(headers as Record<string, string>), authorization: `Bearer ${key}` };
  return await fetch(`${urls[turn % urls.length]}${path}`, { ...init, headers: all });
}

const SENDERS = ['one', 'two', 'annex'] as const;

const claim: fc.Arbitrary<SampleClaim> = fc.record(
  {
    number: fc.constantFrom('a', 'b'),
    amount: fc.constantFrom(1, 2),
    state: fc.constantFrom('acceptable', 'acceptable', 'acceptable', 'rejected', 'open'),
    intent: fc.constantFrom('original', 'replacement', 'void'),
    sequence: fc.constantFrom(['1'], ['2'], ['10']),
  },
  { requiredKeys: ['number', 'amount', 'state'] },
);

const often = <T>(value: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, fc.constantFrom(...others));

const submit: fc.Arbitrary<Submit> = fc.record({
  sender: often<string>(...SENDERS),
  channel: fc.constantFrom('sample', 'sample-correcting', 'sample-other'),
  claims: fc.array(claim, { minLength: 1, maxLength: 3 }),
  key: often(undefined, 'k1', 'k2'),
  intent: often<Submit['intent']>(undefined, 'original', 'replacement', 'void'),
  allOrNothing: often(false, true),
  ifMatch: often(undefined, 1, 2),
});

/** The real thing: one run's claims have a prefix of their own. */
interface Real {
  readonly run: number;
}

type Command = fc.AsyncCommand<DecisionModel, Real>;

class SubmitCommand implements Command {
  readonly submit: Submit;
  constructor(asked: Submit) {
    this.submit = asked;
  }

  check = () => true;

  async run(model: DecisionModel, real: Real): Promise<void> {
    const { answers, place } = await ask(real.run, this.submit);
    expect(answers).toEqual(model.submit(this.submit, place));
    for (const { place: early, ordinal } of model.arrived()) {
      const { units } = await statusWhen(
        gateway,
        early,
        (status) => status.units[ordinal - 1]?.state !== 'parked',
        keyOf(this.submit.sender),
      );
      expect(units[ordinal - 1]?.state).not.toBe('parked');
    }
  }

  toString = () => JSON.stringify(this.submit);
}

/** The last request again, word for word. */
class RepeatCommand implements Command {
  check = (model: Readonly<DecisionModel>) => model.last !== undefined;

  async run(model: DecisionModel, real: Real): Promise<void> {
    if (model.last) await new SubmitCommand(model.last).run(model, real);
  }

  toString = () => 'again';
}

class ReleaseCommand implements Command {
  readonly which: number;
  readonly decision: 'replace' | 'discard';
  constructor(which: number, decision: 'replace' | 'discard') {
    this.which = which;
    this.decision = decision;
  }

  check = (model: Readonly<DecisionModel>) => model.waiting.length > 0;

  async run(model: DecisionModel): Promise<void> {
    const waiting = model.waiting[this.which % model.waiting.length];
    if (waiting === undefined) return;
    const response = await send(`${waiting.place}/units/${waiting.ordinal}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ decision: this.decision }),
      key: keyOf(waiting.name.split(' ')[0] ?? ''),
    });
    expect(response.status).toBe(200);
    const [, status] = /"response":\{"status":"(\d+)"/.exec(await response.text()) ?? [];
    expect(status).toBe(model.release(waiting, this.decision));
  }

  toString = () => `${this.decision} ${this.which}`;
}

const keyOf = (sender: string) => `key-${sender}`;

interface Asked {
  readonly answers: readonly Answer[];
  readonly place: string;
}

async function ask(run: number, asked: Submit): Promise<Asked> {
  const { sender, channel, key, intent, allOrNothing, ifMatch } = asked;
  const claims = asked.claims.map((each) => ({ ...each, number: `${run}-${each.number}` }));
  const query = new URLSearchParams({ 'all-or-nothing': String(allOrNothing) });
  if (intent !== undefined) query.set('intent', intent);
  const response = await send(`/submissions/${channel}?${query}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': `${run}-${key}` }),
      ...(ifMatch !== undefined && { 'if-match': `W/"${ifMatch}"` }),
    },
    body: sampleBytes(claims) as Uint8Array<ArrayBuffer>,
    key: keyOf(sender),
  });
  if (response.status !== 200) return { answers: [`request ${response.status}`], place: '' };
  const { entry } = await bodyOf<{
    readonly entry: readonly { readonly response: { readonly status: string; etag?: string } }[];
  }>(response);
  return {
    answers: entry.map(({ response: { status, etag } }) =>
      etag === undefined ? status : `${status} ${etag.replace(/\D/g, '')}`,
    ),
    place: response.headers.get('location') ?? '',
  };
}

interface Found {
  readonly total: number;
  readonly entry: readonly {
    readonly resource: {
      readonly meta: { readonly versionId: string };
      readonly status: string;
      readonly total: { readonly value: number };
    };
  }[];
}

/** The claims of a run as they are read in the end, with every version of each at the payer. */
async function checkEnd(run: number, model: DecisionModel): Promise<number> {
  let versions = 0;
  for (const [name, known] of model.claims) {
    const [sender = '', number = ''] = name.split(' ');
    const query = `/fhir/Claim?identifier=${run}-${number}`;
    const response = await send(query, { key: keyOf(sender) });
    const { entry } = await bodyOf<Found>(response);
    // The annex is of the same tenant: its claims are found beside.
    const shown = entry.map(({ resource }) => ({
      version: Number(resource.meta.versionId),
      voided: resource.status === 'cancelled',
    }));
    expect(shown).toContainEqual({ version: known.version, voided: known.voided });
    versions += known.version;
  }
  return versions;
}

const ROWS = [
  ...['D1', 'D2', 'D4', 'D5', 'D6', 'D7', 'D8', 'D8 alone', 'D9', 'D10', 'D11', 'D11 again'],
  ...['D12', 'D13', 'D16', 'D17', 'D21', 'D22', 'open'],
];

const commands = fc.commands(
  [
    submit.map((asked) => new SubmitCommand(asked)),
    fc.constant(new RepeatCommand()),
    fc
      .tuple(fc.nat(9), fc.constantFrom('replace' as const, 'discard' as const))
      .map(([which, decision]) => new ReleaseCommand(which, decision)),
  ],
  { maxCommands: 16, size: 'max' },
);

let run = 0;
let versions = 0;

const property = fc.asyncProperty(commands, async (sequence) => {
  run += 1;
  const model = new DecisionModel();
  const real: Real = { run };
  await fc.asyncModelRun(() => ({ model, real }), sequence);
  versions += await checkEnd(run, model);
});

/** `runs` of any sequences, after those that reach every row. */
function modelCases(runs: number): void {
  it('answers sequences that reach every row', { timeout: 60_000 }, async () => {
    await fc.assert(property, { numRuns: runs, seed: 1, endOnFailure: true });
  });

  it('answers any sequence', { timeout: 60_000 }, async () => {
    await fc.assert(property, { numRuns: runs, endOnFailure: true });
  });

  it('has delivered each version once, and the versions of a claim in order', async () => {
    const ledger = await gateway.delivered(versions);
    expect(ledger).toHaveLength(versions);
    const byClaim = Map.groupBy(ledger, ({ claim: id }) => id);
    for (const entries of byClaim.values()) {
      expect(entries.map(({ version }) => Number(version))).toEqual(entries.map((_, at) => at + 1));
      expect(entries.every(({ effects }) => effects === 1)).toBe(true);
    }
  });
}

describe('the table of decisions', () => {
  beforeAll(async () => {
    gateway = await startUnderTest();
    urls = [gateway.url];
    versions = 0;
  });
  afterAll(async () => {
    await gateway.close();
  });

  modelCases(60);

  it('was reached in every row', () => {
    expect([...reached].sort()).toEqual(ROWS.toSorted());
  });

  it('has books that balance and an event for everything that was decided', () => {
    const database = new DatabaseSync(join(gateway.folder, 'sampan.db'), { readOnly: true });
    const all = (sql: string) => database.prepare(sql).all() as readonly Record<string, unknown>[];
    const states = Map.groupBy(
      all('SELECT tenant, submission, state, settled_as FROM unit'),
      ({ tenant, submission }) => `${tenant} ${submission}`,
    );
    const submissions = all('SELECT tenant, id, books FROM submission');
    expect(submissions.length).toBeGreaterThan(300);
    for (const { tenant, id, books } of submissions) {
      const { in: total, ...counts } = JSON.parse(String(books)) as Record<string, number>;
      const units = states.get(`${tenant} ${id}`) ?? [];
      expect(total).toBe(units.length);
      const counted = Object.entries(counts).filter(([, count]) => count !== 0);
      const found = [...Map.groupBy(units, ({ state }) => String(state))];
      expect(Object.fromEntries(counted)).toEqual(
        Object.fromEntries(found.map(([state, { length }]) => [state, length])),
      );
    }
    const units = [...states.values()].flat();
    const settled = (as: string) => units.filter(({ settled_as }) => settled_as === as).length;
    const audit = all('SELECT action, COUNT(*) AS n FROM audit GROUP BY action');
    const events = new Map(audit.map(({ action, n }) => [action, n]));
    for (const as of ['replace', 'discard', 'arrived']) {
      expect([as, events.get(as) ?? 0]).toEqual([as, settled(as)]);
    }
    // Each unit once as it came, and again where it was decided anew.
    expect(events.get('accept')).toBe(units.length + settled('replace') + settled('arrived'));
    expect(events.get('receive')).toBe(submissions.length);
    database.close();
  });
});

describe.skipIf(postgresMissing('the table of decisions'))('on two gateways', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
    gateway = await startUnderTest({ databaseUrl: await server.newDatabase() });
    urls = [gateway.url, (await gateway.startBeside()).url];
    versions = 0;
  }, 60_000);
  afterAll(async () => {
    await gateway.close();
    await server.close();
  });

  modelCases(25);
});
