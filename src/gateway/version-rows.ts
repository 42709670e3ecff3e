/** The rows a decided submission adds: versions, resources, index, deliveries, candidates. */
import { limits } from '../base/limits.ts';
import { type DecidedUnit, makesVersion } from './accept.ts';
import { type CountsOf, countedRows } from './counted.ts';
import type {
  Commit,
  CurrentVersion,
  DeliveryRow,
  ParkedReason,
  ResourceRow,
  VersionRow,
} from './ports/commit.ts';
import type { PreparedBundle, PreparedResource, PreparedUnit } from './ports/prepared.ts';
import type { Mac } from './ports/services.ts';
import { businessKeyName, type Payer } from './ports/terms.ts';
import { SHARED_TYPES } from './search-index.ts';
import { versionIdOf, versionLocation } from './version-id.ts';

/** What the rows need to know of the submission they belong to. */
export interface RowContext {
  readonly tenant: string;
  readonly submission: string;
  readonly channel: string;
  readonly payerNamed: (id: string) => Payer | undefined;
  readonly countsOf: CountsOf;
  readonly mac: Mac;
  readonly nowMs: number;
}

export type UnitRows = Pick<
  Commit,
  | 'units'
  | 'versions'
  | 'expected'
  | 'seen'
  | 'gone'
  | 'resources'
  | 'tokens'
  | 'deliveries'
  | 'parked'
  | 'counted'
>;

/** A new version with everything it is made of. */
export interface MadeVersion {
  readonly ordinal: number;
  readonly unit: PreparedUnit;
  readonly target: CurrentVersion;
  readonly bundle: PreparedBundle;
  readonly before?: CurrentVersion;
  /** What the version before consisted of. */
  readonly bundleBefore?: PreparedBundle;
}

export function rowsOf(
  decided: readonly DecidedUnit[],
  made: readonly MadeVersion[],
  context: RowContext,
): UnitRows {
  const makes = new Set(made.map(({ target }) => target));
  const replaced = new Set(made.flatMap(({ before }) => before ?? []));
  const stored = [
    ...decided.flatMap((result) => (makesVersion(result) ? [] : (result.target ?? []))),
    ...replaced,
  ];
  return {
    units: decided.map(unitRow),
    versions: made.map((version) => versionRow(version, replaced, context)),
    expected: onceEach(stored.filter((version) => !makes.has(version))),
    seen: seenVersions(decided),
    gone: made.flatMap(goneResources),
    resources: leadingRows(made.flatMap((version) => resourceRows(version, replaced, context))),
    tokens: made.flatMap((version) => tokenRows(version, context)),
    deliveries: made.flatMap((version) => deliveryRows(version, context)),
    parked: decided.flatMap((unit) => parkedRows(unit, context)),
    counted: countedRows(made, context),
  };
}

function unitRow({ ordinal, unit, outcome, target }: DecidedUnit): Commit['units'][number] {
  return {
    ...{ ordinal, key: unit.key, state: outcome },
    ...(target && {
      focusType: target.focusType,
      focusId: target.focusId,
      version: target.version,
      versionId: target.versionId,
    }),
  };
}

function onceEach(versions: readonly CurrentVersion[]): Commit['expected'] {
  const byName = new Map(
    versions.map(({ key, version }) => [businessKeyName(key), { key, version }]),
  );
  return [...byName.values()];
}

function versionRow(
  { target, unit, bundle, ordinal }: MadeVersion,
  replaced: ReadonlySet<CurrentVersion>,
  { channel }: RowContext,
): VersionRow {
  const { key, version, versionId, generation, intent, fingerprint } = target;
  const { focusType, focusId, payer, sequence } = target;
  return {
    ...{ key, version, versionId, generation, intent, fingerprint, focusType, focusId },
    current: !replaced.has(target),
    sequence: orderText(sequence),
    likeness: intent === 'void' ? '' : bundle.likeness,
    ...{ ordinal, channel, payer, versions: unit.versions },
  };
}

function orderText(sequence: readonly string[]): string {
  return sequence.length === 0 ? '' : JSON.stringify(sequence);
}

/** From what is stored to the last that was seen of each. */
function seenVersions(decided: readonly DecidedUnit[]): NonNullable<Commit['seen']> {
  const seen = new Map<CurrentVersion, { readonly from: string; readonly to: string }>();
  for (const { target, seen: order } of decided) {
    if (target === undefined || order === undefined) continue;
    const from = seen.get(target)?.from ?? orderText(order.from);
    seen.set(target, { from, to: orderText(order.to) });
  }
  return [...seen].map(([{ key, version }, order]) => ({ key, version, ...order }));
}

