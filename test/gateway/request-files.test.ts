import { describe, expect, it } from 'vitest';
import { filesOf, parseMediaType, takesMediaType } from '../../src/gateway/request-files.ts';

const raw = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const form = (body: string, boundary = 'B') =>
  filesOf({ contentType: `multipart/form-data; boundary=${boundary}`, raw: raw(body) });
const part = (head: string, body: string) => `--B\r\n${head}\r\n\r\n${body}\r\n`;
const file = (name: string) => `Content-Disposition: form-data; name="f"; filename="${name}"`;

describe('media types', () => {
  it.each([
    ['Application/ZIP', 'application/zip', {}],
    ['text/plain; charset=TIS-620', 'text/plain', { charset: 'TIS-620' }],
    ['text/plain;charset="utf-8" ; x=1', 'text/plain', { charset: 'utf-8', x: '1' }],
    ['multipart/form-data; boundary="a b"', 'multipart/form-data', { boundary: 'a b' }],
  ])('%s', (header, type, parameters) => {
    expect(parseMediaType(header)).toEqual({ type, parameters });
  });

  it.each(['', 'zip', 'a/b c/d', 'a/'])('refuses %j', (header) => {
    expect(parseMediaType(header)).toBeUndefined();
  });

  it('depend on the reader; forms are taken everywhere', () => {
    expect(takesMediaType('delimited', 'application/zip')).toBe(true);
    expect(takesMediaType('delimited', 'application/xml')).toBe(false);
    expect(takesMediaType('xml', 'multipart/form-data')).toBe(true);
  });
});

describe('forms', () => {
  it('give their files in order, bytes unchanged', () => {
    const body = `${part(file('A.txt'), 'a\r\n--not the end\r\n')}${part(file('B.txt'), '')}--B--\r\n`;
    const read = form(body);
    expect(read.kind === 'files' && read.files.map(({ name }) => name)).toEqual(['A.txt', 'B.txt']);
    expect(read.kind === 'files' && text(read.files[0]?.bytes)).toBe('a\r\n--not the end\r\n');
  });

  it('leave out fields, and folders in names', () => {
    const field = part('Content-Disposition: form-data; name="x"', 'y');
    const read = form(`${field}${part(file('C:\\\\out\\\\ยา.txt'), 'z')}--B--`);
    expect(read.kind === 'files' && read.files.map(({ name }) => name)).toEqual(['ยา.txt']);
  });

  it.each([
    ['no end', part(file('A'), 'a')],
    ['no files', '--B--'],
    ['no headers', '--B\r\n\r\nx\r\n--B--'],
    ['another boundary', '--C\r\n\r\nx\r\n--C--'],
  ])('refuse %s', (_name, body) => {
    expect(form(body)).toMatchObject({
      kind: 'malformed',
      finding: { code: 'SAMPAN-HTTP-MULTIPART' },
    });
  });
});

describe('bodies', () => {
  it('that say zip must be one', () => {
    const read = filesOf({ contentType: 'application/zip', raw: raw('PAT|1') });
    expect(read).toMatchObject({ kind: 'malformed', finding: { code: 'SAMPAN-HTTP-ZIP' } });
  });

  it('may name a charset that is known', () => {
    for (const charset of ['tis-620', 'windows-874', 'cp874', 'UTF-8']) {
      const contentType = `text/plain; charset=${charset}`;
      expect(filesOf({ contentType, raw: raw('x') })).toMatchObject({ kind: 'files', charset });
    }
    const contentType = 'text/plain; charset=ebcdic';
    expect(filesOf({ contentType, raw: raw('x') })).toMatchObject({
      kind: 'unsupported',
      finding: { code: 'SAMPAN-HTTP-CHARSET' },
    });
  });
});
