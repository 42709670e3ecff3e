/**
 * A payer answers: the claim it is about is found, the answer is kept as a resource of the claim's
 * tenant, and the claim's state follows it. The same answer again changes nothing; what fits no
 * claim is kept aside for a person to look at.
 */
import { canonicalOf, canonicalText } from '../base/canonical.ts';
import type { Resource } from '../channel/translation.ts';
import { sealBodies, textBody } from './bodies.ts';
import type { Json } from './judge.ts';
import type { FindPayerCode } from './payer-codes.ts';
import type {
  AnswerableVersion,
  AnswerCommit,
  AnsweredClaim,
  AnswerKind,
  Answers,
} from './ports/answers.ts';
import type { IndexEntry } from './ports/prepared.ts';
import type { Clock, Ids, Log, Mac, Vault } from './ports/services.ts';
import type { ClaimState } from './ports/states.ts';
import type { Store } from './ports/store.ts';
import { hashEntry } from './prepare.ts';
import {
  type AnswerPart,
  answerParts,
  createdMs,
  type ResponseReference,
  reasonsOf,
} from './read-answer.ts';
import { indexEntries } from './search-index.ts';

export interface AnswerPorts {
  readonly store: Store;
  readonly answers: Answers;
  readonly vault: Vault;
  readonly mac: Mac;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly payerCode: FindPayerCode;
  /** Senders that want to hear of answers. */
  readonly notify: readonly string[];
}

/** What a payer posted, or replied with. */
export interface ArrivedAnswer {
  readonly payer: string;
  readonly kind: AnswerKind;
  readonly resource: Json;
  /** The key of the message it is the reply to, or that the payer named. */
  readonly payerKey?: string;
}

export type QuarantineReason = 'unknown' | 'mismatch' | 'several' | 'withdrawn';

export type AnswerResult =
  | {
      readonly kind: 'taken';
      /** False if all of it had been taken before. */
      readonly fresh: boolean;
      readonly contradiction: boolean;
      readonly id: string;
    }
  | { readonly kind: 'quarantined'; readonly reason: QuarantineReason };

/** A part of the answer with the version it is about. */
interface Matched {
  readonly part: AnswerPart;
  readonly version: AnswerableVersion;
}

export async function takeAnswer(
  ports: AnswerPorts,
  arrived: ArrivedAnswer,
): Promise<AnswerResult> {
  const parts = answerParts(arrived.resource);
  const found = await Promise.all(parts.map((part) => match(ports, arrived, part)));
  const matched = found.filter((each) => typeof each !== 'string');
  const fault = parts.length === 0 ? 'withdrawn' : found.find((each) => typeof each === 'string');
  if (fault !== undefined) await keepAside(ports, arrived, fault);
  if (matched.length === 0) return { kind: 'quarantined', reason: fault ?? 'unknown' };
  const byTenant = Map.groupBy(matched, ({ version }) => version.tenant);
  const taken = await Promise.all(
    [...byTenant].map(async ([tenant, list]) => {
      const commit = await answerCommit(ports, arrived, { tenant, matched: list });
      return { id: commit.id, effects: await ports.answers.take(commit) };
    }),
  );
  const effects = taken.flatMap((each) => each.effects);
  const fresh = effects.some((each) => each.fresh);
  const contradiction = effects.some((each) => each.effect === 'contradiction');
  report(ports.log, arrived, { fresh, contradiction });
  return { kind: 'taken', fresh, contradiction, id: taken[0]?.id ?? '' };
}

function report(
  log: Log,
  { payer, kind }: ArrivedAnswer,
  { fresh, contradiction }: { readonly fresh: boolean; readonly contradiction: boolean },
): void {
  const level = contradiction && fresh ? 'error' : 'info';
  log.event(level, 'answer taken', { payer, kind, fresh, contradiction });
}

