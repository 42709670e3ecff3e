/** What became of a submission: counts that balance, and each unit's state and timeline. */
import type { Finding } from '../base/finding.ts';
import type { Render } from './answer.ts';
import { openText } from './bodies.ts';
import { unitOwner } from './candidate.ts';
import { chunkOwner } from './intake-commit.ts';
import type { KeptFindings } from './kept-findings.ts';
import { type PayerStatusPorts, payerAnswers, type UnitAnswers } from './payer-status.ts';
import type { StoredAnswer } from './ports/answers.ts';
import type { Clock } from './ports/services.ts';
import type { Books } from './ports/states.ts';
import type { StoredDelivery, StoredParked, StoredSubmission, StoredUnit } from './ports/store.ts';
import type { Sender } from './ports/terms.ts';

export interface SubmissionStatus {
  readonly id: string;
  readonly channel: string;
  readonly receivedAt: string;
  readonly state: StoredSubmission['state'];
  readonly bytes: number;
  readonly sha256: string;
  readonly books: Books;
  /** Findings that belong to no unit. */
  readonly outcome: object;
  readonly units: readonly UnitStatus[];
}

interface UnitStatus {
  readonly unit: number;
  readonly key: string;
  readonly state: string;
  readonly location?: string;
  readonly delivery?: { readonly payer: string; readonly state: string };
  /** For its sender's decision, or for its original. */
  readonly waits?: { readonly for: 'decision' | 'original'; readonly until: string } | undefined;
  /** What the payer says of the claim now, and why. */
  readonly answer?: {
    readonly payer: string;
    readonly state: string;
    readonly at: string;
    readonly location: string;
    readonly outcome: object;
  };
  readonly outcome: object;
  readonly timeline: readonly TimelineEvent[];
}

interface TimelineEvent {
  readonly at: string;
  readonly event: string;
  readonly attempt?: number;
  readonly status?: number;
  readonly location?: string;
}

export interface StatusPorts extends PayerStatusPorts {
  readonly clock: Clock;
}

export interface StatusRequest {
  readonly principal: Sender;
  readonly id: string;
  readonly language: string;
  readonly render: Render;
}

/** Undefined if the sender's tenant has no such submission. */
export async function readStatus(
  ports: StatusPorts,
  { principal, id, language, render }: StatusRequest,
): Promise<SubmissionStatus | undefined> {
  const { tenant } = principal;
  const submission = await ports.store.submission(tenant, id);
  if (submission === undefined) return undefined;
  const [units, deliveries, parked, kept] = await Promise.all([
    ports.store.units(tenant, id),
    ports.store.deliveries(tenant, id),
    ports.store.parkedUnits(tenant, id),
    readFindings(ports, tenant, id),
  ]);
  const answered = await payerAnswers(ports, { tenant, submission, units, language });
  await ports.store.audit([
    {
      ...{ tenant, at: new Date(ports.clock.now()).toISOString(), actor: principal.id },
      ...{ action: 'read', entity: `submission/${id}`, outcome: 'done' },
    },
  ]);
  const said = ({ ordinal }: StoredUnit) => {
    const answers = answered.get(ordinal);
    return answers === undefined ? {} : { answers };
  };
  return {
    ...{ id, channel: submission.channel, receivedAt: submission.receivedAt },
    ...{ state: submission.state, bytes: submission.byteCount, sha256: submission.requestHash },
    books: JSON.parse(submission.books) as Books,
    outcome: render(kept.set),
    units: await Promise.all(
      units.map(async (unit) => {
        const later = await settledFindings(ports, tenant, id, unit);
        const findings = later ?? kept.units[unit.ordinal - 1] ?? [];
        const delivery = deliveryOf(unit, deliveries);
        const outcome = render(findings, unit.key);
        const waits = waitingOf(parked, unit);
        const parts = { submission, unit, delivery, waits, outcome, render };
        return unitStatus({ ...parts, ...said(unit) });
      }),
    ),
  };
}

/** What the unit waits for, and until when. */
function waitingOf(parked: readonly StoredParked[], { ordinal }: StoredUnit): UnitStatus['waits'] {
  const found = parked.find((each) => each.ordinal === ordinal);
  if (found === undefined) return undefined;
  return { for: found.reason === 'early' ? 'original' : 'decision', until: found.expiresAt };
}

