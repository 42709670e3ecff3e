/** JSON bodies to tables of records: each item of a body, one message, is a container. */
import type { Finding } from '../base/finding.ts';
import { type JsonItem, readJsonItems } from '../wire/json-items.ts';
import type { JsonLinesReader, JsonReader, RefusedField } from './definition.ts';
import { pathText, valuesAt } from './json-path.ts';
import { readyShapes } from './json-shapes.ts';
import type { ContainerRun, OpenText } from './open-texts.ts';
import { type Message, plainText, type RecordRun, readRecords } from './read-records.ts';

export interface JsonOptions {
  /** Fields that the models of a part have, in any version. */
  readonly fieldsOf: (part: string) => ReadonlySet<string>;
  readonly refused: readonly RefusedField[];
}

/** False if the text is none of the channel's. */
export function openJson(
  run: ContainerRun,
  reader: JsonReader | JsonLinesReader,
  text: OpenText,
  options: JsonOptions,
): boolean {
  const { items, findings } = readJsonItems(text.text, { file: text.file });
  run.findings.push(...findings);
  if (findings.some(({ severity }) => severity === 'fatal')) return false;
  const records = recordRun(run, reader, options);
  const refused = items.flatMap((item) => refusals(item, text.file, options.refused));
  run.findings.push(...refused);
  if (refused.length > 0) return false;
  for (const item of items) openItem(run, records, reader, { item, text });
  return true;
}

export function recordRun(
  run: ContainerRun,
  reader: JsonReader | JsonLinesReader,
  { fieldsOf, refused }: JsonOptions,
): RecordRun {
  const further = refused.map(({ path }) => path);
  const { success } = reader.kind === 'json-lines' ? reader : {};
  return {
    parts: readyShapes(reader.parts, fieldsOf),
    tables: run.tables,
    findings: run.findings,
    unknownFields: reader.unknownFields,
    known: new Map(),
    further: [
      ...further,
      ...(reader.kind === 'json-lines' ? [reader.type] : []),
      ...(success === undefined ? [] : [success.path]),
    ],
  };
}

interface OpenItem {
  readonly item: JsonItem;
  readonly text: OpenText;
}

function openItem(
  run: ContainerRun,
  records: RecordRun,
  reader: JsonReader | JsonLinesReader,
  { item, text }: OpenItem,
): void {
  const { file, document } = text;
  if (reader.kind === 'json-lines' && hasFailed(reader, item)) {
    run.findings.push(failedCall(item, file));
    return;
  }
  const container = run.containers.length;
  const { placeOf } = item;
  run.containers.push({
    name: `${file}[${item.record}]`,
    document,
    ...{ file, record: item.record },
    line: () => placeOf([]).line,
  });
  readRecords(records, messageOf(reader, item, { file, document, container }));
}

/** Nothing came of it, so nothing is read from it; the body that holds it is kept. */
export function failedCall({ record, line }: JsonItem, file: string): Finding {
  return {
    ...{ code: 'SAMPAN-MESSAGE-FAILED', severity: 'information', issue: 'informational' },
    ...{ places: [{ file, record, line }], params: {} },
  };
}

export function messageOf(
  reader: JsonReader | JsonLinesReader,
  item: JsonItem,
  spot: Pick<Message, 'file' | 'document' | 'container'>,
): Message {
  const whole = { value: item.value, steps: [] };
  if (reader.kind === 'json') return { ...whole, ...spot, item };
  const [found = whole] = reader.messages.flatMap((path) =>
    valuesAt(whole, path).filter(({ value }) => value !== null),
  );
  const type = valuesAt(found, reader.type).flatMap(({ value }) => plainText(value) ?? [])[0];
  return { ...found, ...spot, item, ...(type !== undefined && { type }) };
}

/** True if the item says that its call came to nothing. */
export function hasFailed({ success }: JsonLinesReader, item: JsonItem): boolean {
  if (success === undefined) return false;
  return valuesAt({ value: item.value, steps: [] }, success.path).some(({ value }) => {
    const text = plainText(value) ?? '';
    return text !== '' && !success.values.includes(text);
  });
}

/** What must not be sent is told without its value. */
export function refusals(
  item: JsonItem,
  file: string,
  refused: readonly RefusedField[],
): readonly Finding[] {
  return refused.flatMap(({ path, code, severity, issue, reason }) =>
    valuesAt({ value: item.value, steps: [] }, path)
      .filter(({ value }) => plainText(value) !== '')
      .map(({ steps }): Finding => {
        const at = { ...item.placeOf(steps), field: pathText(steps) };
        const places = [{ file, record: item.record, ...at }];
        return { code, severity, issue, places, params: { found: pathText(steps), reason } };
      }),
  );
}
