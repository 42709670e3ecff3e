/** One charset a set: declared, marked or found; what does not decode is told with its place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CharsetOptions, decodeSet } from '../../src/wire/charset.ts';

const thai: CharsetOptions = {
  candidates: ['utf-8', 'windows-874'],
  repertoire: ['0E01-0E3A', '0E3F-0E5B', '2013-2014', '2018-2019', '201C-201D', '2026', '20AC'],
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** windows-874 of ASCII and Thai letters. */
function cp874(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => {
    const code = c.codePointAt(0) ?? 0;
    return code < 0x80 ? code : code - 0xd60;
  });
}

function decode(bytes: Uint8Array | readonly Uint8Array[], options: CharsetOptions = thai) {
  const files = (bytes instanceof Uint8Array ? [bytes] : bytes).map((b, i) => ({
    name: `F${i}.txt`,
    bytes: b,
  }));
  const { charset, texts, findings } = decodeSet(files, options);
  const told = findings.map(({ code, places: [place], params }) => {
    const at =
      place === undefined ? '' : ` ${place.file} ${place.line ?? ''}:${place.column ?? ''}`;
    return `${code}${at} ${params.what ?? ''}`.trim();
  });
  return { charset, texts: texts.map((text) => text.text), told };
}

const name = 'สมชาย ใจดี';

describe('the charset of a set', () => {
  it('is UTF-8 where every file decodes to expected characters', () => {
    expect(decode([utf8('HN|1'), utf8(name)])).toEqual({
      charset: 'utf-8',
      texts: ['HN|1', name],
      told: [],
    });
  });

  it('is windows-874 where UTF-8 fails, for every file', () => {
    const found = decode([utf8('HN|1'), cp874(name)]);
    expect(found).toEqual({ charset: 'windows-874', texts: ['HN|1', name], told: [] });
  });

  it('is windows-874 where its bytes are UTF-8 by accident', () => {
    // รฉ in windows-874 is é in UTF-8
    expect(decode(cp874('รฉ'))).toEqual({ charset: 'windows-874', texts: ['รฉ'], told: [] });
  });

  it('is what a mark says, and the mark is no text', () => {
    expect(decode(utf8(`\ufeff${name}`))).toEqual({ charset: 'utf-8', texts: [name], told: [] });
    const wide = { candidates: ['utf-16le', 'utf-16be'] };
    const little = Uint8Array.from([0xff, 0xfe, 0x01, 0x0e, 0x0a, 0x00]);
    const big = Uint8Array.from([0xfe, 0xff, 0x0e, 0x01]);
    expect(decode(little, wide)).toEqual({ charset: 'utf-16le', texts: ['ก\n'], told: [] });
    expect(decode(big, wide)).toEqual({ charset: 'utf-16be', texts: ['ก'], told: [] });
  });

  it.each(['UTF8', 'utf-8', ' "UTF-8" '])('is declared as %s', (declared) => {
    expect(decode(utf8('é'), { ...thai, declared })).toEqual({
      charset: 'utf-8',
      texts: ['é'],
      told: [],
    });
  });

  it.each(['TIS-620', 'tis620', 'windows-874', 'CP874', 'ISO-8859-11', 'ms874'])(
    'is declared as %s',
    (declared) => {
      expect(decode(cp874('รฉ'), { ...thai, declared }).texts).toEqual(['รฉ']);
    },
  );

  it('is GB18030 where a channel takes it', () => {
    const bytes = Uint8Array.from([0xd6, 0xd0, 0xb9, 0xfa, 0x0a]);
    const options = { candidates: ['utf-8', 'gb18030'] };
    expect(decode(bytes, options)).toEqual({ charset: 'gb18030', texts: ['中国\n'], told: [] });
  });

  it('is refused with one finding if the files are in another than declared', () => {
    const lines = (line: string) => Array.from({ length: 50 }, () => line).join('\r\n');
    const wrong = (bytes: Uint8Array, declared: string) => decode(bytes, { ...thai, declared });
    const expected = { texts: [], told: ['SAMPAN-CHARSET-DECLARED'] };
    expect(wrong(cp874(lines(name)), 'utf-8')).toEqual(expected);
    expect(wrong(utf8(lines('กข')), 'tis-620')).toEqual(expected);
    // One bad row among good ones is that row's fault
    const row = Uint8Array.from([...utf8(`${name}\n${name}\n${name}\n`), 0xe0]);
    expect(wrong(row, 'utf-8').told).toEqual(['SAMPAN-CHARSET-BYTES F0.txt 4:1 0xE0']);
  });

  it('is refused if unknown, not taken, or contradicted', () => {
    const declared = (label: string) => decode(utf8('x'), { ...thai, declared: label });
    expect(declared('cp1251')).toEqual({ texts: [], told: ['SAMPAN-CHARSET-UNKNOWN'] });
    expect(declared('gb18030')).toEqual({ texts: [], told: ['SAMPAN-CHARSET-NOT-ACCEPTED'] });
    const marked = decode(utf8('\ufeffx'), { ...thai, declared: 'windows-874' });
    expect(marked).toEqual({ texts: [], told: ['SAMPAN-CHARSET-MIXED F0.txt :'] });
    const wide = decode([Uint8Array.of(0xff, 0xfe, 0x41, 0), utf8('x')], {
      candidates: ['utf-16le'],
    });
    expect(wide.told).toEqual(['SAMPAN-CHARSET-MIXED F1.txt :']);
    expect(decode(Uint8Array.of(0xff, 0xfe, 0x41, 0)).told).toEqual([
      'SAMPAN-CHARSET-NOT-ACCEPTED F0.txt :',
    ]);
  });
});

