/** Bodies of text, in JSON or as a card types them, to tables of records in containers. */
import { type Finding, isFailure } from '../base/finding.ts';
import { decodeSet } from '../wire/charset.ts';
import { isBinary } from '../wire/sniff.ts';
import type { AnyOfReader, CardTextReader, JsonLinesReader, JsonReader } from './definition.ts';
import { openCardText } from './open-card-text.ts';
import {
  type Container,
  type OpenedContainers,
  type PartTable,
  partTable,
} from './open-containers.ts';
import { type JsonOptions, openJson } from './open-json.ts';
import type { SourceFile, Submission } from './translation.ts';
import { unpackFiles } from './unpack-files.ts';

export type TextReader = JsonReader | JsonLinesReader | CardTextReader | AnyOfReader;
type FormReader = Exclude<TextReader, AnyOfReader>;

export interface ContainerRun {
  readonly tables: Map<string, PartTable>;
  readonly containers: Container[];
  readonly findings: Finding[];
}

export interface OpenText {
  /** Empty where the bytes are no text. */
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly document: number;
}

export function openTexts(
  reader: TextReader,
  submission: Submission,
  options: JsonOptions,
): OpenedContainers {
  const tables = new Map(partNames(reader).map((part) => [part, partTable(part)]));
  const run: ContainerRun = { tables, containers: [], findings: [] };
  const files = unpackFiles(submission.files, run.findings);
  let faulted = run.findings.some(isFailure) || files.length === 0;
  for (const [document, file] of files.entries()) {
    const opened = openFile(run, reader, { file, document, declared: submission.charset }, options);
    faulted = !opened || faulted;
  }
  return openedOf(run, faulted);
}

export function openedOf(run: ContainerRun, faulted: boolean): OpenedContainers {
  const opened = [...run.tables].map(([part, table]) => [part, table.table()] as const);
  const owners = new Map(
    run.containers.map(({ file, record }, index) => [`${file}\u0000${record}`, index]),
  );
  return {
    tables: new Map(opened.filter(([, table]) => table.rows.length > 0)),
    containers: run.containers,
    findings: run.findings,
    faulted,
    ownerOf: ({ places: [place] }) => owners.get(`${place?.file}\u0000${place?.record}`),
  };
}

/** Names of the parts that a reader delivers, each once. */
function partNames(reader: TextReader): readonly string[] {
  const readers = reader.kind === 'any-of' ? reader.readers.map((each) => each.reader) : [reader];
  return [...new Set(readers.flatMap(({ parts }) => Object.keys(parts)))];
}

/** Names of all forms that a reader knows, in its order. */
function formNames(reader: TextReader): readonly string[] {
  const readers = reader.kind === 'any-of' ? reader.readers.map((each) => each.reader) : [reader];
  const names = readers.flatMap((each) =>
    each.kind === 'card-text' ? each.forms.map(({ id }) => id) : ['JSON'],
  );
  return [...new Set(names)];
}

interface OpenFile {
  readonly file: SourceFile;
  readonly document: number;
  readonly declared: string | undefined;
}

function openFile(
  run: ContainerRun,
  reader: TextReader,
  of: OpenFile,
  options: JsonOptions,
): boolean {
  const chosen = formFor(reader, of);
  run.findings.push(...chosen.findings);
  if (chosen.text === undefined) return false;
  const { name: file, bytes } = of.file;
  const text = { text: chosen.text, bytes, file, document: of.document };
  const form = chosen.reader;
  return form.kind === 'card-text'
    ? openCardText(run, form, text, formNames(reader))
    : openJson(run, form, text, options);
}

interface ChosenForm {
  readonly reader: FormReader;
  readonly text?: string;
  readonly findings: readonly Finding[];
}

/** The first form whose charsets and test fit; else the last, whose findings tell why. */
function formFor(reader: TextReader, of: OpenFile): ChosenForm {
  if (reader.kind !== 'any-of') return { reader, ...decode(reader, of) };
  let last: ChosenForm | undefined;
  for (const { test, reader: form } of reader.readers) {
    last = { reader: form, ...decode(form, of) };
    if (last.text !== undefined && new RegExp(test).test(last.text)) return last;
  }
  if (last === undefined) throw new Error('a reader of several forms has one');
  return last;
}

export function decode(
  reader: FormReader,
  { file, declared }: Pick<OpenFile, 'file' | 'declared'>,
): { readonly text?: string; readonly findings: readonly Finding[] } {
  const { charsets } = reader;
  if (reader.kind === 'card-text') {
    const wide = wideText(file.bytes, charsets);
    if (wide !== undefined && declared === undefined) return { text: wide, findings: [] };
    const chip = reader.forms.some(({ form }) => form === 'tagged');
    if (chip && isBinary(file.bytes)) return { text: '', findings: [] };
  }
  const { texts, findings } = decodeSet([file], {
    candidates: charsets,
    ...(declared !== undefined && { declared }),
  });
  const text = texts[0]?.text;
  return { ...(text !== undefined && { text }), findings };
}

/** Libraries of card readers hand over UTF-16 without a mark: every digit has a zero byte. */
function wideText(bytes: Uint8Array, charsets: readonly string[]): string | undefined {
  if (!charsets.includes('utf-16le') || bytes.length % 2 !== 0 || !bytes.includes(0)) {
    return undefined;
  }
  const text = new TextDecoder('utf-16le').decode(bytes);
  // A zero character fills fields up
  return text.replaceAll('\u0000', ' ');
}
