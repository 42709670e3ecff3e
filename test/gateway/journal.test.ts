/** A stay that arrives in many submissions: open until it is settled, one claim in the end. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMac } from '../../src/adapters/crypto/mac.ts';
import { locatePlaces } from '../../src/channel/locate.ts';
import { streamUnits } from '../../src/channel/translate.ts';
import type { Translator } from '../../src/gateway/ports/services.ts';
import { prepareTranslation } from '../../src/gateway/prepare.ts';
import { joinProfiles } from '../../src/profile/runtime/index.ts';
import { madeUpJournal, type Sent, sent } from '../channel/made-up-journal.ts';
import { type GatewayUnderTest, startUnderTest, statusWhen } from '../http/gateway-under-test.ts';

const identityKey = new Uint8Array(32).fill(7);
const mac = createMac(identityKey);
const profiles = { ...joinProfiles([]), validate: () => [], validator: () => () => [] };

/** Messages of earlier submissions that were read with the last one. */
let readAgain: readonly string[] = [];

const translator: Translator & { close(): Promise<void> } = {
  translate: async ({ tenant, submission }) => {
    readAgain = (submission.earlier ?? []).map(({ text }) => text);
    const stream = streamUnits(madeUpJournal, submission, { tenant, identityKey, profiles });
    return prepareTranslation(stream, { tenant, mac });
  },
  locate: async ({ tenant, submission, questions }) =>
    locatePlaces(madeUpJournal, submission, { tenant, identityKey, profiles }, questions),
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

interface Answer {
  readonly entry: readonly { readonly response: { readonly status: string; location?: string } }[];
}

const path = '/submissions/sample-correcting';

async function submit(messages: readonly Sent[], query = ''): Promise<readonly string[]> {
  const response = await gateway.send(`${path}${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: messages.map((message) => `${JSON.stringify(message)}\n`).join(''),
  });
  const { entry } = (await response.json()) as Answer;
  return entry.map(({ response: { status, location = '' } }) => {
    return `${status.slice(0, 3)} ${location.split('/')[0] ?? ''}`.trim();
  });
}

/** A stay of its own: two batches of lines and a settlement of both. */
function stay(v: string) {
  const at = { p: `P${v}`, v };
  const line = (N: string, PRICE: string) => ({ ...at, N, PRICE, BATCH: 'b' });
  const bill = { S: `S${v}`, DAY: '2026-01-02', TOTAL: '6.00' };
  const clinic = { clinic: '10001' };
  return {
    at: { ...at, ...clinic },
    open: sent('open', '02', { ...at, ...clinic, visit: { DAY: '2026-01-02' } }),
    lines: sent('lines', '03', { ...clinic, lines: [line('1', '1.50'), line('2', '2.50')] }),
    more: sent('lines', '04', { ...clinic, lines: [line('3', '2.00')] }),
    settle: sent('settle', '05', { ...at, ...clinic, batch: 'b' }, { bill }),
  };
}

/** The claim of a stay as it stands now. */
async function claimOf(v: string): Promise<{ readonly total?: unknown; readonly status?: string }> {
  const found = await gateway.send(`/fhir/Claim?identifier=S${v}`);
  const { entry = [] } = (await found.json()) as { entry?: { resource: object }[] };
  return entry[0]?.resource ?? {};
}

describe('a stay in parts', () => {
  it('is open until all is there, and then one claim, whatever the order', async () => {
    const { open, lines, more, settle } = stay('1');
    expect(await submit([settle])).toEqual(['202']);
    expect(await submit([more, open])).toEqual(['202']);
    expect(await submit([more])).toEqual(['202']);
    expect(await submit([lines])).toEqual(['201 Claim']);
    expect(await submit([lines, more])).toEqual(['200 Claim']);
    expect(await claimOf('1')).toMatchObject({ total: { value: 6 } });
  });

  it('counts open units in the books; a dry run reads what is kept and keeps nothing', async () => {
    const { open, lines, more, settle } = stay('2');
    const response = await gateway.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: [open, lines].map((message) => JSON.stringify(message)).join('\n'),
    });
    const status = await gateway.send(response.headers.get('location') ?? '');
    expect(await status.json()).toMatchObject({
      books: { in: 1, open: 1, new: 0 },
      units: [{ state: 'open', key: '2' }],
    });
    expect(await submit([more, settle], '?dry-run=true')).toEqual(['201 Claim']);
    expect(await submit([settle])).toEqual(['202']);
    expect(await submit([more])).toEqual(['201 Claim']);
  });

  it('is corrected by what comes late, and ends when it is undone', async () => {
    const { at, open, lines, more, settle } = stay('3');
    expect(await submit([open, lines, more, settle])).toEqual(['201 Claim']);
    const list = sent('list', '09', { ...at, S: 'S3', list: { NOTE: 'n' } });
    expect(await submit([list])).toEqual(['201 Claim']);
    const undo = sent('unsettle', '10', { ...at, S: 'S3' });
    expect(await submit([undo])).toEqual(['200 Claim', '202']);
    expect(await claimOf('3')).toMatchObject({ status: 'cancelled' });
    expect(await submit([undo])).toEqual(['200 Claim', '202']);
  });

  it('undone before it was whole was never a claim', async () => {
    const { at, lines, settle } = stay('4');
    expect(await submit([lines, settle])).toEqual(['202']);
    expect(await submit([sent('unsettle', '10', { ...at, S: 'S4' })])).toEqual(['200', '202']);
  });

  it('loses nothing when its parts come at once', async () => {
    const { open, lines, more, settle } = stay('5');
    const answers = await Promise.all(
      [[open], [lines], [more], [settle]].map((part) => submit(part)),
    );
    expect(answers.flat().toSorted()).toEqual(['201 Claim', '202', '202', '202']);
    expect(await claimOf('5')).toMatchObject({ total: { value: 6 } });
  });

  it('refused by its payer leads to the message that it came with', async () => {
    const { open, lines, more, settle } = stay('7');
    const send = async (messages: readonly Sent[]) => {
      const body = messages.map((message) => JSON.stringify(message)).join('\n');
      const headers = { 'content-type': 'application/x-ndjson' };
      const response = await gateway.send(path, { method: 'POST', headers, body });
      return response.headers.get('location') ?? '';
    };
    await gateway.scenario({ name: 'reject', code: 'C1', times: 1 });
    const settled = await send([settle]);
    const last = await send([open, lines, more]);
    const status = await statusWhen(gateway, last, ({ units }) => {
      return JSON.stringify(units).includes('SAMPAN-PAYER-REASON');
    });
    const submission = settled.slice(settled.lastIndexOf('/') + 1);
    expect(JSON.stringify(status.units)).toContain(
      JSON.stringify({ url: 'submission', valueString: submission }),
    );
    await gateway.scenario({ name: 'accept' });
  });

  it('reads no other visits of the person, unless they may change', async () => {
    const [first, second] = [stay('v1'), stay('v2')].map(({ open, lines, more, settle }, index) => {
      const text = JSON.stringify([open, lines, more, settle])
        .replaceAll(/"p":"Pv\d"/g, '"p":"PV"')
        .replaceAll('"at":"', `"at":"${index + 1}`);
      return JSON.parse(text) as readonly Sent[];
    });
    const who = (time: string, NAME: string) =>
      sent('who', time, { clinic: '10001' }, { person: { p: 'PV', NAME } });
    expect(await submit([who('101', 'Ada'), ...(first ?? [])])).toEqual(['201 Claim']);
    expect(await submit([who('201', 'Ada'), ...(second ?? [])])).toEqual(['201 Claim']);
    expect(readAgain.filter((text) => text.includes('"v1"'))).toEqual([]);
    expect(await submit([who('103', 'Eve')])).toEqual(['201 Claim']);
    expect(readAgain.filter((text) => text.includes('"v1"'))).toHaveLength(4);
    expect(await claimsOf('v1')).toMatchObject([{ patient: { display: 'Eve' } }, 'none', 'none']);
    expect(await claimsOf('v2')).toMatchObject([{ patient: { display: 'Ada' } }, 'none', 'none']);
  });

  it('keeps no number of a person or visit in the clear', async () => {
    const { open, lines } = stay('person-in-the-clear');
    expect(await submit([open, lines])).toEqual(['202']);
    const database = new DatabaseSync(join(gateway.folder, 'sampan.db'), { readOnly: true });
    const keys = database.prepare('SELECT key FROM journal_key').all();
    const bodies = database.prepare("SELECT sealed FROM body WHERE kind = 'messages'").all();
    database.close();
    expect(keys.length).toBeGreaterThan(2);
    expect(JSON.stringify(keys)).not.toContain('in-the-clear');
    const clear = bodies.filter(({ sealed }) => {
      return Buffer.from(sealed as Uint8Array).includes('in-the-clear');
    });
    expect([bodies.length > 0, clear]).toEqual([true, []]);
  });

  it('loses none of very many parts that come at once', async () => {
    const { at, open, settle } = stay('many');
    const parts = Array.from({ length: 40 }, (_, index) =>
      sent('lines', '03', {
        clinic: '10001',
        lines: [{ p: at.p, v: at.v, N: `${index}`, PRICE: '0.15', BATCH: 'b' }],
      }),
    );
    const answers = await Promise.all([open, settle, ...parts].map((part) => submit([part])));
    expect(answers.flat().filter((each) => each === '201 Claim')).toHaveLength(1);
    expect(await claimOf('many')).toMatchObject({ total: { value: 6 } });
  });

  it('of one tenant is nothing to another', async () => {
    const { lines, more, settle } = stay('6');
    expect(await submit([settle])).toEqual(['202']);
    const other = JSON.stringify([lines, more]).replaceAll('10001', '10001-b');
    const response = await gateway.send(path, {
      ...{ method: 'POST', key: 'key-two', body: other },
      headers: { 'content-type': 'application/json' },
    });
    const { entry } = (await response.json()) as Answer;
    expect(entry.map((each) => each.response.status.slice(0, 3))).toEqual(['202']);
    expect(await submit([more])).toEqual(['202']);
  });
});