describe('bytes that do not decode', () => {
  it('are told once a line, and the rest of the text stands', () => {
    const bytes = Uint8Array.from([
      ...cp874('กข|'),
      0xdb,
      0xfc,
      0x0d,
      0x0a,
      ...cp874('ค\nง|'),
      0x81,
    ]);
    expect(decode(bytes)).toEqual({
      charset: 'windows-874',
      texts: ['กข|\ufffd\ufffd\r\nค\nง|\ufffd'],
      told: ['SAMPAN-CHARSET-BYTES F0.txt 1:4 0xDB', 'SAMPAN-CHARSET-BYTES F0.txt 3:3 0x81'],
    });
  });

  const unassigned = [0x81, 0x84, 0x86, 0x90, 0x98, 0x9f, 0xdb, 0xde, 0xfc, 0xff];
  it.each(unassigned)('byte %i is none of windows-874', (byte) => {
    const { told } = decode(Uint8Array.of(0x41, byte), { ...thai, declared: 'tis-620' });
    const hex = byte.toString(16).toUpperCase();
    expect(told).toEqual([`SAMPAN-CHARSET-BYTES F0.txt 1:2 0x${hex}`]);
  });

  it('are UTF-8 cut in the middle of a character', () => {
    const bytes = Uint8Array.from([...utf8('|สม\r'), 0xe0, 0xb8, 0x0d, ...utf8('ชาย')]);
    expect(decode(bytes)).toEqual({
      charset: 'utf-8',
      texts: ['|สม\r\ufffd\rชาย'],
      told: ['SAMPAN-CHARSET-BYTES F0.txt 2:1 0xE0 0xB8'],
    });
  });

  it.each([
    ['overlong', [0xc0, 0xaf], '0xC0'],
    ['overlong of three', [0xe0, 0x80, 0x80], '0xE0'],
    ['a surrogate', [0xed, 0xa0, 0x80], '0xED'],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80], '0xF4'],
    ['a lone following byte', [0x80], '0x80'],
    ['never a lead', [0xff], '0xFF'],
    ['cut at the end', [0xf0, 0x9f, 0x98], '0xF0 0x9F 0x98'],
  ])('are UTF-8 %s', (_, bytes, what) => {
    const only = { candidates: ['utf-8'], declared: 'utf-8' };
    const { told } = decode(Uint8Array.from([0x0a, ...bytes]), only);
    expect(told).toEqual([`SAMPAN-CHARSET-BYTES F0.txt 2:1 ${what}`]);
  });

  it('are half a pair in UTF-16', () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0x0a, 0x00, 0x00, 0xd8);
    expect(decode(bytes, { candidates: ['utf-16le'] }).told).toEqual([
      'SAMPAN-CHARSET-BYTES F0.txt 2:1 U+FFFD',
    ]);
  });

  it('are beyond ASCII where ASCII is declared', () => {
    const only = { candidates: ['gb18030'], declared: 'us-ascii' };
    expect(decode(Uint8Array.of(0xc3, 0x0a), only).told).toEqual([
      'SAMPAN-CHARSET-BYTES F0.txt 1:1 0xC3',
    ]);
  });
});

