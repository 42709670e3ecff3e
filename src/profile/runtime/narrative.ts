/** Narrative.div. http://hl7.org/fhir/R4/narrative.html (txt-1, txt-2) */
import type { Run } from './run.ts';
import { scanXhtml } from './xhtml.ts';

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
}