/** Three settlements: the first is undone and its lines are settled again, the second stands. */
function longStay(v: string): readonly Sent[] {
  const { at, open, lines, more, settle } = stay(v);
  const line = (N: string, PRICE: string, BATCH: string) => ({ ...at, N, PRICE, BATCH });
  const bill = (n: string, TOTAL: string) => ({
    bill: { S: `${n}${v}`, DAY: '2026-01-02', TOTAL },
  });
  const clinic = { clinic: '10001' };
  const reversed = sent('lines', '12', { ...clinic, lines: [line('9', '9.00', 'b')] });
  return [
    ...[open, lines, more, settle],
    sent('who', '01', clinic, { person: { p: at.p, NAME: 'Ada' } }),
    sent('who', '045', clinic, { person: { p: at.p, NAME: 'Eve' } }),
    sent('who', '10', clinic, { person: { p: at.p, NAME: 'Ida' } }),
    sent('who', '20', clinic, { person: { p: at.p, NAME: 'Zoe' } }),
    sent('lines', '06', { ...clinic, lines: [line('4', '4.00', 'c')] }),
    sent('settle', '07', { ...at, batch: 'c' }, bill('T', '4')),
    sent('unsettle', '08', { ...at, S: `S${v}` }),
    sent('unline', '09', { ...at, numbers: ['3'] }),
    sent('settle', '13', { ...at, batch: 'b' }, bill('U', '4.00')),
    sent('list', '14', { ...clinic, v: at.v, S: `U${v}`, list: { NOTE: 'n' } }),
    reversed,
    sent('reverse', '15', { p: at.p, of: reversed.ask.id, ofKind: 'lines' }),
  ];
}

