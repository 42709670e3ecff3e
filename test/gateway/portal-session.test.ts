/** A portal's token is used while it lasts, and no call is sent with one about to end. */
import { expect, it } from 'vitest';
import type { PortalDefinition } from '../../src/channel/back/definition.ts';
import { createSession } from '../../src/gateway/portal/session.ts';
import type { OutgoingRequest } from '../../src/gateway/ports/transport.ts';

const START = Date.parse('2026-03-01T00:00:00Z');
const MINUTE = 60_000;

const definition: PortalDefinition = {
  ...{ sources: [], submit: [] },
  token: {
    ...{ path: '/token', fields: { user: '{username}' }, result: 'code', accepted: ['200'] },
    ...{ take: { token: 'key.text' }, expires: 'key.ends' },
  },
};
const call = { path: '/call', fields: { token: '{token}' }, result: 'code', renew: ['401'] };

/** A portal whose tokens live for fifteen minutes, with what it answers to calls. */
function opened(results: string[]) {
  const time = { now: START };
  const seen: string[] = [];
  let tokens = 0;
  const answerOf = (path: string) => {
    if (path !== '/token') return { code: results.shift() ?? '200' };
    tokens += 1;
    const ends = new Date(time.now + 15 * MINUTE).toISOString();
    return { code: '200', key: { text: `t${tokens}`, ends } };
  };
  const send = async ({ url, body }: OutgoingRequest) => {
    const { pathname } = new URL(url);
    seen.push(`${pathname} ${new TextDecoder().decode(body)}`);
    const reply = { status: 200, contentType: 'application/json', cut: false };
    return { kind: 'response' as const, ...reply, body: JSON.stringify(answerOf(pathname)) };
  };
  const clock = { now: () => time.now, sleep: async () => undefined };
  const session = createSession(definition, { username: 'u' }, clock);
  const wire = { transport: { send }, url: 'http://portal', peer: 'p', connections: 1 };
  return { time, seen, call: () => session.call(wire, call, {}) };
}

it('takes one token for calls at once, and a new one a minute before it ends', async () => {
  const { time, seen, call: ask } = opened([]);
  await Promise.all([ask(), ask()]);
  time.now += 14 * MINUTE - 1;
  await ask();
  expect(seen).toEqual(['/token user=u', ...Array(3).fill('/call token=t1')]);
  time.now += 1;
  await ask();
  expect(seen.slice(-2)).toEqual(['/token user=u', '/call token=t2']);
});

it('asks for another token once where the portal wants one', async () => {
  const { seen, call: ask } = opened(['401', '200', '401', '401']);
  expect(await ask()).toMatchObject({ kind: 'answer', code: '200' });
  expect(await ask()).toMatchObject({ kind: 'none', result: { kind: 'not-sent' } });
  expect(seen.filter((each) => each.startsWith('/token'))).toHaveLength(3);
});
