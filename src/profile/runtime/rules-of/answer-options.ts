/** Answers to a choice: among the options, or in the value set, that its item names. */
import { isMember } from '../member.ts';
import type { Run } from '../run.ts';
import { shown } from '../shape.ts';
import { type Part, parts, text, typedPart } from './parts.ts';

function same(option: unknown, value: unknown): boolean {
  if (typeof option !== 'object' || option === null) return option === value;
  const [one, other] = [option, value] as readonly Part[];
  return one?.code === other?.code && one?.system === other?.system;
}

function label(value: unknown): string {
  const coding = value as Part | null;
  if (typeof value !== 'object') return shown(value);
  return `${text(coding?.system) ?? ''}#${text(coding?.code) ?? ''}`;
}

/** A contained value set that lists all its codes; undefined if it is not so simple. */
function inContained(set: Part, coding: Part): boolean | undefined {
  const compose = set.compose as Part | undefined;
  const includes = parts(compose?.include).map(([include]) => include);
  if (compose?.exclude !== undefined || includes.length === 0) return undefined;
  if (includes.some(({ concept, valueSet }) => concept === undefined || valueSet !== undefined))
    return undefined;
  return includes.some(
    ({ system, concept }) =>
      system === coding.system && parts(concept).some(([one]) => one.code === coding.code),
  );
}

function inValueSet(run: Run, canonical: string, coding: Part): boolean | undefined {
  if (!canonical.startsWith('#')) {
    const set = run.set.valueSet(canonical);
    return set === undefined ? undefined : isMember(coding, set);
  }
  const root = run.rootResource as Part | undefined;
  const contained = parts(root?.contained).find(([one]) => one.id === canonical.slice(1));
  return contained === undefined ? undefined : inContained(contained[0], coding);
}

/** What was expected; undefined if the answer fits or nobody can say. */
export function outsideOptions(run: Run, item: Part, answer: Part): string | undefined {
  const value = typedPart(answer, 'value');
  if (value === undefined || item.type === 'open-choice') return undefined;
  const options = parts(item.answerOption).flatMap(([option]) => {
    const one = typedPart(option, 'value');
    return one?.[0] === value[0] ? [one[1]] : [];
  });
  if (item.answerOption !== undefined)
    return options.some((option) => same(option, value[1]))
      ? undefined
      : options.map(label).join(', ') || '—';
  const canonical = text(item.answerValueSet);
  if (canonical === undefined || value[0] !== 'Coding') return undefined;
  return inValueSet(run, canonical, value[1] as Part) === false ? canonical : undefined;
}

export { label as answerLabel };