/** Lines and total of the claims, none for what was never one or is cancelled. */
async function claimsOf(v: string): Promise<readonly unknown[]> {
  const all = ['S', 'T', 'U'].map(async (n) => {
    const found = await gateway.send(`/fhir/Claim?identifier=${n}${v}`);
    const { entry = [] } = (await found.json()) as { entry?: { resource: Claim }[] };
    const [claim] = entry.map(({ resource }) => resource);
    return claim === undefined || claim.status === 'cancelled'
      ? 'none'
      : { item: claim.item, total: claim.total, patient: claim.patient };
  });
  return await Promise.all(all);
}

interface Claim {
  readonly status?: string;
  readonly item?: unknown;
  readonly total?: unknown;
  readonly patient?: unknown;
}

describe('parts of a long stay', () => {
  it('in any order, with repeats and at once, give the claims of one body in order', async () => {
    let serial = 0;
    const whole = longStay('whole');
    await submit(whole);
    const expected = await claimsOf('whole');
    expect(expected).toMatchObject([
      'none',
      { total: { value: 4 }, patient: { display: 'Eve' } },
      { total: { value: 4 }, patient: { display: 'Ida' } },
    ]);
    const picks = fc.array(fc.nat(whole.length - 1), { minLength: 5, maxLength: 15 });
    const orders = fc.shuffledSubarray([...whole.keys()], { minLength: whole.length });
    await fc.assert(
      fc.asyncProperty(
        orders,
        picks,
        fc.integer({ min: 1, max: 4 }),
        async (order, again, width) => {
          serial += 1;
          const v = `q${serial}`;
          const messages = longStay(v);
          const parts = [...order, ...again].map((at) => messages[at] as Sent);
          for (let at = 0; at < parts.length; at += width) {
            await Promise.all(parts.slice(at, at + width).map((each) => submit([each])));
          }
          expect(await claimsOf(v)).toEqual(expected);
        },
      ),
      { numRuns: 4 },
    );
  });
});
