/** From documents to units ready to be translated: the counterpart of keys for containers. */
import type { Finding } from '../base/finding.ts';
import { contentFindings } from './contained-findings.ts';
import { type ContainedCut, type CutContainers, cutContainers } from './cut-containers.ts';
import type { CutUnit } from './cut-units.ts';
import type { ContainedChannel } from './definition.ts';
import { findContainedFacility } from './facility.ts';
import type { ChannelModule } from './module.ts';
import { openContained } from './open-contained.ts';
import type { OpenedContainers } from './open-containers.ts';
import { isPlaced } from './placed-row.ts';
import type { PreparedSet } from './prepare-set.ts';
import { checkCounts, checkSet, type SetFinding } from './set-rules.ts';
import type { Submission } from './translation.ts';
import { unreadable } from './unreadable.ts';

export function prepareContained(
  channel: ChannelModule,
  definition: ContainedChannel,
  submission: Submission,
): PreparedSet {
  const opened = openContained(channel, definition, submission);
  const cut = cutContainers(channel, definition, opened);
  const { parts } = cut;
  const rules = opened.faulted ? [] : checkSet(definition, parts);
  const named = opened.faulted
    ? { findings: [] }
    : findContainedFacility(definition, parts, submission.facility);
  const fatal = [...rules, ...named.findings].filter((each) => each.fatal);
  if (opened.faulted || fatal.length > 0) {
    const told = unreadable(opened.findings);
    const unnamed = opened.containers.some(({ name }) => told.has(name));
    const further = fatal.filter(
      ({ missing = [] }) =>
        missing.length === 0 || (!unnamed && !missing.some((part) => told.has(part))),
    );
    const findings = [...opened.findings, ...further.map((each) => each.finding)];
    return { parts, units: [], facility: '', ofUnit: new Map(), findings, faulted: true };
  }
  const counts = checkCounts(definition.set.counts ?? [], parts, opened.containers.length);
  const found = [...rules, ...named.findings, ...counts, ...rootless(cut, opened, definition)];
  return {
    parts,
    units: cut.units.map(({ unit }) => unit),
    facility: named.facility ?? '',
    ...(submission.visit !== undefined && { visit: submission.visit }),
    faulted: false,
    ...assign(cut.units, opened, found),
  };
}

/** A container that no unit could be made of, by the rule that asks for its root. */
function rootless(
  cut: CutContainers,
  opened: OpenedContainers,
  definition: ContainedChannel,
): readonly SetFinding[] {
  const told = unreadable(opened.findings);
  return cut.rootless.flatMap(({ container, definition: { root } }) => {
    const rule = definition.set.required.find(({ anyOf }) => anyOf.includes(root.part));
    const { name = '', line, file, record } = opened.containers[container] ?? {};
    if (told.has(name) || told.has(`${name}/${root.part}`)) return [];
    const at = file === undefined ? { file: `${name}/${root.part}` } : { file };
    const finding: Finding = {
      code: rule?.code ?? 'SAMPAN-UNIT-UNCLAIMED',
      severity: 'error',
      issue: 'required',
      places: [{ ...at, ...(record !== undefined && { record }), ...(line && { line: line() }) }],
      params: { expected: root.part, part: root.part },
    };
    return [{ finding, fatal: false }];
  });
}

/** Findings go to the unit of the container they stand in; the rest stay with the set. */
function assign(
  cuts: readonly ContainedCut[],
  opened: OpenedContainers,
  found: readonly SetFinding[],
): Pick<PreparedSet, 'ofUnit' | 'findings'> {
  const ofUnit = new Map<CutUnit, Finding[]>();
  const findings: Finding[] = [];
  const byName = new Map(cuts.map(({ unit }) => [unit.container, unit]));
  const byIndex = new Map(cuts.map(({ unit, container }) => [container, unit]));
  const give = (finding: Finding, owner: CutUnit | undefined): void => {
    if (owner === undefined) findings.push(finding);
    else ofUnit.set(owner, [...(ofUnit.get(owner) ?? []), finding]);
  };
  for (const finding of opened.findings) {
    const [container = ''] = finding.places[0]?.file.split('/') ?? [];
    const index = opened.ownerOf?.(finding);
    give(finding, index === undefined ? byName.get(container) : byIndex.get(index));
  }
  for (const { finding, row, also = [] } of found) {
    const owners = [row, ...also].flatMap((each) =>
      each !== undefined && isPlaced(each) ? [byIndex.get(each.container ?? -1)] : [],
    );
    for (const owner of owners.length > 0 ? new Set(owners) : [undefined]) give(finding, owner);
  }
  for (const cut of cuts) for (const finding of contentFindings(cut)) give(finding, cut.unit);
  return { ofUnit, findings };
}