/** The version that one part is about, or why there is none. */
async function match(
  ports: AnswerPorts,
  { payer, payerKey: given }: ArrivedAnswer,
  part: AnswerPart,
): Promise<Matched | QuarantineReason> {
  const { payerKey = given, focusId, version, identifier, response } = part.about;
  const sent = payerKey === undefined ? undefined : await ports.answers.sentAs(payer, payerKey);
  if (payerKey !== undefined && sent === undefined) return 'unknown';
  if (sent !== undefined) {
    const other = focusId !== undefined && focusId.toLowerCase() !== sent.focusId.toLowerCase();
    return other ? 'mismatch' : { part, version: sent };
  }
  if (response !== undefined) return await matchResponse(ports, { payer, response }, part);
  const byId =
    focusId === undefined ? undefined : await ports.answers.claim(payer, focusId, version);
  if (identifier === undefined) return byId === undefined ? 'unknown' : { part, version: byId };
  const byNumber = await matchNumber(ports, { payer, identifier }, part);
  // An id that is none of ours may be the payer's own.
  if (byId === undefined || typeof byNumber === 'string') {
    return byId === undefined ? byNumber : { part, version: byId };
  }
  return byNumber.version.focusId === byId.focusId ? { part, version: byId } : 'mismatch';
}

/** By the sender's own number, among the claims of all tenants that send to the payer. */
async function matchNumber(
  { store, answers, mac }: AnswerPorts,
  { payer, identifier }: { readonly payer: string; readonly identifier: string },
  part: AnswerPart,
): Promise<Matched | QuarantineReason> {
  const tenants = await store.tenantsOf(payer);
  const entry = { name: 'identifier', value: identifier };
  const values = tenants.map((tenant) => hashEntry(entry, { tenant, mac }).value);
  const found = await store.search({
    ...{ scope: { kind: 'payer', payer }, type: 'Claim', updated: [], limit: 2 },
    tokens: [{ name: 'identifier', values }],
  });
  const [only, another] = found;
  if (only === undefined) return 'unknown';
  if (another !== undefined) return 'several';
  const version = await answers.claim(payer, only.id);
  return version === undefined ? 'unknown' : { part, version };
}

/** Index of the ids that payers give their answers, which here have ids of their own. */
const PAYERS_ID = 'payers-id';

/** By an answer of before: its id here, the payer's own id of it, or its number. */
async function matchResponse(
  { store, answers, mac }: AnswerPorts,
  { payer, response }: { readonly payer: string; readonly response: ResponseReference },
  part: AnswerPart,
): Promise<Matched | QuarantineReason> {
  const { id, identifier } = response;
  const entries = [
    ...(id === undefined ? [] : [{ name: PAYERS_ID, value: id }]),
    ...(identifier === undefined ? [] : [{ name: 'identifier', value: identifier }]),
  ];
  const tenants = entries.length === 0 ? [] : await store.tenantsOf(payer);
  const found = await Promise.all(
    entries.map((entry) =>
      store.search({
        ...{ scope: { kind: 'payer', payer }, type: 'ClaimResponse', updated: [], limit: 20 },
        tokens: [
          {
            name: entry.name,
            values: tenants.map((tenant) => hashEntry(entry, { tenant, mac }).value),
          },
        ],
      }),
    ),
  );
  const named = [id ?? [], found.flat().map((each) => each.id)].flat();
  const [only, another] = named.length === 0 ? [] : await answers.answered(payer, named);
  if (only === undefined) return 'unknown';
  return another === undefined ? { part, version: only } : 'several';
}

interface TenantPart {
  readonly tenant: string;
  readonly matched: readonly Matched[];
}

