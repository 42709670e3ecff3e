/** What a face hands to the gateway, and what it gets back. */
import type { Finding } from '../base/finding.ts';
import type { SourceFile } from '../channel/translation.ts';
import type { Render } from './answer.ts';
import type { CountsOf } from './counted.ts';
import type { Conditions } from './evidence.ts';
import type { AnswerHolds } from './lookup.ts';
import type { FindPayerCode } from './payer-codes.ts';
import type { Answers } from './ports/answers.ts';
import type {
  Clock,
  Dedupe,
  Digest,
  Ids,
  Log,
  Mac,
  Registry,
  StoredBody,
  Translator,
  Vault,
} from './ports/services.ts';
import type { Store } from './ports/store.ts';
import type { Intent, Sender } from './ports/terms.ts';

export interface GatewayPorts {
  readonly store: Store;
  readonly vault: Vault;
  readonly dedupe: Dedupe;
  readonly translator: Translator;
  readonly registry: Registry;
  readonly answers: Answers;
  readonly payerCode: FindPayerCode;
  /** Senders that want to hear what becomes of their claims. */
  readonly notify: readonly string[];
  /** Names this release and everything it was compiled from. */
  readonly release: string;
  readonly answerHolds: AnswerHolds;
  readonly countsOf: CountsOf;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly mac: Mac;
  readonly digest: Digest;
  readonly log: Log;
  readonly renderIn: (language: string) => Render;
  /** Called after a commit that left something to deliver or to work on later. */
  readonly wake: () => void;
}

export interface SubmissionRequest {
  readonly sender: Sender;
  readonly channel: string;
  readonly contentType: string;
  /** The body as it came, for its hash and for keeping. */
  readonly raw: Uint8Array;
  readonly files: readonly SourceFile[];
  /** Instead of both: a body that was kept as it came, for it is too large to be in memory. */
  readonly stored?: StoredBody;
  /** The same while the submission is not there yet. */
  readonly spooled?: SpooledBody;
  readonly charset?: string;
  readonly idempotencyKey?: string;
  /** Asked for by the request; else the content or the channel's rule says. */
  readonly intent?: Intent;
  readonly conditions?: Conditions;
  readonly allOrNothing: boolean;
  readonly dryRun: boolean;
  readonly later: boolean;
  /** Number of the visit that a card read opens. */
  readonly visit?: string;
  readonly language: string;
}

export interface SpooledBody {
  /** The submission it becomes. */
  readonly submission: string;
  readonly length: number;
  readonly requestHash: string;
}

export function byteCountOf({ raw, stored, spooled }: SubmissionRequest): number {
  return stored?.length ?? spooled?.length ?? raw.length;
}

/** A request with the SHA-256 of its bytes. */
export interface HashedRequest {
  readonly request: SubmissionRequest;
  readonly requestHash: string;
}

/** What an Idempotency-Key stands for: the bytes, whose they are, and what was asked of them. */
export function effectHash({ request, requestHash }: HashedRequest): string {
  const { intent, allOrNothing, visit } = request;
  const opens = visit !== undefined && `visit=${visit}`;
  return [requestHash, intent, allOrNothing && 'all', opens].filter(Boolean).join(';');
}

/** Idempotency keys are the sender's per route. */
export function routeOf(channel: string): string {
  return `POST /submissions/${channel}`;
}

/** The answer as it is given and, for an Idempotency-Key, kept. */
export interface KeptAnswer {
  readonly status: number;
  readonly submission: string;
  readonly body: string;
}

export type Reception =
  | { readonly kind: 'answered'; readonly answer: KeptAnswer; readonly replayed: boolean }
  | { readonly kind: 'tried'; readonly body: string }
  /** Nothing could be cut; nothing was stored. */
  | { readonly kind: 'faulted'; readonly findings: readonly Finding[] }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'in-flight' }
  /** Overtaken too often, or the store is away: come back. */
  | { readonly kind: 'busy' };
