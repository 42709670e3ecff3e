/** Deliveries and what was kept aside, for whoever looks after them. */
import { limits } from '../../base/limits.ts';
import type { DeliveryState } from '../../gateway/ports/outbox.ts';
import type { DeliveryFilter, ListedDelivery } from '../../gateway/ports/replay.ts';
import { DELIVERY_TRANSITIONS } from '../../gateway/ports/states.ts';
import { badParameter, faultAnswer, type HttpContext, notFound } from '../context.ts';
import { readBody } from '../read-body.ts';
import type { Route } from './route.ts';

const NAMES: readonly string[] = [
  ...['payer', 'state', 'from', 'until', 'channel', 'submission', 'unit', 'tenant'],
  ...['after', 'limit'],
];

export const deliveryRoutes: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/deliveries', oversees: true, query: NAMES },
    summary: 'Deliveries, those that are parked unless `state` says otherwise',
    handle: listDeliveries,
  },
  {
    ...{ method: 'POST', path: '/deliveries/release', oversees: true, query: NAMES },
    summary: 'Lets the deliveries of one such page go again; for operators',
    handle: releaseDeliveries,
  },
  {
    ...{ method: 'GET', path: '/quarantine', oversees: true, query: ['payer'] },
    summary: 'Answers of a payer that fit no claim',
    handle: listQuarantine,
  },
];

interface Asked {
  readonly filter: DeliveryFilter;
  readonly after: string;
  readonly limit: number;
}

/** What is asked for, within what one may see; or the answer to what cannot be served. */
function readAsked(context: HttpContext): Asked | Response {
  const query = context.req.query();
  const bad = (name: string, value: string) => badParameter(context, name, value);
  const unknown = Object.keys(query).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) return bad(unknown, query[unknown] ?? '');
  const { state = 'parked', after = '', limit = String(limits.deliveriesPage) } = query;
  const states = state.split(',').filter(isState);
  if (states.length !== state.split(',').length) return bad('state', state);
  const instant = (['from', 'until'] as const).find(
    (name) => query[name] !== undefined && !/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(query[name]),
  );
  if (instant !== undefined) return bad(instant, query[instant] ?? '');
  const page = /^\d{1,6}$/.test(limit) ? Number(limit) : 0;
  if (page < 1 || page > limits.deliveriesPage) return bad('limit', limit);
  const { payer, from, until, channel, submission, unit, tenant } = query;
  const wanted = { payer, from, until, channel, submission, unit, tenant, ...ownOf(context) };
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return { filter: { ...Object.fromEntries(given), states }, after, limit: page };
}

function isState(name: string): name is DeliveryState {
  return Object.hasOwn(DELIVERY_TRANSITIONS, name);
}

/** A sender sees what its tenant sent, a payer what is addressed to it. */
function ownOf(context: HttpContext): Partial<DeliveryFilter> {
  const overseer = context.get('overseer');
  if (overseer.kind === 'operator') return {};
  return overseer.kind === 'sender' ? { tenant: overseer.tenant } : { payer: overseer.id };
}

async function listDeliveries(context: HttpContext): Promise<Response> {
  const asked = readAsked(context);
  if (asked instanceof Response) return asked;
  const { replays } = context.get('services');
  const found = await replays.list(asked.filter, asked.limit, asked.after);
  await auditLook(context, found);
  const sees = context.get('overseer').kind === 'sender';
  return context.json({
    deliveries: found.map((each) => shown(each, sees)),
    ...next(found, asked),
  });
}

/** Who looked is written down, as whoever reads a claim is. */
async function auditLook(context: HttpContext, found: readonly ListedDelivery[]): Promise<void> {
  const { ports } = context.get('services');
  const at = new Date(ports.clock.now()).toISOString();
  const actor = context.get('overseer').id;
  const tenants = [...new Set(found.map(({ tenant }) => tenant))];
  const event = { at, actor, action: 'list', entity: 'deliveries', outcome: 'done' };
  await ports.store.audit(tenants.map((tenant) => ({ tenant, ...event })));
}

/** The claim's own number is its sender's. */
function shown({ key, ...rest }: ListedDelivery, sees: boolean): object {
  return sees ? { ...rest, key } : rest;
}

function next(found: readonly ListedDelivery[], { limit }: Asked): { readonly next?: string } {
  const last = found.length < limit ? undefined : found.at(-1);
  return last === undefined ? {} : { next: last.payerKey };
}

async function releaseDeliveries(context: HttpContext): Promise<Response> {
  const overseer = context.get('overseer');
  if (overseer.kind !== 'operator') return notFound(context);
  const asked = readAsked(context);
  if (asked instanceof Response) return asked;
  const body = await readBody(context.req.raw, { maxBytes: limits.bodyBytes });
  if (body.kind === 'fault') {
    return faultAnswer(context, body.code, { limit: String(limits.bodyBytes) });
  }
  // Filters stand in the query: of those in a body none would be heeded, and all let go.
  const text = new TextDecoder().decode(body.bytes).trim();
  if (text !== '' && text !== '{}') return badParameter(context, 'body', text);
  const { replays, ports } = context.get('services');
  const found = await replays.list(asked.filter, asked.limit, asked.after);
  const at = new Date(ports.clock.now()).toISOString();
  const event = { at, actor: overseer.id, action: 'release', outcome: 'ready' };
  const released = await replays.release(found, event);
  ports.wake();
  return context.json({ released, ...next(found, asked) });
}

async function listQuarantine(context: HttpContext): Promise<Response> {
  const overseer = context.get('overseer');
  if (overseer.kind === 'sender') return notFound(context);
  const { ports } = context.get('services');
  const payer = overseer.kind === 'payer' ? overseer.id : context.req.query('payer');
  if (payer === undefined) {
    return badParameter(context, 'payer', undefined);
  }
  return context.json({ answers: await ports.answers.quarantined(payer, limits.deliveriesPage) });
}
