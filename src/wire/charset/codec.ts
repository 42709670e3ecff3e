/** The charsets that are read, the labels senders use for them, and strict decoding. */
import { singleByteCodec, WINDOWS_874_HIGH } from './single-byte.ts';
import { utf8FaultLength } from './utf-8.ts';

export type Charset = 'us-ascii' | 'utf-8' | 'windows-874' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface Codec {
  /** Undefined if any byte does not decode. */
  strict(bytes: Uint8Array): string | undefined;
  /** U+FFFD for what does not decode. */
  loose(bytes: Uint8Array): string;
  /** True if every byte decodes, without decoding; single-byte charsets only. */
  fits?(bytes: Uint8Array): boolean;
  /** Length of the undecodable sequence at `at`, 0 if a character stands there. */
  faultLength?(bytes: Uint8Array, at: number, end: number): number;
  /** Length of the character at `at`, which decodes. */
  characterLength?(bytes: Uint8Array, at: number): number;
}

/** https://encoding.spec.whatwg.org/#names-and-labels, less what nobody sends, plus what some do */
const LABELS: Readonly<Record<string, Charset>> = {
  'us-ascii': 'us-ascii',
  ascii: 'us-ascii',
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'windows-874': 'windows-874',
  'dos-874': 'windows-874',
  'tis-620': 'windows-874',
  tis620: 'windows-874',
  'iso-8859-11': 'windows-874',
  'iso8859-11': 'windows-874',
  cp874: 'windows-874',
  ms874: 'windows-874',
  'x-windows-874': 'windows-874',
  '874': 'windows-874',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  unicode: 'utf-16le',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  'x-gbk': 'gb18030',
};

export function charsetOfLabel(label: string): Charset | undefined {
  const key = label
    .trim()
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^["']|["']$/g, '');
  return Object.hasOwn(LABELS, key) ? LABELS[key] : undefined;
}

export const codecs: Readonly<Record<Charset, Codec>> = {
  'us-ascii': singleByteCodec({}),
  'windows-874': singleByteCodec(WINDOWS_874_HIGH),
  'utf-8': {
    ...nativeCodec('utf-8'),
    faultLength: utf8FaultLength,
    characterLength: (bytes, at) => {
      const lead = bytes[at] ?? 0;
      return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    },
  },
  'utf-16le': nativeCodec('utf-16le'),
  'utf-16be': nativeCodec('utf-16be'),
  gb18030: nativeCodec('gb18030'),
};

function nativeCodec(label: string): Codec {
  return {
    strict(bytes) {
      try {
        return new TextDecoder(label, { fatal: true, ignoreBOM: false }).decode(bytes);
      } catch {
        return undefined;
      }
    },
    loose: (bytes) => new TextDecoder(label).decode(bytes),
  };
}

/** The charset a byte order mark tells. */
export function charsetOfMark(bytes: Uint8Array): Charset | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}