describe('characters that are told', () => {
  it('stand outside the repertoire of a set that can only be UTF-8', () => {
    expect(decode(utf8(`${name}\n李|${name}`))).toEqual({
      charset: 'utf-8',
      texts: [`${name}\n李|${name}`],
      told: ['SAMPAN-CHARSET-REPERTOIRE F0.txt 2:1 U+674E'],
    });
  });

  it('are controls, but not tabs and line ends', () => {
    expect(decode(utf8('a\tb\r\nc|\0\u0001\n|x\u007f')).told).toEqual([
      'SAMPAN-CHARSET-CONTROL F0.txt 2:3 U+0000',
      'SAMPAN-CHARSET-CONTROL F0.txt 3:3 U+007F',
    ]);
  });

  it('were lost before sending', () => {
    expect(decode(utf8('ก\ufffd'), { ...thai, declared: 'utf-8' }).told).toEqual([
      'SAMPAN-CHARSET-LOST F0.txt 1:2 U+FFFD',
    ]);
  });

  it('are the end mark of DOS, which is taken off', () => {
    expect(decode(utf8('HN|1\r\n\x1a'))).toEqual({
      charset: 'utf-8',
      texts: ['HN|1\r\n'],
      told: ['SAMPAN-CHARSET-END-MARK F0.txt :'],
    });
  });
});

describe('files that hold no text', () => {
  const binary: Record<string, Uint8Array> = {
    'a zip': Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0),
    'a PDF': utf8('%PDF-1.7\n'),
    'a picture': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a),
    'a photograph': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10),
    'a program': Uint8Array.from({ length: 300 }, (_, i) => i & 0xff),
  };
  it.each(Object.entries(binary))('%s', (_, bytes) => {
    expect(decode([bytes, utf8('x')])).toEqual({
      charset: 'utf-8',
      texts: ['x'],
      told: ['SAMPAN-CHARSET-BINARY F0.txt :'],
    });
  });
});

describe('any bytes', () => {
  const letters = fc.mapToConstant(
    { num: 58, build: (n) => String.fromCodePoint(0xe01 + n) },
    { num: 29, build: (n) => String.fromCodePoint(0xe3f + n) },
    { num: 95, build: (n) => String.fromCodePoint(0x20 + n) },
    { num: 1, build: () => '\n' },
  );

  it('come back from both charsets as they went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1 }), (text) => {
        expect(decode(utf8(text)).texts).toEqual([text]);
        const back = decode(cp874(text), { ...thai, declared: 'tis-620' });
        expect(back).toEqual({ charset: 'windows-874', texts: [text], told: [] });
      }),
    );
  });

  it('never throw, and each faulty line of a text is told', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { texts, told } = decode(bytes);
        const faulty = texts
          .join('')
          .split(/\r\n?|\n/)
          .filter((line) => line.includes('\ufffd'));
        const lines = told.filter((t) => /CHARSET-(?:BYTES|LOST)/.test(t));
        expect(lines).toHaveLength(faulty.length);
      }),
      { numRuns: 300 },
    );
  });

  it('agree with the platform on what UTF-8 is', () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: 'grapheme' }).map(utf8),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
        const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
        let sound = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        } catch {
          sound = false;
        }
        const { told, texts } = decode(bytes, { candidates: ['utf-8'], declared: 'utf-8' });
        const readable = texts.length > 0 && !told.some((t) => t.includes('MIXED'));
        if (readable) expect(told.some((t) => t.includes('BYTES'))).toBe(!sound);
      }),
      { numRuns: 300 },
    );
  });
});