export async function answerCommit(
  ports: AnswerPorts,
  arrived: ArrivedAnswer,
  { tenant, matched }: TenantPart,
): Promise<AnswerCommit> {
  const { payer, kind } = arrived;
  const nowMs = ports.clock.now();
  const receivedAt = new Date(nowMs).toISOString();
  const resource = own(arrived.resource, matched);
  const text = canonicalText(canonicalOf(resource));
  const id = uuidOf(ports.mac.of('answer', payer, tenant, text));
  const location = `${kind}/${id}/_history/1`;
  const kept = { ...resource, resourceType: kind, id };
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: kept }] };
  const bodies = [textBody(location, 'bundle', JSON.stringify(bundle))];
  return {
    ...{ tenant, id, kind, payer, receivedAt, token: ports.ids.token() },
    claims: answeredClaims(ports, arrived, { matched, created: createdMs(resource, nowMs) }),
    bodies: await sealBodies(ports.vault, tenant, bodies),
    tokens: [...entriesOf(kept, matched), ...payersId(arrived.resource)].map((entry) =>
      hashEntry(entry, { tenant, mac: ports.mac }),
    ),
    notify: ports.notify,
    event: { at: receivedAt, actor: payer, action: 'answer', entity: location, outcome: 'done' },
  };
}

function payersId({ id }: Json): readonly IndexEntry[] {
  return typeof id === 'string' && id !== '' ? [{ name: PAYERS_ID, value: id }] : [];
}

/** Found by the claim it is about, however it named it. */
function entriesOf(resource: Resource, matched: readonly Matched[]): readonly IndexEntry[] {
  const entries = indexEntries(resource);
  const claims = matched.map(({ version }) => ({ name: 'request', value: version.focusId }));
  const all = [...entries, ...claims].map((entry) => [JSON.stringify(entry), entry] as const);
  return [...new Map(all).values()];
}

/** Of a payment of many only what concerns the tenant's own claims. */
function own(resource: Json, matched: readonly Matched[]): Json {
  if (!Array.isArray(resource.detail)) return resource;
  const parts = answerParts(resource);
  const about = new Set(matched.map(({ part }) => JSON.stringify(part.about)));
  const detail: readonly unknown[] = resource.detail;
  const kept = detail.filter((_each, at) => about.has(JSON.stringify(parts[at]?.about)));
  return kept.length === detail.length ? resource : { ...resource, detail: kept };
}

function answeredClaims(
  { payerCode }: AnswerPorts,
  { payer, resource }: ArrivedAnswer,
  { matched, created }: { readonly matched: readonly Matched[]; readonly created: number },
): readonly AnsweredClaim[] {
  const kinds = reasonsOf(resource).map((reason) => payerCode(payer, reason)?.kind ?? 'deny');
  // One code that is final makes the whole final.
  const correctable = kinds.includes('correct') && !kinds.includes('deny');
  const unique = new Map(matched.map((each) => [JSON.stringify(each.version), each]));
  return [...unique.values()].map(({ part, version: { focusId, version } }) => {
    const refused: readonly ClaimState[] = ['rejected', 'partial'];
    const invites = correctable && refused.includes(part.state);
    return { focusId, version, state: part.state, createdMs: created, invites };
  });
}

async function keepAside(
  ports: AnswerPorts,
  { payer, kind, resource }: ArrivedAnswer,
  reason: QuarantineReason,
): Promise<void> {
  const tenant = `payer/${payer}`;
  const id = uuidOf(ports.mac.of('answer', payer, '', canonicalText(canonicalOf(resource))));
  const receivedAt = new Date(ports.clock.now()).toISOString();
  const bodies = [textBody(`quarantine/${id}`, 'bundle', JSON.stringify(resource))];
  const fresh = await ports.answers.quarantine(
    { payer, id, kind, reason, receivedAt },
    await sealBodies(ports.vault, tenant, bodies),
  );
  if (fresh) ports.log.event('error', 'answer quarantined', { payer, kind, reason, id });
}

/** A UUID of version 8 from a hash in base64url. */
function uuidOf(hash: string): string {
  const hex = [...hash]
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(6, '0'))
    .join('')
    .match(/.{4}/g)
    ?.map((bits) => Number.parseInt(bits, 2).toString(16))
    .join('');
  const [a = '', b = '', c = '', d = '', e = ''] =
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(hex ?? '')?.slice(1) ?? [];
  return `${a}-${b}-8${c}-8${d}-${e}`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
