/** ValueSet: the systems it takes codes from, and the codes it lists of systems that are held. */
import { canBeCode } from '../known-codes.ts';
import { isAbsolute } from '../reference-form.ts';
import type { Run } from '../run.ts';
import { type Part, parts, text } from './parts.ts';

/** HL7's other tables have grown since R4, and published sets call units of their own UCUM's. */
const DRIFTS = /^http:\/\/(?:terminology\.hl7\.org\/|unitsofmeasure\.org$)/;

/** Codes of one system in the element at `path`; also used for concept maps. */
export function listedCodes(run: Run, system: string, codes: readonly Part[], path: string): void {
  const held = run.set.codes(system);
  for (const [at, { code }] of codes.entries()) {
    if (typeof code !== 'string') continue;
    const known = held === undefined ? canBeCode(system, code) : Object.hasOwn(held, code);
    if (known) continue;
    const kind = DRIFTS.test(system)
      ? 'SAMPAN-PROFILE-CODE-UNKNOWN-HERE'
      : 'SAMPAN-PROFILE-CODE-UNKNOWN';
    run.add(kind, path, at, { system, found: code });
  }
}

function include(run: Run, one: Part, path: string): void {
  const system = text(one.system);
  if (system === undefined) return;
  const codes = parts(one.concept).map(([concept]) => concept);
  if (!isAbsolute(system) || run.set.valueSet(system) !== undefined)
    run.add('SAMPAN-PROFILE-SYSTEM', `${path}.system`, -1, { found: system });
  else if (one.version === undefined) listedCodes(run, system, codes, `${path}.concept`);
}

export function valueSet(run: Run, resource: Part): void {
  const compose = resource.compose as Part | undefined;
  for (const list of ['include', 'exclude'] as const)
    for (const [one, index] of parts(compose?.[list]))
      include(run, one, `compose.${list}[${index}]`);
}
