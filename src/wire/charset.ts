/** Decodes the files of one set, which all have one charset: declared, told by a mark, or found. */
import type { Finding } from '../base/finding.ts';
import { type Charset, charsetOfLabel, charsetOfMark, codecs } from './charset/codec.ts';
import { type Fault, linesMatching, undecodableLines } from './charset/fault.ts';
import { outsideOf } from './charset/repertoire.ts';
import type { TextFile, WireFile } from './file.ts';
import { type FindingLog, findingLog, type WireCode } from './findings.ts';
import { isBinary } from './sniff.ts';

export type { Charset } from './charset/codec.ts';

export interface CharsetOptions {
  /** Any label the sender gave; nothing is decoded if it is unknown or not a candidate. */
  readonly declared?: string;
  /** Charsets the channel takes, the first that fits is chosen. */
  readonly candidates: readonly string[];
  /**
   * Hexadecimal ranges of code points beyond ASCII: `0E01-0E3A`. Text of one charset can by
   * accident be valid UTF-8; it then reads as characters that stand in no range.
   */
  readonly repertoire?: readonly string[];
}

export interface DecodedSet {
  /** Absent if it could not be decided: then nothing is decoded. */
  readonly charset?: Charset;
  /** In the order given, without files that hold no text. */
  readonly texts: readonly TextFile[];
  readonly findings: readonly Finding[];
}

export function decodeSet(files: readonly WireFile[], options: CharsetOptions): DecodedSet {
  const log = findingLog(files[0]?.name ?? '');
  const readable = files.filter((file) => isText(file, log));
  const found = chooseCharset(readable, options, log);
  if (found === undefined) return { texts: [], findings: log.done() };
  const outside = found.certain ? undefined : repertoireFor(found.charset, options);
  const texts = readable.map((file) => decodeFile(file, { charset: found.charset, outside }, log));
  return { charset: found.charset, texts, findings: log.done() };
}

function unknown(label: string): never {
  throw new RangeError(`no charset is called ${label}`);
}

function isText(file: WireFile, log: FindingLog): boolean {
  if (!isBinary(file.bytes)) return true;
  log.add('SAMPAN-CHARSET-BINARY', { file: file.name });
  return false;
}

interface Choice {
  readonly declared?: string;
  readonly candidates: readonly Charset[];
  readonly repertoire?: readonly string[];
}

export interface Chosen {
  readonly charset: Charset;
  /** Declared, told by a mark, or fitting every file: nothing is left to ask the repertoire. */
  readonly certain: boolean;
}

/** Undefined, with its finding, if the declaration or a mark leaves no charset to decode in. */
export function chooseCharset(
  files: readonly WireFile[],
  options: CharsetOptions,
  log: FindingLog,
): Chosen | undefined {
  const candidates = options.candidates.map((label) => charsetOfLabel(label) ?? unknown(label));
  const choice: Choice = { ...options, candidates };
  const given = choice.declared === undefined ? undefined : declaredCharset(choice, log);
  if (given === undefined && choice.declared !== undefined) return undefined;
  const marked = files.find((file) => charsetOfMark(file.bytes) !== undefined);
  const told = given ?? (marked && charsetOfMark(marked.bytes));
  if (told === undefined) return bestCandidate(files, choice);
  if (given === undefined && !choice.candidates.includes(told)) {
    log.add('SAMPAN-CHARSET-NOT-ACCEPTED', { file: marked?.name ?? '' }, accepted(told, choice));
    return undefined;
  }
  return marksAgree(files, told, log) ? { charset: told, certain: true } : undefined;
}

function declaredCharset(choice: Choice, log: FindingLog): Charset | undefined {
  const label = choice.declared ?? '';
  const charset = charsetOfLabel(label);
  if (charset === undefined) {
    log.add('SAMPAN-CHARSET-UNKNOWN', undefined, accepted(label, choice));
    return undefined;
  }
  // ASCII is part of every candidate
  if (charset === 'us-ascii' || choice.candidates.includes(charset)) return charset;
  log.add('SAMPAN-CHARSET-NOT-ACCEPTED', undefined, accepted(label, choice));
  return undefined;
}

function accepted(charset: string, { candidates }: Choice): Record<string, string> {
  return { charset, accepted: candidates.join(', ') };
}

