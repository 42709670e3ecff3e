/** What a sender can prove and add up: receipts, the keys they are signed with, books of a day. */
import { dayBooks, dayRange } from '../../gateway/day-books.ts';
import { receiptAnswer, receiptOf } from '../../gateway/issue-receipts.ts';
import { badParameter, type HttpContext, notFound } from '../context.ts';
import type { Route } from './route.ts';

export const receiptRoutes: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/submissions/:id/receipt' },
    summary: 'Signed receipt with the hash of what was received',
    handle: getReceipt,
  },
  {
    ...{ method: 'GET', path: '/.well-known/jwks.json', open: true },
    summary: 'Keys that receipts are signed with',
    handle: getKeys,
  },
  {
    ...{ method: 'GET', path: '/books/:day', loads: true, query: ['tenant'] },
    summary: 'What came in on a day (UTC) and what it came to',
    handle: getBooks,
  },
];

async function getReceipt(context: HttpContext): Promise<Response> {
  const principal = context.get('principal');
  if (principal.kind !== 'sender') return notFound(context);
  const { receipts, ports } = context.get('services');
  const id = context.req.param('id') ?? '';
  const submission = await ports.store.submission(principal.tenant, id);
  const receipt = submission && (await receiptOf(receipts, principal.tenant, id));
  return receipt === undefined ? notFound(context) : context.json(receiptAnswer(receipt));
}

/** RFC 7517 5. */
async function getKeys(context: HttpContext): Promise<Response> {
  const keys = await context.get('services').receipts.signer.keys();
  return context.json({ keys });
}

async function getBooks(context: HttpContext): Promise<Response> {
  const day = context.req.param('day') ?? '';
  const range = dayRange(day);
  if (range === undefined) {
    return badParameter(context, 'day', day);
  }
  const { receipts } = context.get('services').receipts;
  const counts = await receipts.counts(context.get('loader').tenant, ...range);
  return context.json(dayBooks(day, counts));
}
