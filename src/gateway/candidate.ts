/** A unit that waits for a decision, as it is kept: all that is needed to take it up again. */
import { openText, type PlainBody, textBody } from './bodies.ts';
import type { LookupAnswer } from './lookup.ts';
import type { PreparedUnit } from './ports/prepared.ts';
import type { Vault } from './ports/services.ts';
import type { Store } from './ports/store.ts';

export interface Candidate {
  readonly unit: PreparedUnit;
  readonly answers: readonly LookupAnswer[];
}

/** A unit of a submission, as owner of bodies that are its own. */
export function unitOwner(submission: string, ordinal: number): string {
  return `${submission}/${ordinal}`;
}

export function candidateBody(
  submission: string,
  ordinal: number,
  candidate: Candidate,
): PlainBody {
  return textBody(unitOwner(submission, ordinal), 'candidate', JSON.stringify(candidate));
}

/** Undefined if it was settled meanwhile: what was kept of it is erased with that. */
export async function openCandidate(
  ports: { readonly store: Store; readonly vault: Vault },
  { tenant, submission, ordinal }: { tenant: string; submission: string; ordinal: number },
): Promise<Candidate | undefined> {
  const place = { tenant, owner: unitOwner(submission, ordinal), kind: 'candidate' as const };
  const text = await openText(ports, place);
  if (text !== undefined) return JSON.parse(text) as Candidate;
  const waits = await ports.store.parkedUnit(tenant, submission, ordinal);
  if (waits) throw new Error(`nothing kept of ${place.owner}`);
  return undefined;
}
