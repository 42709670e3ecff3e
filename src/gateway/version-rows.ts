/** The rows a decided submission adds: versions, resources, index, deliveries, candidates. */
import { limits } from '../base/limits.ts';
import type { DecidedUnit } from './accept.ts';
import { type PlainBody, textBody } from './bodies.ts';
import type { Commit, CurrentVersion, ResourceRow, VersionRow } from './ports/commit.ts';
import type { PreparedBundle, PreparedResource } from './ports/prepared.ts';
import type { Mac } from './ports/services.ts';
import type { Payer } from './ports/terms.ts';
import { versionIdOf } from './version-id.ts';

/** What the rows need to know of the submission they belong to. */
export interface RowContext {
  readonly tenant: string;
  readonly submission: string;
  readonly channel: string;
  readonly payer: Payer | undefined;
  readonly mac: Mac;
  readonly nowMs: number;
}

export type UnitRows = Pick<
  Commit,
  'units' | 'versions' | 'expected' | 'resources' | 'tokens' | 'deliveries' | 'parked'
>;

/** A new version with everything it is made of. */
interface Made {
  readonly decided: DecidedUnit;
  readonly target: CurrentVersion;
  readonly bundle: PreparedBundle;
}

/** Where a version is read, and the owner of its bodies. */
export function versionLocation(version: CurrentVersion): string {
  return `${version.focusType}/${version.focusId}/_history/${version.versionId}`;
}

export function candidateOwner(submission: string, ordinal: number): string {
  return `parked/${submission}/${ordinal}`;
}

export function rowsOf(decided: readonly DecidedUnit[], context: RowContext): UnitRows {
  const made = decided.flatMap(madeBy);
  const makes = new Set(made.map(({ target }) => target));
  return {
    units: decided.map(({ ordinal, unit, outcome, target }) => ({
      ordinal,
      key: unit.key,
      state: outcome,
      ...(target && {
        focusType: target.focusType,
        focusId: target.focusId,
        version: target.version,
        versionId: target.versionId,
      }),
    })),
    versions: made.map((version) => versionRow(version, context)),
    expected: decided.flatMap(({ target }) =>
      target && !makes.has(target) ? [{ key: target.key, version: target.version }] : [],
    ),
    resources: leadingRows(made.flatMap((version) => resourceRows(version, context))),
    tokens: made.flatMap((version) => tokenRows(version, context)),
    deliveries: made.flatMap((version) => deliveryRows(version, context)),
    parked: decided.flatMap((unit) => parkedRows(unit, context)),
  };
}

/** What is kept of each unit besides its rows. */
export function unitBodies(
  decided: readonly DecidedUnit[],
  submission: string,
): readonly PlainBody[] {
  return decided.flatMap((result) => {
    const owner = bodyOwner(result, submission);
    const { unit } = result;
    if (owner === undefined || !unit.bundle) return [];
    return [textBody(owner, 'bundle', unit.bundle.text), textBody(owner, 'source', unit.source)];
  });
}

function bodyOwner(result: DecidedUnit, submission: string): string | undefined {
  const { outcome, target, ordinal } = result;
  if (outcome === 'new' && target) return versionLocation(target);
  return outcome === 'conflict' ? candidateOwner(submission, ordinal) : undefined;
}

function madeBy(decided: DecidedUnit): readonly Made[] {
  const { outcome, target, unit } = decided;
  return outcome === 'new' && target && unit.bundle
    ? [{ decided, target, bundle: unit.bundle }]
    : [];
}

function versionRow({ decided, target }: Made, { channel, payer }: RowContext): VersionRow {
  return {
    key: target.key,
    version: target.version,
    versionId: target.versionId,
    generation: 1,
    intent: target.intent,
    fingerprint: target.fingerprint,
    focusType: target.focusType,
    focusId: target.focusId,
    ordinal: decided.ordinal,
    channel,
    payer: payer?.id ?? '',
    versions: decided.unit.versions,
  };
}

function versionId({ type }: PreparedResource, made: Made, submission: string): string {
  return versionIdOf(type, made.target.version, { submission, ordinal: made.decided.ordinal });
}

function resourceRows(made: Made, { payer, submission }: RowContext): Commit['resources'] {
  const { target, bundle } = made;
  return bundle.resources.map((resource) => ({
    type: resource.type,
    id: resource.id,
    versionId: versionId(resource, made, submission),
    serviceDate: resource.serviceDate,
    content: resource.content,
    owner: versionLocation(target),
    payer: payer?.id ?? '',
    leads: true,
  }));
}

/**
 * A shared resource may come in several units of one submission: the same content makes one row,
 * and of different contents the one of the latest service leads.
 */
function leadingRows(rows: readonly ResourceRow[]): readonly ResourceRow[] {
  const groups = Map.groupBy(rows, ({ type, id }) => `${type}/${id}`);
  return [...groups.values()].flatMap((group) => {
    if (group.length === 1) return group;
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

function tokenRows(made: Made, { submission }: RowContext): Commit['tokens'] {
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

/** Only claims are delivered, and only to a payer that is reached rather than pulls. */
function deliveryRows({ target }: Made, context: RowContext): Commit['deliveries'] {
  const { payer, mac, tenant } = context;
  if (target.focusType !== 'Claim' || payer?.url === undefined) return [];
  const { facility, scheme, kind, number } = target.key;
  const generation = '1';
  const payerKey = mac.of(
    'payer-key',
    ...[payer.id, tenant, facility, scheme, kind, number],
    ...[String(target.version), target.intent, generation],
  );
  const { focusType, focusId, version, intent } = target;
  const location = versionLocation(target);
  return [{ payer: payer.id, payerKey, focusType, focusId, version, location, intent }];
}

function parkedRows(result: DecidedUnit, { nowMs }: RowContext): Commit['parked'] {
  const { outcome, target, unit, ordinal } = result;
  if (outcome !== 'conflict' || !target) return [];
  const expiresAt = new Date(nowMs + limits.conflictKeptMs).toISOString();
  const { key, version } = target;
  return [{ ordinal, key, version, fingerprint: unit.fingerprint, expiresAt }];
}
