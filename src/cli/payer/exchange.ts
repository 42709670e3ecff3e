/** One request to a simulated payer, and what the payer knows while it answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ledger } from './ledger.ts';
import type { ScenarioSetting } from './scenarios.ts';
import type { PayerTime } from './time.ts';

export interface PayerState {
  readonly ledger: Ledger;
  readonly time: PayerTime;
  /** Codes it refuses with unless the scenario names others. */
  readonly rejects: readonly string[];
  /** What was answered, or would have been, by payer key: for who asks later. */
  readonly answers: Map<string, object>;
  setting: ScenarioSetting;
  /** Messages the setting still holds for. */
  left: number;
  /** Lets the message go on that waits to be overtaken. */
  overtake: (() => void) | undefined;
}

export interface Exchange {
  readonly state: PayerState;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
}

/** What a simulated payer reads of one message at most. */
const MESSAGE_BYTES = 32 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MESSAGE_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request);
  try {
    return body && JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(value));
}

/** The scenario for this message; one with a count falls back to accept when it is used up. */
export function nextSetting(state: PayerState): ScenarioSetting {
  const { honours } = state.setting;
  if (state.left <= 0) {
    state.setting = { name: 'accept', ...(honours !== undefined && { honours }) };
  } else state.left -= 1;
  return state.setting;
}
