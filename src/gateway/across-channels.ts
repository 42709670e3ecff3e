/**
 * D22: the current version came through another channel. What arrived there is mapped again with
 * today's map, and the two bundles are compared.
 */
import { readExactJson } from '../base/exact-json.ts';
import { limits } from '../base/limits.ts';
import type { Place } from '../base/place.ts';
import type { Resource } from '../channel/translation.ts';
import type { UnitEvidence } from './accept.ts';
import { openBody } from './bodies.ts';
import { differingElements } from './compare-bundles.ts';
import type { Asked } from './decide-units.ts';
import { findBundle } from './kept-bundle.ts';
import type { CurrentVersion } from './ports/commit.ts';
import type { PreparedBundle, PreparedUnit } from './ports/prepared.ts';
import { businessKeyName } from './ports/terms.ts';
import type { GatewayPorts } from './reception.ts';
import { readRequestBody } from './request-body.ts';
import { filesOf } from './request-files.ts';
import { versionLocation } from './version-id.ts';

export type CompareAcross = (
  unit: PreparedUnit,
  current: CurrentVersion,
) => Promise<Pick<UnitEvidence, 'equals' | 'paths' | 'places'>>;

/** Another submission as it is read today. */
interface ReadAgain {
  readonly units: readonly PreparedUnit[];
  /** Where its claims stand in it, by ordinal. */
  readonly places: ReadonlyMap<number, readonly Place[]>;
}

const NOTHING: ReadAgain = { units: [], places: new Map() };

/** Each other submission is read once for all of its versions that are asked about. */
export function compareAcross(
  ports: GatewayPorts,
  { tenant }: Asked,
  versions: readonly CurrentVersion[],
): CompareAcross {
  const ordinals = Map.groupBy(versions, ({ submission }) => submission);
  const read = new Map<string, Promise<ReadAgain>>();
  return async (unit, current) => {
    const { submission, ordinal } = current;
    const wanted = ordinals.get(submission)?.map((version) => version.ordinal) ?? [];
    const known = read.get(submission) ?? readAgain(ports, { tenant, submission, wanted });
    read.set(submission, known);
    const { units, places } = await known;
    const again = units[ordinal - 1];
    // A unit that no longer is the same claim says that the map cuts otherwise today.
    const same = again && businessKeyName(again.businessKey) === businessKeyName(current.key);
    // What was kept serves where the source cannot be mapped any more.
    const other =
      same && again.bundle
        ? bundleIn(again.bundle)
        : await findBundle(ports, { tenant, owner: versionLocation(current) });
    if (other === undefined || unit.bundle === undefined) return {};
    const paths = differingElements(other, bundleIn(unit.bundle), limits.conflictPaths);
    const at = { places: same ? (places.get(ordinal) ?? []) : [] };
    return paths.length === 0 ? { ...at, equals: current } : { ...at, paths: paths.join(', ') };
  };
}

interface Wanted {
  readonly tenant: string;
  readonly submission: string;
  readonly wanted: readonly number[];
}

/** Nothing where its bytes are erased. */
async function readAgain(
  ports: GatewayPorts,
  { tenant, submission: id, wanted }: Wanted,
): Promise<ReadAgain> {
  const bytes = await openBody(ports, { tenant, owner: id, kind: 'request' });
  if (bytes === undefined) return NOTHING;
  const { head, raw } = readRequestBody(bytes);
  const read = filesOf({ contentType: head.contentType, raw });
  if (read.kind !== 'files') return NOTHING;
  const { facility } = head.sender;
  const submission = {
    ...{ channel: head.channel, files: read.files, facility },
    ...(head.charset !== undefined && { charset: head.charset }),
  };
  const { units } = await ports.translator.translate({ tenant, submission });
  // What was taken as a stream is not read as a whole, only to show where something stood.
  const { locate } = ports.translator;
  if (locate === undefined || raw.length > limits.bodyBytes) return { units, places: new Map() };
  const questions = wanted.map((unit) => ({ unit, cells: [] }));
  const found = await locate({ tenant, submission, questions });
  const named = wanted.map((unit, at): [number, readonly Place[]] => [
    unit,
    (found[at] ?? []).map((place) => ({ ...place, submission: id })),
  ]);
  return { units, places: new Map(named) };
}

function bundleIn({ text }: PreparedBundle): Resource {
  return readExactJson(text) as Resource;
}
