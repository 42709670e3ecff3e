/**
 * The stage for rules that need memory: a unit says as data what must be looked up, the registry
 * answers, and the answers are stored with the claim, so that a replay is told the same.
 */

import { readExactJson } from '../base/exact-json.ts';
import { type Finding, isFailure } from '../base/finding.ts';
import type { AnswerFacts } from '../channel/module.ts';
import type { LookupQuestion } from '../channel/translation.ts';
import type { PreparedTranslation, PreparedUnit } from './ports/prepared.ts';
import type { Registry } from './ports/services.ts';
import {
  askReceived,
  everReceived,
  type ReceivedPorts,
  type ReceivedQuestion,
  receivedQuestion,
} from './received.ts';

/** Whether an answer agrees with the rule of that code. */
export type AnswerHolds = (channel: string, code: string, facts: AnswerFacts) => boolean;

export interface Registers extends ReceivedPorts {
  readonly registry: Registry;
  readonly answerHolds: AnswerHolds;
}

export interface LookupAnswer {
  /** Code of the rule that asked. */
  readonly code: string;
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

interface Asked {
  readonly tenant: string;
  readonly channel: string;
}

export async function lookUp(
  ports: Registers,
  { tenant, channel }: Asked,
  translation: PreparedTranslation,
): Promise<LookedUp> {
  const { answerHolds } = ports;
  const ask = askOnce(ports, tenant);
  const holds = (home: string | undefined, code: string, facts: AnswerFacts) =>
    answerHolds(home ?? channel, code, facts);
  const near: Near = (register, key) => ports.registry.near(tenant, register, key);
  const looked = await Promise.all(
    translation.units.map((unit) => lookUpUnit(unit, { ask, holds, near })),
  );
  return {
    translation: { ...translation, units: looked.map(({ unit }) => unit) },
    answers: looked.map(({ answers }) => answers),
  };
}

/** What is found under these keys now, in their order. */
export async function askAgain(
  ports: Registers,
  tenant: string,
  asked: readonly (readonly [registry: string, key: string])[],
): Promise<readonly LookupAnswer['value'][]> {
  const ask = askOnce(ports, tenant);
  const found = await Promise.all(asked.map(([registry, key]) => ask({ registry, key })));
  return found.map(({ value }) => value);
}

type Found = Pick<LookupAnswer, 'value'>;
type Ask = (question: Pick<LookupQuestion, 'registry' | 'key'>) => Promise<Found>;

/** Units of one submission ask the same questions; each is asked once. */
function askOnce(ports: Registers, tenant: string): Ask {
  const asked = new Map<string, Promise<Found>>();
  const ofReceived = askReceivedOnce(ports);
  return ({ registry: name, key }) => {
    const id = JSON.stringify([name, key]);
    const received = receivedQuestion(tenant, name, key);
    const answer =
      asked.get(id) ??
      (received === undefined ? askRegister(ports, { tenant, name, key }) : ofReceived(received));
    asked.set(id, answer);
    return answer;
  };
}

/** Whether anything of a type ever came is asked once a submission, and first. */
function askReceivedOnce(ports: Registers): (question: ReceivedQuestion) => Promise<Found> {
  const ever = new Map<string, Promise<boolean>>();
  return async (question) => {
    const kind = `${question.type} ${question.system ?? ''}`;
    const any = ever.get(kind) ?? everReceived(ports, question);
    ever.set(kind, any);
    return (await any) ? { value: await askReceived(ports, question) } : {};
  };
}

async function askRegister(
  ports: Pick<Registers, 'registry'>,
  { tenant, name, key }: { tenant: string; name: string; key: string },
): Promise<Found> {
  const { registry } = ports;
  const value = await registry.lookup(tenant, name, key);
  if (value !== undefined) return { value };
  return (await registry.holds(tenant, name)) ? { value: null } : {};
}

/** Keys of a register that are like the one it does not have. */
type Near = (register: string, key: string) => Promise<readonly string[]>;

interface Judging {
  readonly near: Near;
  readonly ask: Ask;
  readonly holds: (home: string | undefined, code: string, facts: AnswerFacts) => boolean;
}

async function lookUpUnit(
  unit: PreparedUnit,
  { ask, holds, near }: Judging,
): Promise<{ readonly unit: PreparedUnit; readonly answers: readonly LookupAnswer[] }> {
  const questions = unit.lookups ?? [];
  if (questions.length === 0) return { unit, answers: [] };
  const answers = await Promise.all(
    questions.map(async (question): Promise<LookupAnswer> => {
      const { registry, key, finding } = question;
      return { code: finding.code, registry, key, ...(await ask(question)) };
    }),
  );
  const contradicted = questions.filter(({ finding }, at) => {
    const { value } = answers[at] ?? {};
    return value !== undefined && !holds(unit.home, finding.code, factsOf(unit, value));
  });
  const off = await Promise.all(contradicted.map((question) => isSwitchedOff(question, ask)));
  const against = await Promise.all(
    contradicted
      .filter((_, at) => off[at] !== true)
      .map(async (question) => {
        const unknown = answers[questions.indexOf(question)]?.value === null;
        return withNear(question, unknown ? await near(question.registry, question.key) : []);
      }),
  );
  const state = against.some(isFailure) && unit.state === 'acceptable' ? 'rejected' : unit.state;
  return { unit: { ...unit, state, findings: [...unit.findings, ...against] }, answers };
}

/** What the sender may have meant. */
function withNear({ finding }: LookupQuestion, near: readonly string[]): Finding {
  return { ...finding, params: { ...finding.params, near: near.join(', ') || '-' } };
}

export const RULES_REGISTER = 'rules';

/** A region may turn a rule off: an entry of that register that says it is not active. */
async function isSwitchedOff({ ruleSwitch }: LookupQuestion, ask: Ask): Promise<boolean> {
  if (ruleSwitch === undefined) return false;
  const { value } = await ask({ registry: RULES_REGISTER, key: ruleSwitch });
  if (value === undefined || value === null) return false;
  const { active } = readExactJson(value) as { readonly active?: unknown };
  return active === false || active === 'false';
}

/** The bundle is read again only for a rule that asks for it. */
function factsOf({ bundle }: PreparedUnit, value: string | null): AnswerFacts {
  return {
    answer: value === null ? [] : [readExactJson(value)].flat(),
    get bundle() {
      return readExactJson(bundle?.text ?? '{}');
    },
    serviceDate: bundle?.resources[0]?.serviceDate ?? '',
  };
}
