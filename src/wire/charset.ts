/** Decodes the files of one set, which all have one charset: declared, told by a mark, or found. */
import type { Finding } from '../base/finding.ts';
import { type CharsetOptions, type Chosen, chooseCharset } from './charset/choose.ts';
import { type Charset, codecs } from './charset/codec.ts';
import { type Fault, linesMatching, undecodableLines } from './charset/fault.ts';
import type { TextFile, WireFile } from './file.ts';
import { type FindingLog, findingLog, type WireCode } from './findings.ts';
import { isBinary } from './sniff.ts';

export type { CharsetOptions } from './charset/choose.ts';
export type { Charset } from './charset/codec.ts';

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
  const texts = readable.map((file) => decodeFile(file, found, log));
  return { charset: found.charset, texts, findings: log.done() };
}

function isText(file: WireFile, log: FindingLog): boolean {
  if (!isBinary(file.bytes)) return true;
  log.add('SAMPAN-CHARSET-BINARY', { file: file.name });
  return false;
}

/** Control characters but tab and line ends, and marks in the middle of a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]/g;

/** Any of them, or a character that was lost. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const STRANGE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffd]/;

/** The text of UTF-8 bytes of which decoding has nothing to say; else undefined. */
export function cleanText(bytes: Uint8Array): string | undefined {
  const text = codecs['utf-8'].strict(bytes);
  return text === undefined || STRANGE.test(text) ? undefined : text;
}

/** What DOS programs write behind the last line. */
const END_MARK = '\x1a';

function decodeFile({ name, bytes }: WireFile, chosen: Chosen, log: FindingLog): TextFile {
  const { charset, outside } = chosen;
  const codec = codecs[charset];
  const report = (code: WireCode, faults: readonly Fault[]): void => {
    for (const { line, column, what } of faults) {
      log.add(code, { file: name, line, column }, { what, charset });
    }
  };
  const strict = chosen.texts?.get(bytes) ?? codec.strict(bytes);
  if (strict === undefined) report('SAMPAN-CHARSET-BYTES', undecodableLines(bytes, codec));
  const whole = strict ?? codec.loose(bytes);
  const text = whole.endsWith(END_MARK) ? whole.slice(0, -1) : whole;
  if (text !== whole) log.add('SAMPAN-CHARSET-END-MARK', { file: name });
  if (STRANGE.test(text)) {
    report('SAMPAN-CHARSET-CONTROL', linesMatching(text, CONTROL));
    if (strict !== undefined) report('SAMPAN-CHARSET-LOST', linesMatching(text, /\ufffd/g));
  }
  if (outside !== undefined) {
    const expected = text.replaceAll('\ufffd', '?');
    report('SAMPAN-CHARSET-REPERTOIRE', linesMatching(expected, outside));
  }
  return { name, text };
}
