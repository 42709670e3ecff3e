/** What a card reader or a scanner types, one card a line, to records: the first form that fits. */
import type { Finding } from '../base/finding.ts';
import { readTagged } from './card-tags.ts';
import type { CardForm, CardTextReader } from './definition.ts';
import type { NamedValue } from './open-containers.ts';
import type { ContainerRun, OpenText } from './open-texts.ts';

interface Card {
  readonly text: string;
  readonly line: number;
  readonly bytes?: Uint8Array;
}

/** A field with the place of its first character in the line, counted from 1. */
interface CardField {
  readonly name: string;
  readonly text: string;
  readonly column: number;
}

/** False if a text has none of the reader's forms; `known` names all that the channel takes. */
export function openCardText(
  run: ContainerRun,
  reader: CardTextReader,
  text: OpenText,
  known: readonly string[],
): boolean {
  const cards = cardsOf(reader, text);
  if (cards.length === 0) {
    run.findings.push(noForm(known, text.file));
    return false;
  }
  let fits = true;
  for (const [index, card] of cards.entries()) {
    fits = openCard(run, reader, { card, record: index + 1, text, known }) && fits;
  }
  return fits;
}

/** Fixed slices and tagged bytes are one card; other texts have one a line. */
function cardsOf({ forms }: CardTextReader, { text, bytes }: OpenText): readonly Card[] {
  const tagged = forms.find((form) => form.form === 'tagged');
  if (tagged !== undefined && readTagged(tagged, bytes, text).length > 0) {
    return [{ text, line: 1, bytes }];
  }
  return text.split(/\r\n|\r|\n/).flatMap((each, index) => {
    return each.trim() === '' ? [] : [{ text: each, line: index + 1 }];
  });
}

interface OneCard {
  readonly card: Card;
  readonly record: number;
  readonly text: OpenText;
  readonly known: readonly string[];
}

function openCard(run: ContainerRun, reader: CardTextReader, of: OneCard): boolean {
  const { card, record, text, known } = of;
  const { file, document } = text;
  for (const form of reader.forms) {
    const fields = fieldsOf(form, card);
    if (fields === undefined) continue;
    const container = run.containers.length;
    const { line } = card;
    const name = `${file}[${record}]`;
    run.containers.push({ name, document, line: () => line, file, record });
    const values = fields.named.map(({ name, text: value, column }): NamedValue => {
      return { name, text: value, position: () => ({ line, column }) };
    });
    const position = () => ({ line, column: 1 });
    run.tables.get(form.part)?.add(values, { file, document, container, record, position });
    if (fields.further > 0) {
      const params = { count: String(fields.further), expected: String(fields.named.length) };
      run.findings.push({
        ...{ code: 'SAMPAN-CARD-FIELDS', severity: 'information', issue: 'not-supported' },
        ...{ places: [{ file, record, line }], params },
      });
    }
    return true;
  }
  run.findings.push(noForm(known, file, card.line));
  return false;
}

/** The text itself is not shown: it is a person's. */
function noForm(known: readonly string[], file: string, line?: number): Finding {
  return {
    code: 'SAMPAN-CARD-FORM',
    severity: 'error',
    issue: 'structure',
    places: [{ file, ...(line !== undefined && { line }) }],
    params: { expected: known.join(', ') },
  };
}

interface CardFields {
  readonly named: readonly CardField[];
  /** How many more the card has than the form knows. */
  readonly further: number;
}

function fieldsOf(form: CardForm, card: Card): CardFields | undefined {
  switch (form.form) {
    case 'separated':
      return separated(form, card.text);
    case 'slices':
      return sliced(form, card.text);
    case 'tagged':
      return tagged(form, card);
  }
}

function separated(
  { separator, columns, atLeast }: Extract<CardForm, { form: 'separated' }>,
  text: string,
): CardFields | undefined {
  const texts = text.split(separator);
  if (texts.length < atLeast) return undefined;
  let at = 0;
  const named = texts.map((each, index) => {
    const column = [...text.slice(0, at)].length + 1;
    at += each.length + separator.length;
    return { name: columns[index] ?? '', text: each.trim(), column };
  });
  return {
    named: named.filter(({ name }) => name !== ''),
    further: Math.max(0, texts.length - columns.length),
  };
}

/** The text reaches into the last slice, and nothing but padding comes behind it. */
function sliced(
  { slices, mark, fixed = {} }: Extract<CardForm, { form: 'slices' }>,
  text: string,
): CardFields | undefined {
  const last = slices.reduce((most, slice) => (slice.to > most.to ? slice : most));
  const characters = [...text];
  const used = characters.join('').trimEnd();
  const length = [...used].length;
  const fits = mark === undefined ? length <= last.to : characters[mark.at] === mark.is;
  if (!fits || length <= last.from) return undefined;
  const named = slices.map(({ field, from, to }) => {
    const value = characters.slice(from, to).join('').trim();
    return { name: field, text: value, column: from + 1 };
  });
  const said = Object.entries(fixed).map(([name, value]) => {
    return { name, text: value, column: (mark?.at ?? 0) + 1 };
  });
  return { named: [...named, ...said], further: 0 };
}

function tagged(
  form: Extract<CardForm, { form: 'tagged' }>,
  { text, bytes }: Card,
): CardFields | undefined {
  const entries = readTagged(form, bytes ?? new Uint8Array(), text);
  if (entries.length === 0) return undefined;
  const named = entries.flatMap(({ tag, text: value, at }) => {
    const name = form.tags[tag];
    return name === undefined ? [] : [{ name, text: value.trim(), column: at + 1 }];
  });
  return { named, further: entries.length - named.length };
}
