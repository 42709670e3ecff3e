/** ConceptMap: codes of systems that are held exist. */
import type { Run } from '../run.ts';
import { type Part, parts, text } from './parts.ts';
import { listedCodes } from './value-set.ts';

export function conceptMap(run: Run, resource: Part): void {
  for (const [group, index] of parts(resource.group)) {
    const path = `group[${index}].element`;
    const { source, target } = group;
    const elements = parts(group.element);
    const sources = elements.map(([element]) => element);
    if (text(source) !== undefined && group.sourceVersion === undefined)
      listedCodes(run, String(source), sources, path);
    if (text(target) === undefined || group.targetVersion !== undefined) continue;
    for (const [element, at] of elements) {
      const targets = parts(element.target).map(([one]) => one);
      listedCodes(run, String(target), targets, `${path}[${at}].target`);
    }
  }
}
