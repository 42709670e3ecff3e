/** Questionnaire: conditions name another item, which is not below the one they decide about. */
import type { Run } from '../run.ts';
import { type Part, parts, text } from './parts.ts';

function linkIds(items: unknown, found: Set<string>): Set<string> {
  for (const [item] of parts(items)) {
    const linkId = text(item.linkId);
    if (linkId !== undefined) found.add(linkId);
    linkIds(item.item, found);
  }
  return found;
}

function conditions(run: Run, item: Part, path: string, all: ReadonlySet<string>): void {
  const below = linkIds(item.item, new Set());
  for (const [condition, index] of parts(item.enableWhen)) {
    const found = text(condition.question);
    if (found === undefined) continue;
    if (all.has(found) && found !== item.linkId && !below.has(found)) continue;
    run.add('SAMPAN-PROFILE-QUESTION-LINK', `${path}.enableWhen`, index, { found });
  }
}

function items(run: Run, list: unknown, path: string, all: ReadonlySet<string>): void {
  for (const [item, index] of parts(list)) {
    const here = `${path}item[${index}]`;
    if (item.enableWhen !== undefined) conditions(run, item, here, all);
    if (item.item !== undefined) items(run, item.item, `${here}.`, all);
  }
}

export function questionnaire(run: Run, resource: Part): void {
  items(run, resource.item, '', linkIds(resource.item, new Set()));
}
