/** What a request's body holds, by its Content-Type: one body, or the parts of a form. */
import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import type { SourceFile } from '../channel/translation.ts';
import { declaredBytes } from '../wire/zip/declared-bytes.ts';
import { readMultipart } from './multipart.ts';

export type RequestFiles =
  | { readonly kind: 'files'; readonly files: readonly SourceFile[]; readonly charset?: string }
  | { readonly kind: 'unsupported'; readonly finding: Finding }
  | { readonly kind: 'malformed'; readonly finding: Finding };

/** Media types a body may have, by the channel's kind of reader; forms are taken everywhere. */
const MEDIA_TYPES: Readonly<Record<string, readonly string[]>> = {
  delimited: ['application/zip', 'application/x-zip-compressed', 'application/json'],
  xml: ['application/xml', 'text/xml', 'application/zip', 'application/x-zip-compressed'],
  json: ['application/json', 'application/x-ndjson'],
  'json-lines': ['application/x-ndjson', 'application/json'],
  'card-text': ['text/plain', 'application/octet-stream'],
  'any-of': ['application/json', 'text/plain', 'application/octet-stream', 'application/x-ndjson'],
  fhir: [
    'application/fhir+json',
    'application/json',
    'application/fhir+ndjson',
    'application/x-ndjson',
  ],
};

const FORM = 'multipart/form-data';

export interface MediaType {
  /** Lower case, without parameters. */
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** `type/subtype; name=value; name="value"`, RFC 9110 8.3.1; undefined if it is not one. */
export function parseMediaType(header: string): MediaType | undefined {
  const [, type, rest] = /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)\s*(;.*)?$/s.exec(header) ?? [];
  if (type === undefined) return undefined;
  const parameters: Record<string, string> = {};
  for (const [, name = '', quoted, plain] of (rest ?? '').matchAll(
    /;\s*([\w!#$&^.+-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g,
  )) {
    parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
  }
  return { type: type.toLowerCase(), parameters };
}

/** True if the channel's reader takes such a body. */
export function takesMediaType(readerKind: string, type: string): boolean {
  return type === FORM || (MEDIA_TYPES[readerKind]?.includes(type) ?? false);
}

export function mediaTypesOf(readerKind: string): readonly string[] {
  return [...(MEDIA_TYPES[readerKind] ?? []), FORM];
}

export function filesOf(body: { contentType: string; raw: Uint8Array }): RequestFiles {
  const media = parseMediaType(body.contentType);
  if (media === undefined) return { kind: 'unsupported', finding: wrongType(body.contentType) };
  const charset = media.parameters.charset;
  if (charset !== undefined && !isCharset(charset)) {
    return { kind: 'unsupported', finding: wrongCharset(charset) };
  }
  const declared = charset === undefined ? {} : { charset };
  if (media.type !== FORM) {
    if (media.type.includes('zip') && !startsAsZip(body.raw)) {
      return { kind: 'malformed', finding: noZip() };
    }
    return { kind: 'files', files: [{ name: 'body', bytes: body.raw }], ...declared };
  }
  const form = readMultipart(body.raw, media.parameters.boundary ?? '');
  return form.kind === 'files' ? { ...form, ...declared } : form;
}

/** Of an archive what it unpacks to, unless that is so much that it is refused at once. */
export function contentBytes(raw: Uint8Array): number {
  const unpacked = declaredBytes(raw, limits.zipEntries) ?? 0;
  const refused = unpacked > limits.streamedBodyBytes || unpacked > raw.length * limits.zipRatio;
  return refused ? raw.length : Math.max(raw.length, unpacked);
}

/** A local file header, or the end record of an empty archive: `PK`. */
function startsAsZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function noZip(): Finding {
  const finding = { code: 'SAMPAN-HTTP-ZIP', severity: 'fatal', issue: 'structure' } as const;
  return { ...finding, places: [], params: {} };
}

function isCharset(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    // Names of the code page that the encoding standard does not list.
    return /^(cp-?874|tis-?620.*)$/i.test(label);
  }
}

function wrongType(found: string, expected = ''): Finding {
  return {
    ...{ code: 'SAMPAN-HTTP-TYPE', severity: 'error', issue: 'not-supported', places: [] },
    params: { found, expected },
  };
}

function wrongCharset(found: string): Finding {
  return {
    ...{ code: 'SAMPAN-HTTP-CHARSET', severity: 'error', issue: 'not-supported', places: [] },
    params: { found },
  };
}
