/** Messages of a journal: read, told apart by kind, and each one once. */
import type { Finding, IssueType, Severity } from '../../base/finding.ts';
import { ownValue } from '../../base/own-value.ts';
import type { JsonItem } from '../../wire/json-items.ts';
import type { JournalEvent, JournalUnit, JsonLinesReader, JsonPath } from '../definition.ts';
import { valuesAt } from '../json-path.ts';
import { failedCall, hasFailed, messageOf } from '../open-json.ts';
import { type Message, plainText } from '../read-records.ts';

export interface JournalMessage extends Message {
  readonly type: string;
  readonly event: JournalEvent;
  /** Its own id. */
  readonly messageId: string;
  /** What orders it among all messages; the id last, so that no two are equal. */
  readonly order: readonly string[];
  /** The item less white space, which makes two messages the same; made when it is asked for. */
  readonly content: () => string;
  /** True if its answer says that the call succeeded; false if there is no answer. */
  readonly answered: boolean;
}

export interface ItemSpot {
  readonly item: JsonItem;
  readonly file: string;
  readonly document: number;
  readonly submission?: string;
}

/** Undefined, with its finding, for what is no event of the journal. */
export function journalMessage(
  { reader, unit }: { readonly reader: JsonLinesReader; readonly unit: JournalUnit },
  { item, file, document, submission }: ItemSpot,
  findings: Finding[],
): JournalMessage | undefined {
  if (hasFailed(reader, item)) {
    findings.push(failedCall(item, file));
    return undefined;
  }
  const message = {
    ...messageOf(reader, item, { file, document, container: 0 }),
    ...(submission !== undefined && { submission }),
  };
  const { type = '' } = message;
  const event = ownValue(unit.events, type);
  if (event === undefined) {
    const passed = unit.passedOver.some(({ types }) => types.includes(type));
    if (!passed) findings.push(ofMessage(message, unknownKind, { found: type || '–' }));
    return undefined;
  }
  const messageId = textAt(message, unit.messageId);
  const order = unit.order.map((path) => comparable(textAt(message, path)));
  if (messageId === '' || order.includes('')) {
    const paths = [unit.messageId, ...unit.order].join(', ');
    findings.push(ofMessage(message, noOrder, { fields: paths }));
    return undefined;
  }
  return {
    ...{ ...message, type, event, messageId, answered: isAnswered(reader, item) },
    order: [...order, messageId],
    content: () => JSON.stringify(item.value),
  };
}

/** A time may be written with separators or without. */
function comparable(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

type Rule = readonly [code: string, severity: Severity, issue: IssueType];

const unknownKind: Rule = ['SAMPAN-MESSAGE-KIND', 'warning', 'not-supported'];
const noOrder: Rule = ['SAMPAN-MESSAGE-ORDER', 'error', 'required'];
const unanswered: Rule = ['SAMPAN-MESSAGE-UNANSWERED', 'information', 'incomplete'];
const differs: Rule = ['SAMPAN-MESSAGE-DIFFERS', 'warning', 'conflict'];

export function ofMessage(
  { item, file, submission }: Pick<Message, 'item' | 'file' | 'submission'>,
  [code, severity, issue]: Rule,
  params: Finding['params'],
): Finding {
  const at = { file, record: item.record, line: item.line };
  const place = submission === undefined ? at : { submission, ...at };
  return { code, severity, issue, places: [place], params };
}

/** The only text on the path; empty if there is none. */
export function textAt(message: Message, path: JsonPath): string {
  return valuesAt(message, path).map(({ value }) => plainText(value) ?? '')[0] ?? '';
}

function isAnswered({ success }: JsonLinesReader, item: JsonItem): boolean {
  if (success === undefined) return true;
  const found = valuesAt({ value: item.value, steps: [] }, success.path);
  return found.some(({ value }) => success.values.includes(plainText(value) ?? ''));
}

/**
 * Of messages with one id and time the answered one counts, then the one whose text comes first:
 * whichever arrived first, the same is taken. In the order in which they happened.
 */
export function eachOnce(
  messages: readonly JournalMessage[],
  findings: Finding[],
): readonly JournalMessage[] {
  const byOrder = Map.groupBy(messages, ({ order }) => JSON.stringify(order));
  const once = [...byOrder.values()].map((same) => {
    const [only] = same;
    if (only !== undefined && same.length === 1) return only;
    const [taken, ...others] = same.toSorted(compareSame);
    if (taken === undefined) throw new Error('a group has a member');
    const content = taken.content();
    const other = others.find((each) => {
      return each.answered === taken.answered && each.content() !== content;
    });
    if (other !== undefined) {
      findings.push(ofMessage(other, differs, { found: taken.messageId }));
    }
    // A message that came again belongs to this submission too
    const own = same.find((each) => {
      return each.submission === undefined && each.content() === content;
    });
    return own ?? taken;
  });
  for (const message of once) {
    if (message.answered || message.submission !== undefined) continue;
    findings.push(ofMessage(message, unanswered, { found: message.type }));
  }
  return once.toSorted((a, b) => compareTexts(a.order, b.order));
}

function compareSame(a: JournalMessage, b: JournalMessage): number {
  if (a.answered !== b.answered) return a.answered ? -1 : 1;
  return compareTexts([a.content()], [b.content()]);
}

/** By code units, so that every machine has the same order. */
function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (const [index, text] of a.entries()) {
    const other = b[index] ?? '';
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}
