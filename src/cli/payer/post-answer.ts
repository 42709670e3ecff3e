/** A simulated payer decides: it posts a ClaimResponse to the gateway, as a real one would. */
import { isJson, type Json } from '../../gateway/judge.ts';
import { type Exchange, readJson, sendJson } from './exchange.ts';
import { claimResponse, type Said } from './message.ts';
import { codesIn } from './scenarios.ts';

const OUTCOMES: readonly Said['outcome'][] = ['queued', 'complete', 'error', 'partial'];

/**
 * `{"number" or "payerKey", "outcome", "code" or "codes", "system", "item", "to", "key"}`: `to` is
 * the gateway, `key` the payer's at it. Answers with what the gateway said.
 */
export async function postAnswer({ state, request, response }: Exchange): Promise<void> {
  const asked = await readJson(request);
  const order = isJson(asked) ? asked : {};
  const entry = state.ledger
    .entries()
    .findLast(({ number, payerKey }) => number === order.number || payerKey === order.payerKey);
  const outcome = OUTCOMES.find((known) => known === (order.outcome ?? 'complete'));
  if (entry === undefined || outcome === undefined || typeof order.to !== 'string') {
    const error = 'number or payerKey of a message, outcome, to and key are needed';
    return sendJson(response, 400, { error });
  }
  const created = new Date(state.time.now()).toISOString();
  const said = { payerKey: entry.payerKey, created, outcome, ...codeOf(order) };
  const known = state.answers.get(entry.payerKey) as Json | undefined;
  const { patient, insurer } = known ?? {};
  const answered = await fetch(new URL('/fhir/ClaimResponse', order.to), {
    method: 'POST',
    headers: {
      'content-type': 'application/fhir+json',
      authorization: `Bearer ${String(order.key ?? '')}`,
    },
    body: JSON.stringify(claimResponse({ ...entry, patient, insurer }, said)),
  });
  sendJson(response, 200, { status: answered.status, body: await answered.json() });
}

function codeOf(order: Json): Pick<Said, 'codes' | 'system' | 'item'> {
  const { system, item } = order;
  return {
    ...codesIn(order),
    ...(typeof system === 'string' && { system }),
    ...(typeof item === 'number' && { item }),
  };
}
