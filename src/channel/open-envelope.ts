/** A JSON body that carries the files of a set, each in base64, to those files. */
import { decodeBase64 } from '../base/base64.ts';
import { numberText } from '../base/decimal.ts';
import { type Finding, isFailure, type Severity } from '../base/finding.ts';
import { charsetOfLabel } from '../wire/charset/codec.ts';
import { type JsonResult, parseJson } from '../wire/json.ts';
import { sniffFormat } from '../wire/sniff.ts';
import type { DelimitedReader, FileEnvelope, JsonPath } from './definition.ts';
import { type Found, isObject, pathText, valuesAt } from './json-path.ts';
import type { SourceFile } from './translation.ts';

export interface OpenedEnvelope {
  readonly files: readonly SourceFile[];
  /** The charset that all files declare, if they declare one that the channel takes. */
  readonly charset?: string;
}

interface Run {
  readonly reader: DelimitedReader;
  readonly envelope: FileEnvelope;
  readonly document: JsonResult;
  readonly file: string;
  readonly findings: Finding[];
}

/** Undefined if the file is no body of a known form. */
export function openEnvelope(
  reader: DelimitedReader,
  { name, bytes }: SourceFile,
  findings: Finding[],
): OpenedEnvelope | undefined {
  const { envelopes = [] } = reader;
  if (envelopes.length === 0 || sniffFormat(bytes) !== 'json') return undefined;
  const document = parseJson(new TextDecoder().decode(bytes), { file: name });
  const root: Found = { value: document.value, steps: [] };
  for (const envelope of envelopes) {
    const [members] = valuesAt(root, envelope.files);
    if (members === undefined || !isObject(members.value)) continue;
    findings.push(...document.findings);
    return openMembers({ reader, envelope, document, file: name, findings }, members);
  }
  return undefined;
}

/** Why a JSON body holds no file; nothing if it is no JSON at all. */
export function envelopeFaults(
  { envelopes = [], parts }: DelimitedReader,
  { name, bytes }: SourceFile,
): readonly Finding[] {
  if (envelopes.length === 0 || sniffFormat(bytes) !== 'json') return [];
  const document = parseJson(new TextDecoder().decode(bytes), { file: name });
  const broken = document.findings.filter(isFailure);
  if (broken.length > 0) return broken;
  const [{ files, content } = { files: '$', content: '' }] = envelopes;
  const [part = ''] = Object.keys(parts);
  const path = `${files}.${part.toLowerCase()}${content.replace(/^[$]/, '')}`;
  return [
    {
      code: 'SAMPAN-ENVELOPE-NOTHING',
      severity: 'fatal',
      issue: 'structure',
      places: [{ file: name, line: 1, field: files }],
      params: { path, known: Object.keys(parts).join(', ') },
    },
  ];
}

function openMembers(run: Run, members: Found): OpenedEnvelope {
  const { envelope } = run;
  const files: SourceFile[] = [];
  const charsets = new Set<string>();
  for (const [member, value] of Object.entries(members.value as Record<string, unknown>)) {
    const found: Found = { value, steps: [...members.steps, member] };
    const content = textAt(found, envelope.content);
    if (content === undefined) continue;
    const bytes = decodeBase64(content.text);
    if (bytes === undefined) {
      tell(run, 'SAMPAN-ENVELOPE-BASE64', 'fatal', content.found, { member });
      continue;
    }
    checkSize(run, found, bytes.length);
    const charset = declaredCharset(run, found);
    if (charset !== undefined) charsets.add(charset);
    files.push({ name: `${member.toUpperCase()}${endingOf(run, found)}`, bytes });
  }
  const [charset, ...others] = charsets;
  return charset === undefined || others.length > 0 ? { files } : { files, charset };
}

/** The text of a string or a number on the path; undefined where there is none. */
function textAt(
  from: Found,
  path: JsonPath | undefined,
): { text: string; found: Found } | undefined {
  const [found] = path === undefined ? [] : valuesAt(from, path);
  if (found === undefined || found.value === null || found.value === '') return undefined;
  const { value } = found;
  if (typeof value === 'string') return { text: value, found };
  return typeof value === 'number' || typeof value === 'object'
    ? { text: numberText(value as number), found }
    : undefined;
}

function endingOf({ reader, envelope }: Run, found: Found): string {
  const name = textAt(found, envelope.name)?.text.toLowerCase() ?? '';
  const endings = [...reader.extensions, ...(reader.tables ?? [])];
  return endings.find((ending) => name.endsWith(ending)) ?? endings[0] ?? '';
}

function checkSize(run: Run, found: Found, bytes: number): void {
  const size = textAt(found, run.envelope.size);
  if (size === undefined || size.text === String(bytes)) return;
  tell(run, 'SAMPAN-ENVELOPE-SIZE', 'fatal', size.found, {
    expected: size.text,
    found: String(bytes),
  });
}

/** A label the channel does not take is told and not followed: the bytes decide. */
function declaredCharset(run: Run, found: Found): string | undefined {
  const declared = textAt(found, run.envelope.charset);
  if (declared === undefined) return undefined;
  const charset = charsetOfLabel(declared.text);
  const taken = run.reader.charsets.map((label) => charsetOfLabel(label));
  if (charset !== undefined && taken.includes(charset)) return charset;
  tell(run, 'SAMPAN-ENVELOPE-CHARSET', 'warning', declared.found, {
    charset: declared.text,
    accepted: run.reader.charsets.join(', '),
  });
  return undefined;
}

function tell(
  { document, file, findings }: Run,
  code: string,
  severity: Severity,
  { steps }: Found,
  params: Finding['params'],
): void {
  const place = { file, ...document.placeOf([...steps]), field: pathText(steps) };
  findings.push({ code, severity, issue: 'structure', places: [place], params });
}
