/** Content is told by its bytes. */
import { describe, expect, it } from 'vitest';
import { sniffFormat } from '../../src/wire/sniff.ts';
import { buildZip, bytesOf } from './build-zip.ts';

const cases: Record<string, readonly [expected: string, bytes: Uint8Array]> = {
  nothing: ['empty', new Uint8Array(0)],
  'a zip': ['zip', buildZip([{ name: 'a.txt', content: 'x' }])],
  'an empty zip': ['zip', buildZip([])],
  'a JSON object': ['json', bytesOf(' \r\n{"a":1}')],
  'a JSON array': ['json', bytesOf('[1]')],
  'JSON behind a mark': ['json', bytesOf('\ufeff{}')],
  XML: ['xml', bytesOf('<?xml version="1.0"?><a/>')],
  'XML in UTF-16': ['xml', Uint8Array.of(0xff, 0xfe, 0x3c, 0, 0x61, 0)],
  'delimited text': ['text', bytesOf('HN|INSCL\r\n')],
  'Thai bytes': ['text', Uint8Array.of(0xca, 0xc1, 0xaa, 0x7c)],
  'a dBASE table': [
    'dbf',
    Uint8Array.from({ length: 65 }, (_, i) => [3, 126, 7, 31, 0, 0, 0, 0, 65][i] ?? 0),
  ],
  'text that begins with PK': ['text', bytesOf('PK001|20260105')],
  'a PDF': ['binary', bytesOf('%PDF-1.4')],
  gzip: ['binary', Uint8Array.of(0x1f, 0x8b, 8, 0)],
  'an old Office document': ['binary', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)],
};

describe('sniffFormat', () => {
  it.each(Object.entries(cases))('%s', (_, [expected, bytes]) => {
    expect(sniffFormat(bytes)).toBe(expected);
  });
});
