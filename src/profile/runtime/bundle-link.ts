/** Bundle.link: which relations a type of Bundle may have, and that none is there twice. */
import type { BundleIndex } from './bundle-index.ts';
import type { Run } from './run.ts';

/** Pages belong to what is read page by page. http://hl7.org/fhir/R4/http.html#paging */
const PAGES = new Set(['first', 'previous', 'next', 'last']);
const PAGED = new Set(['searchset', 'history']);

export function checkBundleLinks(run: Run, value: unknown, bundle: BundleIndex): void {
  const links: unknown = (value as { link?: unknown }).link;
  if (!Array.isArray(links)) return;
  const seen = new Set<string>();
  links.forEach((link: { relation?: unknown } | null, index) => {
    const found = link?.relation;
    if (typeof found !== 'string') return;
    const page = PAGES.has(found);
    const misplaced = page && !PAGED.has(bundle.type);
    const twice = seen.has(found) && (page || found === 'self');
    if (misplaced || twice) run.add('SAMPAN-PROFILE-BUNDLE-LINK', 'link', index, { found });
    seen.add(found);
  });
}
