/** Membership of a code, Coding or CodeableConcept, as expressions ask for it. */
import type { ValueSet } from './value-set.ts';

interface Coded {
  readonly system?: unknown;
  readonly code?: unknown;
  readonly coding?: unknown;
}

/** One coding of several is enough; undefined if none is a member and one cannot be judged. */
export function isMember(value: unknown, set: ValueSet): boolean | undefined {
  if (typeof value === 'string') return set.codes.has(value);
  if (typeof value !== 'object' || value === null) return false;
  const { system, code, coding } = value as Coded;
  if (Array.isArray(coding)) {
    const answers = coding.map((one) => isMember(one, set));
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
  }
  if (typeof code !== 'string') return false;
  return set.has(typeof system === 'string' ? system : undefined, code);
}