/** What was said when the unit was settled, if that was after its submission was answered. */
async function settledFindings(
  ports: StatusPorts,
  tenant: string,
  id: string,
  { ordinal, settledAt }: StoredUnit,
): Promise<readonly Finding[] | undefined> {
  if (settledAt === undefined) return undefined;
  const place = { tenant, owner: unitOwner(id, ordinal), kind: 'findings' as const };
  const text = await openText(ports, place);
  return text === undefined ? undefined : (JSON.parse(text) as readonly Finding[]);
}

type Told = Pick<KeptFindings, 'set' | 'units'>;

/** Of a submission that was worked off in chunks, those of all chunks that are done. */
async function readFindings(ports: StatusPorts, tenant: string, id: string): Promise<Told> {
  let kept: Told = { set: [], units: [] };
  let next: number | undefined = 1;
  while (next !== undefined) {
    const owner = chunkOwner(id, next);
    const text = await openText(ports, { tenant, owner, kind: 'findings' });
    if (text === undefined) return kept;
    const chunk = JSON.parse(text) as KeptFindings;
    kept = { set: [...kept.set, ...chunk.set], units: [...kept.units, ...chunk.units] };
    next = chunk.next;
  }
  return kept;
}

function deliveryOf(
  unit: StoredUnit,
  deliveries: readonly StoredDelivery[],
): StoredDelivery | undefined {
  return deliveries.find(
    ({ focusId, version }) => focusId === unit.focusId && version === unit.version,
  );
}

interface UnitParts {
  readonly submission: StoredSubmission;
  readonly unit: StoredUnit;
  readonly delivery: StoredDelivery | undefined;
  readonly waits: UnitStatus['waits'];
  readonly answers?: UnitAnswers;
  readonly outcome: object;
  readonly render: Render;
}

function unitStatus(parts: UnitParts): UnitStatus {
  const { submission, unit, delivery, waits, answers, outcome } = parts;
  const { focusType, focusId, versionId } = unit;
  return {
    ...{ unit: unit.ordinal, key: unit.key, state: unit.state },
    ...(focusId !== undefined && { location: `${focusType}/${focusId}/_history/${versionId}` }),
    ...(delivery && { delivery: { payer: delivery.payer, state: delivery.state } }),
    ...(waits && { waits }),
    ...answerOf(parts),
    outcome,
    timeline: [
      { at: submission.receivedAt, event: 'received' },
      { at: submission.receivedAt, event: unit.firstState ?? unit.state },
      ...settledEvents(unit),
      ...inOrder([
        ...(delivery?.attempts ?? []).flatMap(attemptEvents),
        ...(answers?.answers ?? []).map(answerEvent),
      ]),
    ],
  };
}

function settledEvents({ settledAt, settledAs, state, firstState }: StoredUnit) {
  if (settledAt === undefined || settledAs === undefined) return [];
  const settled = { at: settledAt, event: settledAs };
  return state === firstState ? [settled] : [settled, { at: settledAt, event: state }];
}

function attemptEvents(attempt: StoredDelivery['attempts'][number]): readonly TimelineEvent[] {
  const { attempt: number, finishedAt, result, status } = attempt;
  const sent = { at: new Date(attempt.startedAt).toISOString(), event: 'sent', attempt: number };
  if (finishedAt === undefined || result === undefined) return [sent];
  return [
    sent,
    {
      ...{ at: new Date(finishedAt).toISOString(), event: result, attempt: number },
      ...(status !== undefined && { status }),
    },
  ];
}

function answerOf({ unit, answers, render }: UnitParts): Pick<UnitStatus, 'answer'> {
  if (answers?.current === undefined) return {};
  const { payer, state, receivedAt: at, location } = answers.current;
  const outcome = render(answers.findings, unit.key);
  return { answer: { payer, state, at, location, outcome } };
}

/** An answer that changed nothing stands in the timeline with the reason why. */
function answerEvent({ receivedAt, state, effect, location }: StoredAnswer): TimelineEvent {
  const event = effect === 'applied' ? `answered: ${state}` : `answered: ${state} (${effect})`;
  return { at: receivedAt, event, location };
}

function inOrder(events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  return events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
