/**
 * QuestionnaireResponse against its Questionnaire, where that is contained or known to the caller.
 * http://hl7.org/fhir/R4/questionnaireresponse.html
 */
import type { Run } from '../run.ts';
import { answerLabel, outsideOptions } from './answer-options.ts';
import { isEnabled } from './enable-when.ts';
import { type Part, parts, text, typedPart } from './parts.ts';

const CHOICE = ['Coding', 'Date', 'Time', 'Integer', 'String', 'Reference'];

/** Types of answers, as JSON names them, by the type of the item. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['Boolean'],
  decimal: ['Decimal'],
  integer: ['Integer'],
  date: ['Date'],
  dateTime: ['DateTime'],
  time: ['Time'],
  string: ['String'],
  text: ['String'],
  url: ['Uri'],
  choice: CHOICE,
  'open-choice': CHOICE,
  attachment: ['Attachment'],
  reference: ['Reference'],
  quantity: ['Quantity'],
};

interface Walk {
  readonly run: Run;
  readonly questionnaire: Part;
  /** Nothing is missing yet in a response that is still being filled in. */
  readonly inProgress: boolean;
}

interface Level {
  /** Items of the questionnaire at this level. */
  readonly asked: readonly Part[];
  /** The part of the response that holds the answers, then what it stands in. */
  readonly around: readonly Part[];
  /** Where that part is: empty, or ends with a dot. */
  readonly path: string;
}

interface Answered {
  readonly item: Part;
  readonly path: string;
}

function itemsOf(part: Part): readonly Part[] {
  return parts(part.item).map(([item]) => item);
}

function isKnown(items: readonly Part[], linkId: string): boolean {
  return items.some((item) => item.linkId === linkId || isKnown(itemsOf(item), linkId));
}

function checkAnswer(walk: Walk, item: Part, answer: Part, path: string): void {
  const { run } = walk;
  const value = typedPart(answer, 'value');
  const types = ANSWERS[text(item.type) ?? ''];
  if (value === undefined || types === undefined) return;
  if (!types.includes(value[0])) {
    const params = { expected: types.join(', '), found: value[0] };
    run.add('SAMPAN-PROFILE-ANSWER-TYPE', path, -1, params);
    return;
  }
  if (types !== CHOICE) return;
  const expected = outsideOptions(run, item, answer);
  if (expected === undefined) return;
  run.add('SAMPAN-PROFILE-ANSWER-OPTION', path, -1, { expected, found: answerLabel(value[1]) });
}

/** One item of the response with what was asked. */
function checkItem(walk: Walk, asked: Part, given: Answered, around: readonly Part[]): void {
  const { run } = walk;
  const { item, path } = given;
  const element = text(asked.linkId) ?? '';
  const expected = text(asked.text);
  if (typeof item.text === 'string' && item.text !== '' && item.text !== expected)
    run.add('SAMPAN-PROFILE-ANSWER-TEXT', `${path}.text`, -1, {
      ...{ expected: expected ?? '', found: item.text },
    });
  const answers = parts(item.answer);
  if (answers.length > 1 && asked.repeats !== true)
    run.add('SAMPAN-PROFILE-ANSWER-MANY', path, -1, { element, count: String(answers.length) });
  const isGroup = asked.type === 'group';
  const misplaced = isGroup ? item.answer !== undefined : item.item !== undefined;
  if (misplaced) run.add('SAMPAN-PROFILE-ANSWER-PLACE', path, -1, { element });
  const below = itemsOf(asked);
  if (isGroup) checkLevel(walk, { asked: below, around: [item, ...around], path: `${path}.` });
  else
    for (const [answer, index] of answers) {
      const here = `${path}.answer[${index}]`;
      checkAnswer(walk, asked, answer, here);
      checkLevel(walk, { asked: below, around: [answer, item, ...around], path: `${here}.` });
    }
}

function checkAsked(walk: Walk, asked: Part, given: readonly Answered[], level: Level): void {
  const { run } = walk;
  const element = text(asked.linkId) ?? '';
  const enabled = isEnabled(asked, level.around);
  const place = level.path.slice(0, -1);
  if (given.length === 0) {
    if (enabled && asked.required === true && !walk.inProgress)
      run.add('SAMPAN-PROFILE-ANSWER-REQUIRED', place, -1, { element });
    return;
  }
  if (given.length > 1 && asked.repeats !== true)
    run.add('SAMPAN-PROFILE-ANSWER-MANY', place, -1, { element, count: String(given.length) });
  for (const one of given) {
    if (!enabled) run.add('SAMPAN-PROFILE-ANSWER-DISABLED', one.path, -1, { element });
    checkItem(walk, asked, one, level.around);
  }
}

/** Items that were asked here, in the order in which they were asked. */
function sorted(walk: Walk, { asked, around, path }: Level): Map<Part, Answered[]> {
  const given = new Map<Part, Answered[]>();
  let last = -1;
  for (const [item, index] of parts(around[0]?.item)) {
    const here = `${path}item[${index}]`;
    const linkId = text(item.linkId) ?? '';
    const position = asked.findIndex((one) => one.linkId === linkId);
    const question = asked[position];
    if (question === undefined || position < last) {
      const known = isKnown(itemsOf(walk.questionnaire), linkId);
      const code = known ? 'SAMPAN-PROFILE-ANSWER-PLACE' : 'SAMPAN-PROFILE-ANSWER-UNKNOWN';
      walk.run.add(code, here, -1, { element: linkId, found: linkId });
    }
    if (question === undefined) continue;
    last = position;
    // An item without answers is as good as absent.
    if (item.answer === undefined && item.item === undefined) continue;
    const before = given.get(question) ?? [];
    given.set(question, [...before, { item, path: here }]);
  }
  return given;
}

function checkLevel(walk: Walk, level: Level): void {
  const given = sorted(walk, level);
  for (const asked of level.asked) checkAsked(walk, asked, given.get(asked) ?? [], level);
}

function questionnaireOf(run: Run, canonical: string): Part | undefined {
  if (!canonical.startsWith('#')) return run.context.definition?.(canonical) as Part | undefined;
  const root = run.rootResource as Part | undefined;
  return parts(root?.contained).find(([one]) => one.id === canonical.slice(1))?.[0];
}

export function questionnaireResponse(run: Run, response: Part): void {
  const canonical = text(response.questionnaire);
  const questionnaire = canonical === undefined ? undefined : questionnaireOf(run, canonical);
  if (questionnaire?.resourceType !== 'Questionnaire') return;
  const walk: Walk = { run, questionnaire, inProgress: response.status === 'in-progress' };
  checkLevel(walk, { asked: itemsOf(questionnaire), around: [response], path: '' });
}
