/**
 * Simulated payers as a real HTTP server. Under /payers/{id}: POST fhir/Claim/$submit,
 * GET ledger, GET and PUT scenario.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ledger, openLedger } from './ledger.ts';
import { claimResponse, readMessage } from './message.ts';
import {
  HELD_MS,
  LATE_MS,
  readSetting,
  SCENARIOS,
  type ScenarioSetting,
  SLOW_MS,
} from './scenarios.ts';

export interface SimulatedPayer {
  readonly id: string;
  /** Where the ledger is kept; in memory if absent. */
  readonly ledgerFile?: string;
  readonly scenario?: ScenarioSetting;
}

export interface PayerServer {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly url: string;
  close(): Promise<void>;
}

export interface PayerServerOptions {
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  readonly payers: readonly SimulatedPayer[];
  /** True if the process may end while it listens. */
  readonly background?: boolean;
}

interface PayerState {
  readonly ledger: Ledger;
  setting: ScenarioSetting;
  /** Messages the setting still holds for. */
  left: number;
  /** Lets the message go on that waits to be overtaken. */
  overtake: (() => void) | undefined;
}

interface Exchange {
  readonly state: PayerState;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const ROUTES: Readonly<Record<string, (exchange: Exchange) => Promise<void>>> = {
  'POST fhir/Claim/$submit': takeClaim,
  'GET ledger': async ({ response, state }) => sendJson(response, 200, state.ledger.entries()),
  'GET scenario': async ({ response, state }) => sendJson(response, 200, state.setting),
  'PUT scenario': switchScenario,
};

/** What a simulated payer reads of one message at most. */
const MESSAGE_BYTES = 32 * 1024 * 1024;

export async function startPayerServer(options: PayerServerOptions): Promise<PayerServer> {
  const states = new Map(options.payers.map((payer) => [payer.id, openPayer(payer)]));
  const server = createServer((request, response) => {
    answer(states, request, response).catch(() => response.destroy());
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  if (options.background) server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function openPayer({ ledgerFile, scenario }: SimulatedPayer): PayerState {
  const setting = scenario ?? { name: 'accept' };
  return {
    ledger: openLedger(ledgerFile),
    setting,
    left: setting.times ?? Infinity,
    overtake: undefined,
  };
}

async function answer(
  states: ReadonlyMap<string, PayerState>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://payer').pathname;
  const [, id = '', rest = ''] = /^\/payers\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const state = states.get(id);
  const route = ROUTES[`${request.method} ${rest}`];
  if (!state || !route) return sendJson(response, 404, { error: 'no such payer or route' });
  await route({ state, request, response });
}

async function takeClaim({ state, request, response }: Exchange): Promise<void> {
  const body = await readBody(request);
  const payerKey = String(request.headers['idempotency-key'] ?? '');
  const message = body && readMessage(body, String(request.headers['sampan-version'] ?? ''));
  if (!message || payerKey === '') {
    return sendJson(response, 400, { resourceType: 'OperationOutcome', issue: [] });
  }
  const setting = nextSetting(state);
  const behaviour = SCENARIOS[setting.name];
  if (setting.name === 'slow') await sleep(setting.ms ?? SLOW_MS);
  if (setting.name === 'out-of-order') await toBeOvertaken(state, setting.ms ?? HELD_MS);
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  if (behaviour.processes) state.ledger.note({ payerKey, ...message, bodySha256 });
  if (setting.name === 'late') await sleep(setting.ms ?? LATE_MS);
  switch (behaviour.answer) {
    case 'accepted':
      return sendJson(response, 200, claimResponse(message, payerKey));
    case 'rejected':
      return sendJson(response, 200, claimResponse(message, payerKey, setting));
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
  await Promise.race([overtaken, sleep(ms, undefined, { signal: tired.signal }).catch(() => {})]);
  tired.abort();
  state.overtake = undefined;
}

/** The scenario for this message; one with a count falls back to accept when it is used up. */
function nextSetting(state: PayerState): ScenarioSetting {
  if (state.left <= 0) state.setting = { name: 'accept' };
  else state.left -= 1;
  return state.setting;
}

async function switchScenario({ state, request, response }: Exchange): Promise<void> {
  const body = await readBody(request);
  const setting = body && readSetting(parsed(body));
  if (!setting) {
    const names = Object.keys(SCENARIOS);
    return sendJson(response, 400, { error: 'name must be a scenario', scenarios: names });
  }
  state.setting = setting;
  state.left = setting.times ?? Infinity;
  sendJson(response, 200, setting);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MESSAGE_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(value));
}
