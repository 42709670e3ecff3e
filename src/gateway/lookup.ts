/**
 * The stage for rules that need memory: a unit says as data what must be looked up, the registry
 * answers, and the answers are stored with the claim, so that a replay is told the same.
 */
import { isFailure } from '../base/finding.ts';
import type { LookupQuestion, PreparedTranslation, PreparedUnit } from './ports/prepared.ts';
import type { Registry } from './ports/services.ts';

export interface LookupAnswer {
  readonly registry: string;
  readonly key: string;
  /** The value found; null if there is none; absent if nothing was ever loaded to look in. */
  readonly value?: string | null;
}

/** Answers by unit, in the units' order. */
export interface LookedUp {
  readonly translation: PreparedTranslation;
  readonly answers: readonly (readonly LookupAnswer[])[];
}

export async function lookUp(
  registry: Registry,
  tenant: string,
  translation: PreparedTranslation,
): Promise<LookedUp> {
  const ask = askOnce(registry, tenant);
  const looked = await Promise.all(translation.units.map((unit) => lookUpUnit(unit, ask)));
  return {
    translation: { ...translation, units: looked.map(({ unit }) => unit) },
    answers: looked.map(({ answers }) => answers),
  };
}

type Ask = (question: LookupQuestion) => Promise<LookupAnswer>;

/** Units of one submission ask the same questions; each is asked once. */
function askOnce(registry: Registry, tenant: string): Ask {
  const asked = new Map<string, Promise<LookupAnswer>>();
  return ({ registry: name, key }) => {
    const id = JSON.stringify([name, key]);
    const answer = asked.get(id) ?? askRegistry(registry, { tenant, name, key });
    asked.set(id, answer);
    return answer;
  };
}

async function askRegistry(
  registry: Registry,
  { tenant, name, key }: { tenant: string; name: string; key: string },
): Promise<LookupAnswer> {
  const value = await registry.lookup(tenant, name, key);
  if (value !== undefined) return { registry: name, key, value };
  const loaded = await registry.holds(tenant, name);
  return loaded ? { registry: name, key, value: null } : { registry: name, key };
}

async function lookUpUnit(
  unit: PreparedUnit,
  ask: Ask,
): Promise<{ readonly unit: PreparedUnit; readonly answers: readonly LookupAnswer[] }> {
  const questions = unit.lookups ?? [];
  if (questions.length === 0) return { unit, answers: [] };
  const answers = await Promise.all(questions.map(ask));
  const missing = questions.flatMap(({ finding }, at) =>
    answers[at]?.value === null ? [finding] : [],
  );
  const state = missing.some(isFailure) && unit.state === 'acceptable' ? 'rejected' : unit.state;
  return { unit: { ...unit, state, findings: [...unit.findings, ...missing] }, answers };
}
