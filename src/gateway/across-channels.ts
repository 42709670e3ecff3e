/**
 * D22: the current version came through another channel. What arrived there is mapped again with
 * today's map, and the two bundles are compared.
 */
import { readExactJson } from '../base/exact-json.ts';
import { limits } from '../base/limits.ts';
import type { Resource } from '../channel/translation.ts';
import type { UnitEvidence } from './accept.ts';
import { openBody } from './bodies.ts';
import { differingElements } from './compare-bundles.ts';
import type { Asked } from './decide-units.ts';
import type { CurrentVersion } from './ports/commit.ts';
import type { PreparedUnit } from './ports/prepared.ts';
import { businessKeyName } from './ports/terms.ts';
import type { GatewayPorts } from './reception.ts';
import { readRequestBody } from './request-body.ts';
import { filesOf } from './request-files.ts';
import { versionLocation } from './version-id.ts';

export type CompareAcross = (
  unit: PreparedUnit,
  current: CurrentVersion,
) => Promise<Pick<UnitEvidence, 'equals' | 'paths'>>;

/** Each other submission is mapped once, however many of its claims are asked for. */
export function compareAcross(ports: GatewayPorts, { tenant }: Asked): CompareAcross {
  const mapped = new Map<string, Promise<readonly PreparedUnit[]>>();
  return async (unit, current) => {
    const { submission } = current;
    const known = mapped.get(submission) ?? mapAgain(ports, tenant, submission);
    mapped.set(submission, known);
    const again = (await known)[current.ordinal - 1];
    // A unit that no longer is the same claim says that the map cuts otherwise today.
    const same = again && businessKeyName(again.businessKey) === businessKeyName(current.key);
    const mappedText = same ? again.bundle?.text : undefined;
    const other = mappedText ?? (await storedBundle(ports, tenant, current));
    if (other === undefined || unit.bundle === undefined) return {};
    const bundles = [other, unit.bundle.text].map((text) => readExactJson(text) as Resource);
    const [a, b] = bundles as [Resource, Resource];
    const paths = differingElements(a, b, limits.conflictPaths);
    return paths.length === 0 ? { equals: current } : { paths: paths.join(', ') };
  };
}

/** The units of a submission; none where its bytes are erased. */
async function mapAgain(
  ports: GatewayPorts,
  tenant: string,
  submission: string,
): Promise<readonly PreparedUnit[]> {
  const bytes = await openBody(ports, { tenant, owner: submission, kind: 'request' });
  if (bytes === undefined) return [];
  const { head, raw } = readRequestBody(bytes);
  const read = filesOf({ contentType: head.contentType, raw });
  if (read.kind !== 'files') return [];
  const { facility } = head.sender;
  const { units } = await ports.translator.translate({
    tenant,
    submission: {
      ...{ channel: head.channel, files: read.files, facility },
      ...(head.charset !== undefined && { charset: head.charset }),
    },
  });
  return units;
}

/** What was kept of it, where the source cannot be mapped any more. */
async function storedBundle(
  ports: GatewayPorts,
  tenant: string,
  current: CurrentVersion,
): Promise<string | undefined> {
  const place = { tenant, owner: versionLocation(current), kind: 'bundle' as const };
  const bytes = await openBody(ports, place);
  return bytes && new TextDecoder().decode(bytes);
}
