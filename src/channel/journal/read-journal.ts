/** The messages of a submission and of earlier ones, read once each, with their records. */
import { type Finding, isFailure } from '../../base/finding.ts';
import { limits } from '../../base/limits.ts';
import { type JsonItem, readJsonItem, readJsonItems } from '../../wire/json-items.ts';
import type { JournalChannel, JournalUnit, JsonLinesReader } from '../definition.ts';
import type { ChannelModule } from '../module.ts';
import { jsonOptions } from '../open-contained.ts';
import { type Container, type OpenedContainers, partTable } from '../open-containers.ts';
import { hasFailed, messageOf, recordRun, refusals } from '../open-json.ts';
import { decode, openedOf } from '../open-texts.ts';
import { readRecords } from '../read-records.ts';
import type { Submission } from '../translation.ts';
import { unpackFiles } from '../unpack-files.ts';
import { eventPaths } from './event-paths.ts';
import { eachOnce, type ItemSpot, type JournalMessage, journalMessage } from './message.ts';

export interface ReadJournal {
  /** Each a container of its records, in the order in which they happened. */
  readonly messages: readonly JournalMessage[];
  readonly opened: OpenedContainers;
}

interface Reading {
  readonly unit: JournalUnit;
  /** Items of another form to the journal's. */
  readonly adapt: (spot: ItemSpot) => ItemSpot;
}

export function readJournal(
  channel: ChannelModule,
  definition: JournalChannel,
  { unit, adapt }: Reading,
  submission: Submission,
): ReadJournal {
  const { reader } = definition;
  const findings: Finding[] = [];
  const spots = itemsOf(definition, submission, findings)?.map(adapt);
  const strange = spots !== undefined && !spots.some(({ item }) => isCall(reader, item));
  if (strange) findings.push(noMessage(submission, reader));
  const arrived = (strange ? [] : (spots ?? [])).flatMap((spot) => {
    return journalMessage({ reader, unit }, spot, findings) ?? [];
  });
  const earlier = (submission.earlier ?? []).flatMap(({ text, ...place }) => {
    const { item } = readJsonItem(text, place);
    if (item === undefined) return [];
    const spot = { item, document: 0, file: place.file, submission: place.submission };
    return journalMessage({ reader, unit }, spot, []) ?? [];
  });
  const messages = eachOnce([...arrived, ...earlier], findings).map((message, container) => {
    return { ...message, container };
  });
  const containers = messages.map(({ item, file, document, submission: from }): Container => {
    const { record } = item;
    const at = from === undefined ? file : `${from}/${file}`;
    return { name: `${at}[${record}]`, document, file: at, record, line: () => item.line };
  });
  const tables = new Map(Object.keys(reader.parts).map((part) => [part, partTable(part)]));
  const run = { tables, containers, findings };
  const records = recordRun(run, reader, jsonOptions(channel, definition));
  const further = [unit.messageId, ...unit.order];
  const named = Object.values(unit.events).flatMap(eventPaths);
  const reading = { ...records, further: [...records.further, ...further, ...named] };
  readAll(reading, messages);
  return { messages, opened: openedOf(run, spots === undefined || strange) };
}

/** Of whichever kind, known or not. */
function isCall(reader: JsonLinesReader, item: JsonItem): boolean {
  const spot = { file: '', document: 0, container: 0 };
  return hasFailed(reader, item) || messageOf(reader, item, spot).type !== undefined;
}

function noMessage({ files }: Submission, { type }: JsonLinesReader): Finding {
  return {
    ...{ code: 'SAMPAN-MESSAGE-NONE', severity: 'error', issue: 'required' },
    places: files.slice(0, 1).map(({ name }) => ({ file: name })),
    params: { fields: type },
  };
}

/** Members that nobody reads are told of this submission only, once a kind of message. */
function readAll(
  reading: Parameters<typeof readRecords>[0],
  messages: readonly JournalMessage[],
): void {
  const told = new Set<string>();
  for (const message of messages) {
    const findings: Finding[] = [];
    readRecords({ ...reading, findings, told }, message, 'puts' in message.event);
    reading.findings.push(
      ...(message.submission === undefined ? findings : findings.filter(isFailure)),
    );
  }
}

/** Undefined, with its findings, if a body is none of the channel's. */
function itemsOf(
  { reader, refused = [] }: JournalChannel,
  submission: Submission,
  findings: Finding[],
): readonly ItemSpot[] | undefined {
  const files = unpackFiles(submission.files, findings);
  let faulted = findings.some(isFailure) || files.length === 0;
  let left = limits.rows;
  const spots = files.flatMap((file, document) => {
    const { text, findings: ofCharset } = decode(reader, { file, declared: submission.charset });
    findings.push(...ofCharset);
    if (text === undefined) faulted = true;
    const read = readJsonItems(text ?? '', { file: file.name, maxItems: left });
    if (text !== undefined) findings.push(...read.findings);
    left -= read.items.length;
    const unwanted = read.items.flatMap((item) => refusals(item, file.name, refused));
    findings.push(...unwanted);
    faulted ||= unwanted.length > 0 || findings.some(({ severity }) => severity === 'fatal');
    return read.items.map((item) => ({ item, file: file.name, document }));
  });
  return faulted ? undefined : spots;
}
