/** How a simulated payer behaves, by name. */

export interface ScenarioSetting {
  readonly name: ScenarioName;
  /** Messages it holds for; then the payer accepts again. Absent: until it is switched. */
  readonly times?: number;
  /** Milliseconds, for slow, late and out-of-order. */
  readonly ms?: number;
  /** Codes of the refusal and their system, for reject; the payer's own where none are given. */
  readonly codes?: readonly string[];
  readonly system?: string;
  /** Sequence of the item that the codes are about. */
  readonly item?: number;
  /** False: the payer does not honour keys, and each message has its effect. */
  readonly honours?: boolean;
}

/** What is done with one message. */
export interface Behaviour {
  /** Whether the message has its effect at the payer. */
  readonly processes: boolean;
  /** What the sender is shown; hang: nothing at all. */
  readonly answer: 'accepted' | 'rejected' | 'unavailable' | 'duplicate' | 'garbage' | 'hang';
}

export const SCENARIOS = {
  accept: { processes: true, answer: 'accepted' },
  reject: { processes: true, answer: 'rejected' },
  slow: { processes: true, answer: 'accepted' },
  down: { processes: false, answer: 'unavailable' },
  timeout: { processes: true, answer: 'hang' },
  duplicate: { processes: true, answer: 'duplicate' },
  garbage: { processes: true, answer: 'garbage' },
  late: { processes: true, answer: 'accepted' },
  'out-of-order': { processes: true, answer: 'accepted' },
} as const satisfies Record<string, Behaviour>;

export type ScenarioName = keyof typeof SCENARIOS;

export const SLOW_MS = 2_000;
/** Longer than a sender waits: the answer comes when nobody listens any more. */
export const LATE_MS = 35_000;
/** A message that no other follows is worked on after this time. */
export const HELD_MS = 1_000;

/** Other names under which the same scenarios are known. */
const ALIASES: Readonly<Record<string, ScenarioName>> = {
  'timeout after processing': 'timeout',
  'timeout-after-processing': 'timeout',
  'duplicate answer': 'duplicate',
  'garbage reply': 'garbage',
  'late answer': 'late',
  'out of order': 'out-of-order',
  'reject with national codes': 'reject',
};

/** The setting in a request's body; undefined if it names no scenario. */
export function readSetting(value: unknown): ScenarioSetting | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
  const name = scenarioName(value.name);
  if (name === undefined) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  return {
    name,
    ...(typeof given.times === 'number' && { times: given.times }),
    ...(typeof given.ms === 'number' && { ms: given.ms }),
    ...codesIn(given),
    ...(typeof given.system === 'string' && { system: given.system }),
    ...(typeof given.item === 'number' && { item: given.item }),
    ...(typeof given.honours === 'boolean' && { honours: given.honours }),
  };
}

/** One `code`, or several `codes`. */
export function codesIn({
  code,
  codes,
}: Readonly<Record<string, unknown>>): Pick<ScenarioSetting, 'codes'> {
  const list: readonly unknown[] = Array.isArray(codes) ? codes : [code];
  const named = list.filter((each) => typeof each === 'string');
  return named.length === 0 ? {} : { codes: named };
}

export function scenarioName(value: unknown): ScenarioName | undefined {
  if (typeof value !== 'string') return undefined;
  return value in SCENARIOS ? (value as ScenarioName) : ALIASES[value];
}
