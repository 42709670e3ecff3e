/** A bundle that is no claim arrives at a simulated payer, which asked for it: it is stored. */
import { createHash } from 'node:crypto';
import { isJson } from '../../gateway/judge.ts';
import { type Exchange, nextSetting, readBody, sendJson } from './exchange.ts';
import { SCENARIOS } from './scenarios.ts';

export async function takeRead({ state, request, response }: Exchange): Promise<void> {
  const body = await readBody(request);
  const payerKey = String(request.headers['idempotency-key'] ?? '');
  const location = String(request.headers['sampan-version'] ?? '');
  const [, id = '', version = ''] = /^\w+\/([^/]+)\/_history\/([^/]+)$/.exec(location) ?? [];
  if (!body || !isBundle(body) || id === '' || payerKey === '') {
    return sendJson(response, 400, { resourceType: 'OperationOutcome', issue: [] });
  }
  const setting = nextSetting(state);
  const { processes, answer } = SCENARIOS[setting.name];
  if (processes) {
    const bodySha256 = createHash('sha256').update(body).digest('hex');
    const receipt = { payerKey, claim: id, version, number: '', bodySha256 };
    state.ledger.note(receipt, setting.honours ?? true);
  }
  const refused = answer === 'rejected' ? 422 : 503;
  const status = answer === 'accepted' || answer === 'duplicate' ? 201 : refused;
  sendJson(response, status, { resourceType: 'OperationOutcome', issue: [] });
}

function isBundle(body: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isJson(value) && value.resourceType === 'Bundle';
  } catch {
    return false;
  }
}
