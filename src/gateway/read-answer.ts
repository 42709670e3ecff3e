/** What a ClaimResponse or a PaymentReconciliation says, as far as the gateway acts on it. */
import { ownValue } from '../base/own-value.ts';
import { systems } from '../fhir/canonical.ts';
import { isJson, type Json } from './judge.ts';
import type { ClaimState } from './ports/states.ts';

/** How an answer names the claim it is about. */
export interface ClaimReference {
  readonly payerKey?: string;
  readonly focusId?: string;
  readonly version?: number;
  /** The sender's own number, `system|value` or `value`. */
  readonly identifier?: string;
  /** The answer that a payment follows, where it names no claim. */
  readonly response?: ResponseReference;
}

/** How a payment names a ClaimResponse. */
export interface ResponseReference {
  readonly id?: string;
  /** `system|value` or `value`. */
  readonly identifier?: string;
}

/** One thing an answer says about one claim. */
export interface AnswerPart {
  readonly about: ClaimReference;
  readonly state: ClaimState;
}

/** Why a claim was not taken as it was. */
export interface Reason {
  readonly system?: string;
  readonly code: string;
  /** The payer's own words. */
  readonly text?: string;
  /** `Claim.item.sequence` it speaks of. */
  readonly item?: number;
}

/** http://hl7.org/fhir/R4/valueset-remittance-outcome.html */
const OUTCOMES: Readonly<Record<string, ClaimState>> = {
  queued: 'queued',
  complete: 'approved',
  error: 'rejected',
  partial: 'partial',
};

/** Empty if the answer says nothing that could be acted on: it was withdrawn, or has no claim. */
export function answerParts(answer: Json): readonly AnswerPart[] {
  if (answer.status !== undefined && answer.status !== 'active') return [];
  if (answer.resourceType === 'PaymentReconciliation') {
    return jsons(answer.detail).map(({ request, response }) => ({
      about:
        request === undefined ? { response: responseReference(response) } : claimReference(request),
      state: 'paid',
    }));
  }
  const { outcome } = answer;
  const state = typeof outcome === 'string' ? ownValue(OUTCOMES, outcome) : undefined;
  return state === undefined ? [] : [{ about: claimReference(answer.request), state }];
}

const LOCATION = /^(?:.*\/)?Claim\/([A-Za-z0-9.-]{1,64})(?:\/_history\/(\d{1,9}))?$/;
const URN = /^urn:uuid:([0-9a-f-]{36})$/i;

const RESPONSE =
  /^(?:(?:.*\/)?ClaimResponse\/|urn:uuid:)([A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/i;

function responseReference(response: unknown): ResponseReference {
  if (!isJson(response)) return {};
  const { reference } = response;
  const id = typeof reference === 'string' ? RESPONSE.exec(reference)?.[1] : undefined;
  const identifier = identifierText(response.identifier);
  return { ...(id !== undefined && { id }), ...(identifier !== undefined && { identifier }) };
}

/** `system|value` or `value`. */
export function identifierText(identifier: unknown): string | undefined {
  const { system, value } = isJson(identifier) ? identifier : {};
  if (typeof value !== 'string' || value === '') return undefined;
  return typeof system === 'string' ? `${system}|${value}` : value;
}

function claimReference(request: unknown): ClaimReference {
  if (!isJson(request)) return {};
  const reference = typeof request.reference === 'string' ? request.reference : '';
  const [, located, version] = LOCATION.exec(reference) ?? [];
  const focusId = located ?? URN.exec(reference)?.[1];
  const { identifier } = request;
  const named = identifierText(identifier);
  const { system, value } = isJson(identifier) ? identifier : {};
  const isKey = system === systems.payerKey;
  return {
    ...(focusId !== undefined && { focusId }),
    ...(version !== undefined && { version: Number(version) }),
    ...(named !== undefined && (isKey ? { payerKey: String(value) } : { identifier: named })),
  };
}

/** Milliseconds; a date without a time counts to its end, so that it never looks older. */
export function createdMs({ created }: Json, nowMs: number): number {
  if (typeof created !== 'string') return nowMs;
  const wholeDay = /^\d{4}-\d{2}-\d{2}$/.test(created);
  const at = Date.parse(wholeDay ? `${created}T23:59:59.999Z` : created);
  return Number.isNaN(at) ? nowMs : at;
}

/** Errors of the claim, and reasons of adjudications of its items. */
export function reasonsOf(answer: Json): readonly Reason[] {
  const errors = jsons(answer.error).flatMap(({ code, itemSequence }) =>
    reasonsIn(code, itemSequence),
  );
  const items = jsons(answer.item).flatMap(({ adjudication, itemSequence }) =>
    jsons(adjudication).flatMap(({ reason }) => reasonsIn(reason, itemSequence)),
  );
  const whole = jsons(answer.adjudication).flatMap(({ reason }) => reasonsIn(reason, undefined));
  return [...errors, ...whole, ...items];
}

function reasonsIn(concept: unknown, itemSequence: unknown): readonly Reason[] {
  if (!isJson(concept)) return [];
  const item = typeof itemSequence === 'number' ? { item: itemSequence } : {};
  const { text } = concept;
  const said = typeof text === 'string' ? { text } : {};
  const codings = jsons(concept.coding).filter(({ code }) => typeof code === 'string');
  if (codings.length === 0) return 'text' in said ? [{ code: '', ...said, ...item }] : [];
  // Several codings of one concept say the same; the first is the payer's own.
  const [{ system, code, display } = {}] = codings;
  return [
    {
      code: String(code),
      ...(typeof system === 'string' && { system }),
      ...(typeof display === 'string' && { text: display }),
      ...said,
      ...item,
    },
  ];
}

function jsons(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}