/** Resources that belong to the claim alone and are no part of it any more. */
function goneResources({ bundle, bundleBefore }: MadeVersion): NonNullable<Commit['gone']> {
  const kept = new Set(bundle.resources.map(({ type, id }) => `${type}/${id}`));
  return (bundleBefore?.resources ?? [])
    .filter(({ type, id }) => !SHARED_TYPES.has(type) && !kept.has(`${type}/${id}`))
    .map(({ type, id }) => ({ type, id }));
}

function versionId({ type }: PreparedResource, made: MadeVersion, submission: string): string {
  return versionIdOf(type, made.target.version, { submission, ordinal: made.ordinal });
}

function resourceRows(
  made: MadeVersion,
  replaced: ReadonlySet<CurrentVersion>,
  { submission }: RowContext,
): Commit['resources'] {
  const { target, bundle } = made;
  return bundle.resources.map((resource) => ({
    type: resource.type,
    id: resource.id,
    versionId: versionId(resource, made, submission),
    serviceDate: resource.serviceDate,
    content: resource.content,
    owner: versionLocation(target),
    payer: target.payer,
    leads: !replaced.has(target),
  }));
}

/**
 * A shared resource may come in several units of one submission: the same content makes one row,
 * and of different contents the one of the latest service leads. What belongs to one claim has a
 * row for each version.
 */
function leadingRows(rows: readonly ResourceRow[]): readonly ResourceRow[] {
  const groups = Map.groupBy(rows, ({ type, id }) => `${type}/${id}`);
  return [...groups.values()].flatMap((group) => {
    if (group.length === 1 || group[0]?.content === '') return group;
    const byContent = Map.groupBy(group, ({ content }) => content);
    const latest = [...byContent.values()].map(latestOf);
    const leader = latestOf(latest);
    return latest.map((row) => ({ ...row, leads: row === leader }));
  });
}

/** The latest service; among equals the later in the input. */
function latestOf(rows: readonly ResourceRow[]): ResourceRow {
  return rows.reduce((best, row) => (row.serviceDate >= best.serviceDate ? row : best));
}

function tokenRows(made: MadeVersion, { submission }: RowContext): Commit['tokens'] {
  return made.bundle.resources.flatMap((resource) =>
    resource.tokens.map(({ name, value }) => ({
      type: resource.type,
      name,
      value,
      id: resource.id,
      versionId: versionId(resource, made, submission),
    })),
  );
}

/** Claims, and what the payer asks for besides, if it is reached rather than pulls. */
function deliveryRows(made: MadeVersion, context: RowContext): readonly DeliveryRow[] {
  const { target, before } = made;
  const { focusType, focusId, version, intent, generation } = target;
  const payer = context.payerNamed(target.payer);
  if (payer?.url === undefined) return [];
  if (focusType !== 'Claim' && payer.alsoDeliver?.includes(focusType) !== true) return [];
  return [
    {
      ...{ payer: payer.id, payerKey: payerKey(target, context) },
      ...{ focusType, focusId, version, location: versionLocation(target), intent, generation },
      replaces:
        before && before.generation === generation && before.payer === payer.id
          ? payerKey(before, context)
          : '',
      withdraws: intent === 'void' && payer.voidUnsent === 'neither',
    },
  ];
}

/** The same over retries, restarts and restore from backup. */
function payerKey(version: CurrentVersion, { mac, tenant }: RowContext): string {
  const { facility, scheme, kind, number } = version.key;
  return mac.of(
    'payer-key',
    ...[version.payer, tenant, facility, scheme, kind, number],
    ...[String(version.version), version.intent, String(version.generation)],
  );
}

function parkedRows(result: DecidedUnit, { nowMs }: RowContext): Commit['parked'] {
  const { decision, target, unit, ordinal, intent } = result;
  const reason = parkedReason(result);
  if (reason === undefined) return [];
  const keptMs = reason === 'early' ? limits.earlyKeptMs : limits.conflictKeptMs;
  return [
    {
      ...{ ordinal, reason, key: unit.businessKey, fingerprint: unit.fingerprint },
      intent: decision.effect === 'candidate' ? 'replacement' : intent,
      version: target?.version ?? 0,
      expiresAt: new Date(nowMs + keptMs).toISOString(),
    },
  ];
}

export function parkedReason({ decision }: DecidedUnit): ParkedReason | undefined {
  if (decision.effect === 'candidate') return 'conflict';
  return decision.effect === 'early' ? 'early' : undefined;
}
