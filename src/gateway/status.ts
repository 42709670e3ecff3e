/** What became of a submission: counts that balance, and each unit's state and timeline. */
import type { Finding } from '../base/finding.ts';
import type { Render } from './answer.ts';
import { openBody } from './bodies.ts';
import type { Clock, Vault } from './ports/services.ts';
import type { Books } from './ports/states.ts';
import type { Store, StoredDelivery, StoredSubmission, StoredUnit } from './ports/store.ts';
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
  readonly outcome: object;
  readonly timeline: readonly TimelineEvent[];
}

interface TimelineEvent {
  readonly at: string;
  readonly event: string;
  readonly attempt?: number;
  readonly status?: number;
}

export interface StatusPorts {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
}

export interface StatusRequest {
  readonly principal: Sender;
  readonly id: string;
  readonly render: Render;
}

/** Undefined if the sender's tenant has no such submission. */
export async function readStatus(
  ports: StatusPorts,
  { principal, id, render }: StatusRequest,
): Promise<SubmissionStatus | undefined> {
  const { tenant } = principal;
  const submission = await ports.store.submission(tenant, id);
  if (submission === undefined) return undefined;
  const [units, deliveries, kept] = await Promise.all([
    ports.store.units(tenant, id),
    ports.store.deliveries(tenant, id),
    readFindings(ports, tenant, id),
  ]);
  await ports.store.audit([
    {
      ...{ tenant, at: new Date(ports.clock.now()).toISOString(), actor: principal.id },
      ...{ action: 'read', entity: `submission/${id}`, outcome: 'done' },
    },
  ]);
  return {
    ...{ id, channel: submission.channel, receivedAt: submission.receivedAt },
    ...{ state: submission.state, bytes: submission.byteCount, sha256: submission.requestHash },
    books: JSON.parse(submission.books) as Books,
    outcome: render(kept.set),
    units: units.map((unit) => {
      const findings = kept.units[unit.ordinal - 1] ?? [];
      const delivery = deliveryOf(unit, deliveries);
      return unitStatus({ submission, unit, delivery, outcome: render(findings, unit.key) });
    }),
  };
}

interface KeptFindings {
  readonly set: readonly Finding[];
  readonly units: readonly (readonly Finding[])[];
}

async function readFindings(ports: StatusPorts, tenant: string, id: string): Promise<KeptFindings> {
  const bytes = await openBody(ports, { tenant, owner: id, kind: 'findings' });
  return bytes === undefined
    ? { set: [], units: [] }
    : (JSON.parse(new TextDecoder().decode(bytes)) as KeptFindings);
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
  readonly outcome: object;
}

function unitStatus({ submission, unit, delivery, outcome }: UnitParts): UnitStatus {
  const { focusType, focusId, versionId } = unit;
  return {
    ...{ unit: unit.ordinal, key: unit.key, state: unit.state },
    ...(focusId !== undefined && { location: `${focusType}/${focusId}/_history/${versionId}` }),
    ...(delivery && { delivery: { payer: delivery.payer, state: delivery.state } }),
    outcome,
    timeline: [
      { at: submission.receivedAt, event: 'received' },
      { at: submission.receivedAt, event: unit.state },
      ...(delivery?.attempts ?? []).flatMap(attemptEvents),
    ],
  };
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
