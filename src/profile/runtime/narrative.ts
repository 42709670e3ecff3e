/** Narrative.div. http://hl7.org/fhir/R4/narrative.html (txt-1, txt-2) */
import type { Run } from './run.ts';
import { scanXhtml, type XhtmlFacts } from './xhtml.ts';

/** Ids of the resource's elements and contained resources: a narrative may point at them. */
function idsIn(value: unknown, found: Set<string>): Set<string> {
  if (Array.isArray(value)) for (const item of value) idsIn(item, found);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'id' && typeof inner === 'string') found.add(inner);
      else if (key === 'div' && typeof inner === 'string')
        for (const id of scanXhtml(inner).ids) found.add(id);
      else idsIn(inner, found);
    }
  return found;
}

/** Links inside the narrative lead to something in the resource. */
function checkAnchors(run: Run, { ids, links }: XhtmlFacts): void {
  const anchors = links.filter((link) => link.length > 1 && link.startsWith('#'));
  const open = anchors.filter((link) => !ids.includes(link.slice(1)));
  if (open.length === 0) return;
  const known = idsIn(run.rootResource, new Set());
  for (const found of open)
    if (!known.has(found.slice(1))) run.add('SAMPAN-PROFILE-LINK', 'div', -1, { found });
}

export function narrative(value: unknown, run: Run): void {
  const { div } = value as { readonly div?: unknown };
  if (typeof div !== 'string' || div === '') return;
  const facts = scanXhtml(div);
  if (facts.problem !== undefined)
    run.add('SAMPAN-PROFILE-NARRATIVE', 'div', -1, { found: facts.problem });
  else if (!facts.content)
    run.add('SAMPAN-PROFILE-INVARIANT', 'div', -1, {
      key: 'txt-2',
      human: 'The narrative SHALL have some non-whitespace content',
    });
  checkAnchors(run, facts);
}
