/** A submission's bytes to one table of rows a part: unzip, recognise files, decode, split. */
import { type Finding, isFailure } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import { type CharsetOptions, decodeSet } from '../wire/charset.ts';
import { readDbf } from '../wire/dbf.ts';
import { onCells } from '../wire/delimited/on-cells.ts';
import { type DelimitedLayout, readDelimited, setEndsRows, type Table } from '../wire/delimited.ts';
import type { TextFile } from '../wire/file.ts';
import { sniffFormat } from '../wire/sniff.ts';
import type { DelimitedPart, DelimitedReader } from './definition.ts';
import { envelopeFaults, openEnvelope } from './open-envelope.ts';
import type { SourceFile, Submission } from './translation.ts';
import { unpackFiles } from './unpack-files.ts';

/** The parts of one submission as tables, with everything that was found on the way. */
export interface OpenedSet {
  readonly tables: ReadonlyMap<string, Table>;
  readonly findings: readonly Finding[];
  /** True if the container, the charset or a layout leaves nothing to cut units from. */
  readonly faulted: boolean;
}

/** Files that zip programs and file managers leave in folders. */
const leftBehind = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

export function openSet(reader: DelimitedReader, submission: Submission): OpenedSet {
  const findings: Finding[] = [];
  const { files, ...declared } = carriedFiles(reader, submission, findings);
  const recognised = recogniseParts(reader, files, findings);
  if (recognised.size === 0) return nothingToRead(reader, submission, findings);
  const charset: CharsetOptions = {
    candidates: reader.charsets,
    repertoire: reader.repertoire,
    ...declared,
  };
  const texts = [...recognised.values()].filter((file) => !isTable(reader, file));
  const decoded = decodeSet(texts, charset);
  const tables = readTables(reader, recognised, { texts: decoded.texts, charset });
  findings.push(...onCells(decoded.findings, tables.values()));
  for (const table of tables.values()) findings.push(...table.findings);
  const unread = decoded.texts.length < texts.length;
  const faulted =
    unread ||
    findings.some((finding) => finding.severity === 'fatal') ||
    findings.some((finding) => finding.code === 'SAMPAN-SET-PART-REPEATED') ||
    [...tables.values()].some((table) => table.faulted);
  return { tables, findings, faulted };
}

interface Carried {
  readonly files: readonly SourceFile[];
  readonly declared?: string;
}

/** Files as they are or in archives; or in one JSON body, which says their charset itself. */
function carriedFiles(
  reader: DelimitedReader,
  { files, charset }: Submission,
  findings: Finding[],
): Carried {
  const [only, ...others] = files;
  const opened =
    only === undefined || others.length > 0 ? undefined : openEnvelope(reader, only, findings);
  if (opened === undefined) {
    const unpacked = unpackFiles(files, findings);
    return { files: unpacked, ...(charset !== undefined && { declared: charset }) };
  }
  const { charset: own } = opened;
  return { files: opened.files, ...(own !== undefined && { declared: own }) };
}

/** One finding says it: that each part is missing, and each file unknown, would only repeat it. */
function nothingToRead(
  reader: DelimitedReader,
  submission: Submission,
  findings: readonly Finding[],
): OpenedSet {
  const bodies = submission.files.length === 1 ? submission.files : [];
  const broken = bodies.flatMap((file) => envelopeFaults(reader, file));
  const failures = [...findings.filter(isFailure), ...broken];
  const nothing: Finding = {
    code: 'SAMPAN-SET-NOTHING',
    severity: 'fatal',
    issue: 'structure',
    places: submission.files.slice(0, 1).map(({ name }) => ({ file: name })),
    params: { known: Object.keys(reader.parts).join(', ') },
  };
  const told = failures.length > 0 ? failures : [nothing];
  return { tables: new Map(), findings: told, faulted: true };
}

function recogniseParts(
  reader: DelimitedReader,
  files: readonly SourceFile[],
  findings: Finding[],
): ReadonlyMap<string, SourceFile> {
  const parts = new Map<string, SourceFile>();
  for (const file of files) {
    if (leftBehind.test(file.name)) continue;
    const part = partOf(reader, file.name);
    const known = part === undefined ? undefined : parts.get(part);
    if (part === undefined) findings.push(unknownFile(reader, file.name));
    else if (known === undefined) parts.set(part, file);
    else findings.push(repeatedPart(part, known.name, file.name));
  }
  return parts;
}

/** A dBASE table by its name and by its bytes. */
function isTable(reader: DelimitedReader, { name, bytes }: SourceFile): boolean {
  const named = reader.tables?.some((each) => name.toUpperCase().endsWith(each.toUpperCase()));
  return named === true && sniffFormat(bytes) === 'dbf';
}

function partOf(reader: DelimitedReader, name: string): string | undefined {
  const upper = name.toUpperCase();
  const extensions = [...reader.extensions, ...(reader.tables ?? [])];
  const extension = extensions.find((each) => upper.endsWith(each.toUpperCase()));
  if (extension === undefined) return undefined;
  const stem = upper.slice(0, -extension.length);
  if (reader.parts[stem] !== undefined) return stem;
  // Tables often carry year and month: INS6907
  const undated = reader.tables?.includes(extension) ? stem.replace(/\d{4}$/, '') : stem;
  if (reader.parts[undated] !== undefined) return undated;
  const aliased = Object.entries(reader.parts).find(([, part]) => part.fileNames?.includes(stem));
  return aliased?.[0];
}

function unknownFile(reader: DelimitedReader, name: string): Finding {
  const looksLikePart = reader.extensions.some((each) => name.toLowerCase().endsWith(each));
  return {
    code: 'SAMPAN-SET-FILE-UNKNOWN',
    severity: looksLikePart ? 'warning' : 'information',
    issue: 'not-supported',
    places: [{ file: name }],
    params: { known: Object.keys(reader.parts).join(', ') },
  };
}

function repeatedPart(part: string, first: string, second: string): Finding {
  return {
    code: 'SAMPAN-SET-PART-REPEATED',
    severity: 'error',
    issue: 'duplicate',
    places: [{ file: second }, { file: first }],
    params: { part, first, second },
  };
}

function readTables(
  reader: DelimitedReader,
  parts: ReadonlyMap<string, SourceFile>,
  decoded: { readonly texts: readonly TextFile[]; readonly charset: CharsetOptions },
): ReadonlyMap<string, Table> {
  const whole = decoded.texts.map(({ text }) => text);
  const trailing = setEndsRows(whole, reader.delimiter);
  const byName = new Map(decoded.texts.map((text) => [text.name, text.text]));
  const tables = new Map<string, Table>();
  let left = limits.rows;
  for (const [name, part] of Object.entries(reader.parts)) {
    const file = parts.get(name);
    const text = file === undefined ? undefined : byName.get(file.name);
    if (file === undefined) continue;
    const layout = delimitedLayout(reader, part);
    const readText = (content: string): Table =>
      readDelimited(content, layout, { file: file.name, maxRows: left, trailing });
    const table = isTable(reader, file)
      ? readDbf(file, layout, { ...decoded.charset, maxRows: left })
      : text !== undefined && readText(text);
    if (table === false) continue;
    left -= table.rows.length + table.faultyRows.length;
    tables.set(name, table);
  }
  return tables;
}

function delimitedLayout(reader: DelimitedReader, part: DelimitedPart): DelimitedLayout {
  return {
    delimiter: reader.delimiter,
    names: [...new Set(part.variants.flatMap((variant) => variant.columns))],
    variants: part.variants,
    ...(part.aliases !== undefined && { aliases: part.aliases }),
  };
}