/** A mark of another charset contradicts; UTF-16 needs its mark on each file. */
function marksAgree(files: readonly WireFile[], charset: Charset, log: FindingLog): boolean {
  const wide = charset === 'utf-16le' || charset === 'utf-16be';
  const contrary = files.filter(({ bytes }) => {
    const mark = charsetOfMark(bytes);
    return mark === undefined ? wide && bytes.length > 0 : mark !== charset;
  });
  for (const { name, bytes } of contrary) {
    const mark = charsetOfMark(bytes) ?? '-';
    log.add('SAMPAN-CHARSET-MIXED', { file: name }, { charset, mark });
  }
  return contrary.length === 0;
}

/** The first candidate that fits every file, else the one with the fewest faulty lines. */
function bestCandidate(files: readonly WireFile[], choice: Choice): Chosen {
  // Nearly any bytes are UTF-16, so it is taken only where its mark stands
  const candidates = choice.candidates.filter((charset) => !charset.startsWith('utf-16'));
  const fitting = candidates.find((charset) => {
    const outside = repertoireFor(charset, choice);
    return files.every((file) => isFaultless(file, charset, outside));
  });
  if (fitting !== undefined) return { charset: fitting, certain: true };
  let best: Charset = 'utf-8';
  let fewest = Number.POSITIVE_INFINITY;
  for (const charset of candidates) {
    const outside = repertoireFor(charset, choice);
    let faults = 0;
    for (const file of files) faults += faultyLines(file, charset, outside);
    if (faults < fewest) [best, fewest] = [charset, faults];
  }
  return { charset: best, certain: false };
}

function isFaultless({ bytes }: WireFile, charset: Charset, outside: RegExp | undefined): boolean {
  const codec = codecs[charset];
  if (codec.fits !== undefined) return codec.fits(bytes);
  const text = codec.strict(bytes);
  if (text === undefined || outside === undefined) return text !== undefined;
  // As many units as bytes: ASCII
  return text.length === bytes.length || text.search(outside) < 0;
}

function faultyLines({ bytes }: WireFile, charset: Charset, outside: RegExp | undefined): number {
  const codec = codecs[charset];
  const undecodable = undecodableLines(bytes, codec).length;
  if (outside === undefined) return undecodable;
  const decoded = codec.loose(bytes).replaceAll('\ufffd', '');
  return undecodable + linesMatching(decoded, outside).length;
}

/** Bytes of one charset are read as characters of another only where those have several bytes. */
function repertoireFor(
  charset: Charset,
  { repertoire }: { readonly repertoire?: readonly string[] },
): RegExp | undefined {
  const singleByte = codecs[charset].fits !== undefined;
  return repertoire === undefined || singleByte ? undefined : outsideOf(repertoire);
}

/** Control characters but tab and line ends, and marks in the middle of a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]/g;

/** What DOS programs write behind the last line. */
const END_MARK = '\x1a';

function decodeFile(
  { name, bytes }: WireFile,
  how: { readonly charset: Charset; readonly outside: RegExp | undefined },
  log: FindingLog,
): TextFile {
  const codec = codecs[how.charset];
  const strict = codec.strict(bytes);
  const report = (code: WireCode, faults: readonly Fault[]): void => {
    for (const { line, column, what } of faults) {
      log.add(code, { file: name, line, column }, { what, charset: how.charset });
    }
  };
  if (strict === undefined) report('SAMPAN-CHARSET-BYTES', undecodableLines(bytes, codec));
  const whole = strict ?? codec.loose(bytes);
  const text = whole.endsWith(END_MARK) ? whole.slice(0, -1) : whole;
  if (text !== whole) log.add('SAMPAN-CHARSET-END-MARK', { file: name });
  report('SAMPAN-CHARSET-CONTROL', linesMatching(text, CONTROL));
  if (text.length === bytes.length && how.charset === 'utf-8') return { name, text };
  if (strict !== undefined) report('SAMPAN-CHARSET-LOST', linesMatching(text, /\ufffd/g));
  if (how.outside !== undefined) {
    const expected = text.replaceAll('\ufffd', '?');
    report('SAMPAN-CHARSET-REPERTOIRE', linesMatching(expected, how.outside));
  }
  return { name, text };
}
