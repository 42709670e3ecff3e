/** A message arrives at a simulated payer: it is worked on and answered as the scenario says. */
import { createHash } from 'node:crypto';
import { type Exchange, nextSetting, type PayerState, readBody, sendJson } from './exchange.ts';
import { claimResponse, type Message, readMessage } from './message.ts';
import { HELD_MS, LATE_MS, SCENARIOS, type ScenarioSetting, SLOW_MS } from './scenarios.ts';

export async function takeClaim({ state, request, response }: Exchange): Promise<void> {
  const body = await readBody(request);
  const payerKey = String(request.headers['idempotency-key'] ?? '');
  const message = body && readMessage(body, String(request.headers['sampan-version'] ?? ''));
  if (!message || payerKey === '') {
    return sendJson(response, 400, { resourceType: 'OperationOutcome', issue: [] });
  }
  const { time, ledger } = state;
  const setting = nextSetting(state);
  const behaviour = SCENARIOS[setting.name];
  if (setting.name === 'slow') await time.sleep(setting.ms ?? SLOW_MS);
  if (setting.name === 'out-of-order') await toBeOvertaken(state, setting.ms ?? HELD_MS);
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  const { claim, version, number } = message;
  if (behaviour.processes) {
    ledger.note({ payerKey, claim, version, number, bodySha256 }, setting.honours ?? true);
    state.answers.set(payerKey, answerTo(message, { payerKey, setting, state }));
  }
  if (setting.name === 'late') await time.sleep(setting.ms ?? LATE_MS);
  switch (behaviour.answer) {
    case 'accepted':
    case 'rejected':
      return sendJson(response, 200, state.answers.get(payerKey) ?? {});
    case 'unavailable':
      return sendJson(response, 503, { resourceType: 'OperationOutcome', issue: [] });
    case 'duplicate':
      return sendJson(response, 409, { resourceType: 'OperationOutcome', issue: [] });
    case 'garbage':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><body>Service temporarily</body>');
      return;
    case 'hang':
      // Nothing more is written: the sender has to give up by itself.
      return;
  }
}

interface Answering {
  readonly payerKey: string;
  readonly setting: ScenarioSetting;
  readonly state: PayerState;
}

/** Queued for adjudication, or refused with the codes of the scenario. */
function answerTo(message: Message, { payerKey, setting, state }: Answering): object {
  const created = new Date(state.time.now()).toISOString();
  const { codes = state.rejects, system, item } = setting;
  if (setting.name !== 'reject') {
    return claimResponse(message, { payerKey, created, outcome: 'queued' });
  }
  return claimResponse(message, {
    ...{ payerKey, created, outcome: 'error', codes },
    ...(system !== undefined && { system }),
    ...(item !== undefined && { item }),
  });
}

/** Of two messages the second is worked on first. */
async function toBeOvertaken(state: PayerState, ms: number): Promise<void> {
  const { overtake } = state;
  if (overtake !== undefined) {
    state.overtake = undefined;
    setImmediate(overtake);
    return;
  }
  const overtaken = new Promise<void>((resolve) => {
    state.overtake = resolve;
  });
  const tired = new AbortController();
  await Promise.race([overtaken, state.time.sleep(ms, tired.signal)]);
  tired.abort();
  state.overtake = undefined;
}
