/**
 * Senders that never give up: each set of claims is sent with its key until it is acknowledged,
 * now and then repeated, and now and then corrected. What they saw stands in the history.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLAIMS_A_COPY, zippedSet } from '../bench/gateway-sets.ts';
import { CHANNEL, type Gateway } from './gateway.ts';
import type { History } from './history.ts';

/** A request that was acknowledged. */
export interface Acknowledged {
  readonly key: string;
  readonly mark: number;
  readonly edition: number;
  readonly body: Uint8Array;
  readonly answer: string;
  readonly location: string;
  readonly at: number;
}

export interface Load {
  /** Sets of claims begun; each has three claims. */
  readonly marks: number;
  readonly acknowledged: readonly Acknowledged[];
  /** Requests that were cut or refused for a time, and sent again. */
  readonly repeated: number;
  /** Claims that others than these senders have brought in, each in one version. */
  readonly elsewhere: number;
  /** Answers that may never be given. */
  readonly violations: readonly string[];
  claimed(count: number): void;
  resume(senders?: number): void;
  /** Sends to these from now on. */
  spread(gateways: readonly Gateway[]): void;
  /** No new sets; those begun are brought to their end. */
  settle(): Promise<void>;
  /** Waits for so many more acknowledgements. */
  progress(count: number): Promise<void>;
}

export interface LoadOptions {
  readonly gateways: readonly Gateway[];
  readonly history: History;
  readonly senders: number;
}

interface State extends Omit<LoadOptions, 'gateways'> {
  gateways: readonly Gateway[];
  marks: number;
  repeated: number;
  elsewhere: number;
  /** Why a request was not taken, the last time. */
  refusal: string;
  stopped: boolean;
  running: Promise<unknown>;
  readonly acknowledged: Acknowledged[];
  readonly violations: string[];
}

/** Answers that ask the sender to come back. */
const COME_BACK = new Set([409, 429, 503]);
const PROGRESS_MS = 60_000;
const SETTLE_MS = 60_000;
const ANSWER_MS = 20_000;
/** Every so many-th set is sent again under its key, under a new key, and corrected. */
const REPLAY_EVERY = 5;
const DUPLICATE_EVERY = 7;
const CORRECT_EVERY = 6;

export function createLoad(options: LoadOptions): Load {
  const state: State = {
    ...options,
    ...{
      marks: 0,
      repeated: 0,
      elsewhere: 0,
      refusal: '',
      stopped: true,
      running: Promise.resolve(),
    },
    ...{ acknowledged: [], violations: [] },
  };
  return {
    get marks() {
      return state.marks;
    },
    get repeated() {
      return state.repeated;
    },
    get elsewhere() {
      return state.elsewhere;
    },
    claimed: (count) => {
      state.elsewhere += count;
    },
    ...{ acknowledged: state.acknowledged, violations: state.violations },
    resume: (count = state.senders) => {
      state.stopped = false;
      state.running = Promise.all(Array.from({ length: count }, () => sendSets(state)));
    },
    spread: (gateways) => {
      state.gateways = gateways;
    },
    settle: async () => {
      state.stopped = true;
      const late = sleep(SETTLE_MS, 'late', { ref: false });
      if ((await Promise.race([state.running, late])) === 'late') {
        throw new Error(
          `requests that were begun are not answered; the last one: ${state.refusal}`,
        );
      }
    },
    progress: async (count) => {
      const wanted = state.acknowledged.length + count;
      const deadline = Date.now() + PROGRESS_MS;
      while (state.acknowledged.length < wanted) {
        if (Date.now() > deadline)
          throw new Error(`nothing is acknowledged any more: ${state.refusal}`);
        await sleep(10);
      }
    },
  };
}

async function sendSets(state: State): Promise<void> {
  while (!state.stopped) {
    state.marks += 1;
    const mark = state.marks;
    const first = await sendUntilTaken(state, { mark, edition: 0, key: `set-${mark}` });
    expectStatuses(state, first, ['201', '201', '201']);
    if (mark % REPLAY_EVERY === 0) await replay(state, first);
    if (mark % DUPLICATE_EVERY === 0) {
      const again = await sendUntilTaken(state, { mark, edition: 0, key: `again-${mark}` });
      expectStatuses(state, again, ['200', '200', '200']);
    }
    if (mark % CORRECT_EVERY === 0) {
      const key = `corrected-${mark}`;
      const corrected = await sendUntilTaken(state, { mark, edition: 1, key });
      // The visits changed; the admission is as it was.
      expectStatuses(state, corrected, ['200', '201', '201']);
    }
  }
}

interface Sending {
  readonly mark: number;
  readonly edition: number;
  readonly key: string;
}

async function sendUntilTaken(state: State, sending: Sending): Promise<Acknowledged> {
  const { mark, edition, key } = sending;
  const body = zippedSet({ mark: mark * 10 + 1, copies: 1, edition });
  const sha256 = sha256Of(body);
  for (let tries = 0; ; tries += 1) {
    state.history.note({ op: 'invoke', key, sha256 });
    const answer = await post(state, { body, key, edition, tries });
    if (answer !== undefined) {
      const { text, location, status } = answer;
      state.history.note({ op: 'ok', key, status, sha256: sha256Of(text) });
      const taken = { key, mark, edition, body, answer: text, location, at: Date.now() };
      state.acknowledged.push(taken);
      return taken;
    }
    state.repeated += 1;
    await sleep(50);
  }
}

interface Attempt {
  readonly body: Uint8Array;
  readonly key: string;
  readonly edition: number;
  readonly tries: number;
}

async function post(state: State, { body, key, edition, tries }: Attempt) {
  const { gateways } = state;
  const gateway = gateways[(tries + Number(key.replace(/\D/g, ''))) % gateways.length];
  const query = edition > 0 ? '?intent=replacement' : '';
  try {
    const response = await fetch(`${gateway?.url}/submissions/${CHANNEL}${query}`, {
      method: 'POST',
      headers: { ...authorization, 'content-type': 'application/zip', 'idempotency-key': key },
      body: body as Uint8Array<ArrayBuffer>,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await response.text();
    const { status } = response;
    if (status === 200) return { text, status, location: response.headers.get('location') ?? '' };
    refused(state, key, `${status} ${text}`);
    if (!COME_BACK.has(status)) state.violations.push(`${key}: status ${status} ${text}`);
  } catch (error) {
    refused(state, key, String(error));
  }
  return undefined;
}

function refused(state: State, key: string, reason: string): void {
  state.refusal = `${key}: ${reason}`;
  state.history.note({ op: 'info', key, reason });
}

export const authorization = { authorization: 'Bearer sender-key' };

/** I8: the answer to the same key and bytes is the same, byte for byte. */
async function replay(state: State, first: Acknowledged): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const again = await post(state, { ...first, tries });
    if (again === undefined) {
      await sleep(50);
      continue;
    }
    if (again.text !== first.answer || again.location !== first.location) {
      state.violations.push(`${first.key}: another answer to the same request`);
    }
    return;
  }
}

function expectStatuses(state: State, { key, answer }: Acknowledged, wanted: string[]): void {
  const statuses = [...answer.matchAll(/"status":"(\d+)"/g)].map(([, status]) => status ?? '');
  if (statuses.length !== CLAIMS_A_COPY || statuses.toSorted().join() !== wanted.join()) {
    state.violations.push(`${key}: answered ${statuses.join()}, not ${wanted.join()}`);
  }
}

function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
