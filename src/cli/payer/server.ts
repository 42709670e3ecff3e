/**
 * Simulated payers as a real HTTP server. Under /payers/{id}: POST fhir/Claim/$submit, fhir/Bundle,
 * GET fhir/ClaimResponse?key=, GET ledger, GET and PUT scenario, PUT clock, POST answer.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJson } from '../../gateway/judge.ts';
import { type Exchange, type PayerState, readJson, sendJson } from './exchange.ts';
import { openLedger } from './ledger.ts';
import { claimResponse } from './message.ts';
import { postAnswer } from './post-answer.ts';
import { readSetting, SCENARIOS, type ScenarioSetting } from './scenarios.ts';
import { takeClaim } from './take-claim.ts';
import { takeRead } from './take-read.ts';
import { type PayerTime, realTime } from './time.ts';

export interface SimulatedPayer {
  readonly id: string;
  /** Where the ledger is kept; in memory if absent. */
  readonly ledgerFile?: string;
  readonly scenario?: ScenarioSetting;
  /** Codes it refuses with unless the scenario names others. */
  readonly rejects?: readonly string[];
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
  /** Instead of the real one. */
  readonly time?: PayerTime;
  /** True if the process may end while it listens. */
  readonly background?: boolean;
}

const ROUTES: Readonly<Record<string, (exchange: Exchange) => Promise<void>>> = {
  'POST fhir/Claim/$submit': takeClaim,
  'POST fhir/Bundle': takeRead,
  'GET fhir/ClaimResponse': tellStatus,
  'POST answer': postAnswer,
  'GET ledger': async ({ response, state }) => sendJson(response, 200, state.ledger.entries()),
  'GET scenario': async ({ response, state }) => sendJson(response, 200, state.setting),
  'PUT scenario': switchScenario,
  'PUT clock': passTime,
};

export async function startPayerServer(options: PayerServerOptions): Promise<PayerServer> {
  const { time = realTime } = options;
  const states = new Map(options.payers.map((payer) => [payer.id, openPayer(payer, time)]));
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

function openPayer(payer: SimulatedPayer, time: PayerTime): PayerState {
  const { ledgerFile, scenario, rejects = ['rejected'] } = payer;
  const setting = scenario ?? { name: 'accept' };
  return {
    ...{ ledger: openLedger(ledgerFile), time, rejects, answers: new Map() },
    ...{ setting, left: setting.times ?? Infinity, overtake: undefined },
  };
}

async function answer(
  states: ReadonlyMap<string, PayerState>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://payer');
  const [, id = '', rest = ''] = /^\/payers\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  const state = states.get(id);
  const route = ROUTES[`${request.method} ${rest}`];
  if (!state || !route) return sendJson(response, 404, { error: 'no such payer or route' });
  await route({ state, request, response, query });
}

/** What became of a message: a list with its answer, or an empty one. */
async function tellStatus({ state, response, query }: Exchange): Promise<void> {
  const payerKey = query.get('key') ?? '';
  const found = state.answers.get(payerKey) ?? answerAgain(state, payerKey);
  const entry = found === undefined ? [] : [{ resource: found }];
  sendJson(response, 200, {
    resourceType: 'Bundle',
    type: 'searchset',
    total: entry.length,
    entry,
  });
}

/** After a restart only the ledger is left: then it is queued, as everything is at first. */
function answerAgain({ ledger, time }: PayerState, payerKey: string): object | undefined {
  const receipt = ledger.last(payerKey);
  const created = new Date(time.now()).toISOString();
  return receipt && claimResponse(receipt, { payerKey, created, outcome: 'queued' });
}

async function switchScenario({ state, request, response }: Exchange): Promise<void> {
  const setting = readSetting(await readJson(request));
  if (!setting) {
    const names = Object.keys(SCENARIOS);
    return sendJson(response, 400, { error: 'name must be a scenario', scenarios: names });
  }
  state.setting = setting;
  state.left = setting.times ?? Infinity;
  sendJson(response, 200, setting);
}

async function passTime({ state, request, response }: Exchange): Promise<void> {
  const asked = await readJson(request);
  const ms = isJson(asked) ? asked.passMs : undefined;
  const { time } = state;
  if (time.pass === undefined) return sendJson(response, 409, { error: 'time passes by itself' });
  if (typeof ms !== 'number' || ms < 0)
    return sendJson(response, 400, { error: 'passMs is needed' });
  time.pass(ms);
  sendJson(response, 200, { now: new Date(time.now()).toISOString() });
}
