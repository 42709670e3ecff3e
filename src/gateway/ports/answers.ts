/** What payers answer, about which versions, and what it changed. */
import type { BodyRow } from './commit.ts';
import type { AnswerEffect, ClaimState } from './states.ts';
import type { AuditEvent } from './store.ts';

export type AnswerKind = 'ClaimResponse' | 'PaymentReconciliation';

/** A version that a payer may answer about. */
export interface AnswerableVersion {
  readonly tenant: string;
  readonly focusId: string;
  readonly version: number;
}

/** An answer as one commit of one tenant; what is there already stays as it is. */
export interface AnswerCommit {
  readonly tenant: string;
  readonly id: string;
  readonly kind: AnswerKind;
  readonly payer: string;
  /** Who writes: tells a first answer from its repeats. */
  readonly token: string;
  readonly receivedAt: string;
  readonly claims: readonly AnsweredClaim[];
  /** The resource in its bundle. */
  readonly bodies: readonly BodyRow[];
  /** Hashed entries of the search index. */
  readonly tokens: readonly { readonly name: string; readonly value: string }[];
  /** Senders that want to hear of it. */
  readonly notify: readonly string[];
  readonly event: AuditEvent;
}

export interface AnsweredClaim {
  readonly focusId: string;
  readonly version: number;
  readonly state: ClaimState;
  /** When the payer made the answer. */
  readonly createdMs: number;
  /** True if a corrected claim is asked for. */
  readonly invites: boolean;
}

export interface TakenAnswer {
  readonly focusId: string;
  readonly version: number;
  readonly effect: AnswerEffect;
  /** False if it had been taken before. */
  readonly fresh: boolean;
}

export interface StoredAnswer {
  readonly focusId: string;
  readonly version: number;
  readonly kind: AnswerKind;
  readonly location: string;
  readonly state: ClaimState;
  readonly effect: AnswerEffect;
  readonly payer: string;
  readonly receivedAt: string;
}

export interface QuarantinedAnswer {
  readonly payer: string;
  readonly id: string;
  readonly kind: AnswerKind;
  readonly reason: string;
  readonly receivedAt: string;
}

export interface Answers {
  /** The version that was sent to the payer under this key. */
  sentAs(payer: string, payerKey: string): Promise<AnswerableVersion | undefined>;
  /** The version of the claim that the payer has: the last one that left, else the last. */
  claim(payer: string, focusId: string, version?: number): Promise<AnswerableVersion | undefined>;
  /** The versions that these answers of the payer are about. */
  answered(payer: string, ids: readonly string[]): Promise<readonly AnswerableVersion[]>;
  /** Where its payer's answers to a version stand, the last first; payments are none. */
  responsesTo(version: AnswerableVersion): Promise<readonly string[]>;
  take(commit: AnswerCommit): Promise<readonly TakenAnswer[]>;
  /** Answers about the versions that a submission's units stand for, in the order they came. */
  ofSubmission(tenant: string, submission: string): Promise<readonly StoredAnswer[]>;
  /** True if it was not there already. Bodies and event stand under tenant `payer/{id}`. */
  quarantine(answer: QuarantinedAnswer, bodies: readonly BodyRow[]): Promise<boolean>;
  /** The newest first. */
  quarantined(payer: string, limit: number): Promise<readonly QuarantinedAnswer[]>;
}
