/** Which charset a set has: the declared one, the one a mark tells, or the first that fits. */
import type { WireFile } from '../file.ts';
import type { FindingLog } from '../findings.ts';
import { type Charset, charsetOfLabel, charsetOfMark, codecs } from './codec.ts';
import { linesMatching, undecodableLines } from './fault.ts';
import { type Repertoire, repertoireOf } from './repertoire.ts';
import { consistsOf } from './units.ts';

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

interface Choice {
  readonly declared?: string;
  readonly candidates: readonly Charset[];
  readonly repertoire?: readonly string[];
}

export interface Chosen {
  readonly charset: Charset;
  /** Matches what the repertoire does not hold, if the charset was chosen although not all fits. */
  readonly outside?: RegExp;
  /** What was decoded on the way, by the bytes it came from. */
  readonly texts?: ReadonlyMap<Uint8Array, string>;
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
  if (!marksAgree(files, told, log)) return undefined;
  const texts = decodeAll(files, told, undefined);
  if (texts !== undefined) return { charset: told, texts };
  return contradicted(files, { told, choice }, log) ? undefined : { charset: told };
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

/**
 * A wrong declaration is one finding, not one a row: half of the lines beyond ASCII do not decode,
 * and another charset of the channel fits every file.
 */
function contradicted(
  files: readonly WireFile[],
  { told, choice }: { readonly told: Charset; readonly choice: Choice },
  log: FindingLog,
): boolean {
  let faulty = 0;
  let beyond = 0;
  for (const { bytes } of files) {
    if (codecs[told].strict(bytes) !== undefined) continue;
    faulty += undecodableLines(bytes, codecs[told]).length;
    beyond += undecodableLines(bytes, codecs['us-ascii']).length;
  }
  if (faulty === 0 || faulty * 2 < beyond) return false;
  const fitting = choice.candidates.find((charset) => {
    if (charset === told || charset.startsWith('utf-16')) return false;
    return decodeAll(files, charset, repertoireFor(charset, choice)) !== undefined;
  });
  if (fitting === undefined) return false;
  log.add('SAMPAN-CHARSET-DECLARED', undefined, { charset: told, fitting });
  return true;
}

/** The first candidate that fits every file, else the one with the fewest faulty lines. */
function bestCandidate(files: readonly WireFile[], choice: Choice): Chosen {
  // Nearly any bytes are UTF-16, so it is taken only where its mark stands
  const unmarked = choice.candidates.filter((charset) => !charset.startsWith('utf-16'));
  const candidates = unmarked.length > 0 ? unmarked : choice.candidates;
  for (const charset of candidates) {
    const texts = decodeAll(files, charset, repertoireFor(charset, choice));
    if (texts !== undefined) return { charset, texts };
  }
  let best: Chosen = { charset: 'utf-8' };
  let fewest = Number.POSITIVE_INFINITY;
  for (const charset of candidates) {
    const outside = repertoireFor(charset, choice)?.outside;
    let faults = 0;
    for (const file of files) faults += faultyLines(file, charset, outside);
    if (faults >= fewest) continue;
    fewest = faults;
    best = { charset, ...(outside !== undefined && { outside }) };
  }
  return best;
}

/** Undefined as soon as one file does not decode, or not to expected characters. */
function decodeAll(
  files: readonly WireFile[],
  charset: Charset,
  repertoire: Repertoire | undefined,
): ReadonlyMap<Uint8Array, string> | undefined {
  const texts = new Map<Uint8Array, string>();
  for (const { bytes } of files) {
    const text = codecs[charset].strict(bytes);
    if (text === undefined) return undefined;
    // As many units as bytes: ASCII
    if (repertoire !== undefined && text.length !== bytes.length) {
      const expected = consistsOf(text, repertoire.units) || text.search(repertoire.outside) < 0;
      if (!expected) return undefined;
    }
    texts.set(bytes, text);
  }
  return texts;
}

function faultyLines({ bytes }: WireFile, charset: Charset, outside: RegExp | undefined): number {
  const codec = codecs[charset];
  const undecodable = undecodableLines(bytes, codec).length;
  if (outside === undefined) return undecodable;
  const decoded = codec.loose(bytes).replaceAll('\ufffd', '');
  return undecodable + linesMatching(decoded, outside).length;
}

/** Bytes of one charset are read as characters of another only where those have several bytes. */
function repertoireFor(charset: Charset, { repertoire }: Choice): Repertoire | undefined {
  const singleByte = codecs[charset].fits !== undefined;
  if (repertoire === undefined || singleByte) return undefined;
  return repertoireOf(repertoire);
}

function unknown(label: string): never {
  throw new RangeError(`no charset is called ${label}`);
}
