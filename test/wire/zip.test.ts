/** Zips as zip programs write them, and every trick that must be refused, with its own code. */
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { WireCode } from '../../src/wire/findings.ts';
import { readZip, type ZipLimits } from '../../src/wire/zip.ts';
import {
  type ArchiveSpec,
  buildZip,
  bytesOf,
  join,
  numbers,
  type ZipSpec,
  zip64End,
} from './build-zip.ts';

const read = (bytes: Uint8Array, limits?: Partial<ZipLimits>) =>
  readZip({ name: 'set.zip', bytes }, limits);

function contents(bytes: Uint8Array): Record<string, string> {
  const { files, findings } = read(bytes);
  expect(findings.filter((finding) => finding.severity !== 'information')).toEqual([]);
  return Object.fromEntries(files.map((f) => [f.name, new TextDecoder().decode(f.bytes)]));
}

const one = (spec: Partial<ZipSpec> = {}): ZipSpec => ({
  name: 'INS.txt',
  content: 'HN|1\r\n',
  ...spec,
});
const two = one({ name: 'PAT.txt', content: 'HN|2\r\n' });
const both = { 'INS.txt': 'HN|1\r\n', 'PAT.txt': 'HN|2\r\n' };

describe('archives that are read', () => {
  const wideExtra = numbers([2, 1], [2, 16], [8, 6], [8, 6]);
  const wideSizes = { size: 0xffffffff, compressed: 0xffffffff };
  const cases: Record<string, readonly [readonly ZipSpec[], ArchiveSpec?]> = {
    deflated: [[one(), two]],
    stored: [[one({ method: 0 }), two]],
    'in one folder': [[one({ name: 'set/INS.txt' }), { ...two, name: 'set/PAT.txt' }]],
    'with an entry for the folder': [
      [
        { name: 'set/', method: 0, externalAttributes: 0x41ed0010 },
        one({ name: 'set/INS.txt' }),
        { ...two, name: 'set/PAT.txt' },
      ],
    ],
    'with data descriptors': [[one({ descriptor: 'signed' }), { ...two, descriptor: 'bare' }]],
    'with a wide data descriptor': [[one({ descriptor: 'wide' }), two]],
    'with a comment': [[one(), two], { comment: bytesOf('July') }],
    'with an honest zip64 end record': [[one(), two], { zip64: zip64End(), hidePlain: true }],
    'with zip64 sizes': [
      [
        one({
          method: 0,
          extra: wideExtra,
          localExtra: wideExtra,
          central: wideSizes,
          local: wideSizes,
        }),
        two,
      ],
    ],
    'as Unix programs mark files': [[one({ externalAttributes: 0x81a40000 }), two]],
  };
  it.each(Object.entries(cases))('%s', (_, [entries, archive]) => {
    expect(contents(buildZip(entries, archive))).toEqual(both);
  });

  it('leaves out what desktops add, and says so', () => {
    const clutter = ['__MACOSX/set/._INS.txt', 'set/.DS_Store', 'set/Thumbs.db'];
    const entries = [
      one({ name: 'set/INS.txt' }),
      ...clutter.map((name) => ({ name, content: 'x' })),
    ];
    const { files, findings } = read(buildZip(entries));
    expect(files.map((file) => file.name)).toEqual(['INS.txt']);
    expect(findings.map((finding) => finding.params.entry)).toEqual(clutter);
    expect(new Set(findings.map((f) => `${f.code} ${f.severity}`))).toEqual(
      new Set(['SAMPAN-ZIP-IGNORED information']),
    );
  });

  it('reads names in UTF-8 with and without its flag, and in code page 437', () => {
    const named = (name: string | Uint8Array, flags: number) =>
      contents(buildZip([one({ flags, central: { name }, local: { name } })]));
    expect(Object.keys(named('สิทธิ.txt', 0x0800))).toEqual(['สิทธิ.txt']);
    expect(Object.keys(named('สิทธิ.txt', 0))).toEqual(['สิทธิ.txt']);
    expect(Object.keys(named(Uint8Array.of(0x81, 0x2e, 0x74), 0))).toEqual(['ü.t']);
  });

  it('gives back what fflate packed', () => {
    const file = fc.uint8Array({ maxLength: 3000 }).filter((b) => b[0] !== 0x50);
    fc.assert(
      fc.property(fc.array(file, { minLength: 1, maxLength: 5 }), fc.nat(9), (files, level) => {
        const named = Object.fromEntries(files.map((bytes, i) => [`F${i}.txt`, bytes]));
        const result = read(zipSync(named, { level: level as 0 }));
        expect(result.findings).toEqual([]);
        expect(
          Object.fromEntries(result.files.map((f) => [f.name, new Uint8Array(f.bytes)])),
        ).toEqual(named);
      }),
      { numRuns: 60 },
    );
  });
});

const refused: Record<string, readonly [WireCode, Uint8Array, Partial<ZipLimits>?]> = {
  'no zip': ['SAMPAN-ZIP-NOT-ZIP', bytesOf('HN|INSCL')],
  'nothing at all': ['SAMPAN-ZIP-NOT-ZIP', new Uint8Array(0)],
  'cut in the middle': ['SAMPAN-ZIP-CUT-SHORT', buildZip([one(), two]).subarray(0, 60)],
  'cut in its directory': ['SAMPAN-ZIP-CUT-SHORT', buildZip([one(), two]).subarray(0, -30)],
  'middle taken out': [
    'SAMPAN-ZIP-CUT-SHORT',
    join([buildZip([one(), two]).subarray(0, 20), buildZip([one(), two]).subarray(60)]),
  ],
  'bytes behind the end': ['SAMPAN-ZIP-TRAILING', buildZip([one()], { append: bytesOf('x') })],
  'bytes before the beginning': [
    'SAMPAN-ZIP-PREPENDED',
    buildZip([one()], { prepend: bytesOf('MZ') }),
  ],
  'bytes before the first entry, offsets right': [
    'SAMPAN-ZIP-PREPENDED',
    buildZip([one({ before: bytesOf('hidden') })]),
  ],
  'bytes between entries': [
    'SAMPAN-ZIP-HIDDEN',
    buildZip([one(), { ...two, before: bytesOf('hidden') }]),
  ],
  'bytes before the directory': [
    'SAMPAN-ZIP-HIDDEN',
    buildZip([one()], { beforeDirectory: bytesOf('hidden') }),
  ],
  'a second end record in the comment': [
    'SAMPAN-ZIP-HIDDEN',
    buildZip([one()], { comment: buildZip([two]) }),
  ],
  'one volume of several': ['SAMPAN-ZIP-SPLIT', buildZip([one()], { disk: 1 })],
  'a zip64 end record that disagrees': [
    'SAMPAN-ZIP-ZIP64',
    buildZip([one()], { zip64: zip64End(1) }),
  ],
  'zip64 promised and absent': ['SAMPAN-ZIP-ZIP64', buildZip([one()], { hidePlain: true })],
  'zip64 sizes promised and absent': [
    'SAMPAN-ZIP-ZIP64',
    buildZip([one({ central: { size: 0xffffffff } })]),
  ],
  'zip64 sizes beyond any file': [
    'SAMPAN-ZIP-ZIP64',
    buildZip([
      one({
        extra: join([numbers([2, 1], [2, 8]), new Uint8Array(8).fill(0xff)]),
        central: { size: 0xffffffff },
      }),
    ]),
  ],
  'zip64 sizes only in the local header': [
    'SAMPAN-ZIP-LOCAL',
    buildZip([
      one({
        local: { size: 0xffffffff, compressed: 0xffffffff },
        localExtra: numbers([2, 1], [2, 16], [8, 99], [8, 99]),
      }),
    ]),
  ],
  'fewer entries declared than there are': [
    'SAMPAN-ZIP-DIRECTORY',
    buildZip([one(), two], { declaredEntries: 1 }),
  ],
  'more entries declared than there are': [
    'SAMPAN-ZIP-DIRECTORY',
    buildZip([one(), two], { declaredEntries: 3 }),
  ],
  'too many entries': [
    'SAMPAN-ZIP-ENTRIES',
    buildZip(Array.from({ length: 1001 }, (_, i) => one({ name: `${i}.txt` }))),
  ],
  'no entries': ['SAMPAN-ZIP-EMPTY', buildZip([])],
  'folders only': ['SAMPAN-ZIP-EMPTY', buildZip([{ name: 'set/', method: 0 }])],
  'a parent folder': ['SAMPAN-ZIP-PATH', buildZip([one({ name: '../INS.txt' })])],
  'a parent folder within': ['SAMPAN-ZIP-PATH', buildZip([one({ name: 'a/../INS.txt' })])],
  'an absolute path': ['SAMPAN-ZIP-PATH', buildZip([one({ name: '/INS.txt' })])],
  'a drive letter': ['SAMPAN-ZIP-PATH', buildZip([one({ name: 'C:INS.txt' })])],
  'a backslash': ['SAMPAN-ZIP-PATH', buildZip([one({ name: 'set\\INS.txt' })])],
  'two folders': ['SAMPAN-ZIP-PATH', buildZip([one({ name: 'a/INS.txt' }), two])],
  'a folder in the folder': [
    'SAMPAN-ZIP-PATH',
    buildZip([one({ name: 'set/INS.txt' }), { ...two, name: 'set/sub/PAT.txt' }]),
  ],
  'a folder outside': ['SAMPAN-ZIP-PATH', buildZip([{ name: '../x/', method: 0 }, one()])],
  'a folder with content': [
    'SAMPAN-ZIP-SIZE',
    buildZip([{ name: 'set/', content: 'hidden' }, one({ name: 'set/INS.txt' })]),
  ],
  'a name with a control character': ['SAMPAN-ZIP-NAME', buildZip([one({ name: 'INS\0.txt' })])],
  'a name with a stream': ['SAMPAN-ZIP-NAME', buildZip([one({ name: 'INS.txt:evil' })])],
  'an empty name': ['SAMPAN-ZIP-NAME', buildZip([one({ name: '' })])],
  'a long name': ['SAMPAN-ZIP-NAME', buildZip([one({ name: `${'x'.repeat(300)}.txt` })])],
  'a name that is not the UTF-8 it says': [
    'SAMPAN-ZIP-NAME',
    buildZip([
      one({
        flags: 0x0800,
        central: { name: Uint8Array.of(0xff) },
        local: { name: Uint8Array.of(0xff) },
      }),
    ]),
  ],
  'the same name in another case': [
    'SAMPAN-ZIP-DUPLICATE',
    buildZip([one(), one({ name: 'ins.TXT' })]),
  ],
  'a symbolic link': [
    'SAMPAN-ZIP-LINK',
    buildZip([one({ method: 0, content: '/etc/passwd', externalAttributes: 0xa1ff0000 })]),
  ],
  'a device': ['SAMPAN-ZIP-LINK', buildZip([one({ externalAttributes: 0x21b60000 })])],
  encrypted: ['SAMPAN-ZIP-ENCRYPTED', buildZip([one({ flags: 1 })])],
  'encrypted by AES': ['SAMPAN-ZIP-ENCRYPTED', buildZip([one({ method: 99 })])],
  'another method': ['SAMPAN-ZIP-METHOD', buildZip([one({ method: 14 })])],
  'two entries on the same data': [
    'SAMPAN-ZIP-OVERLAP',
    buildZip([one(), one({ offset: 0, quoted: true })]),
  ],
  'an entry inside the data of another': [
    'SAMPAN-ZIP-OVERLAP',
    buildZip([
      one({ method: 0, content: buildZip([two]).subarray(0, 45) }),
      { ...two, quoted: true, offset: 37 },
    ]),
  ],
  'data that run into the directory': [
    'SAMPAN-ZIP-OVERLAP',
    buildZip([one({ central: { compressed: 500 }, local: { compressed: 500 } })]),
  ],
  'another name in the local header': [
    'SAMPAN-ZIP-LOCAL',
    buildZip([one({ local: { name: 'EVI.txt' } })]),
  ],
  'another method in the local header': [
    'SAMPAN-ZIP-LOCAL',
    buildZip([one({ local: { method: 0 } })]),
  ],
  'another flag in the local header': [
    'SAMPAN-ZIP-LOCAL',
    buildZip([one({ local: { flags: 2 } })]),
  ],
  'another size in the local header': ['SAMPAN-ZIP-LOCAL', buildZip([one({ local: { size: 7 } })])],
  'another checksum in the local header': [
    'SAMPAN-ZIP-LOCAL',
    buildZip([one({ local: { crc: 7 } })]),
  ],
  'no local header': ['SAMPAN-ZIP-LOCAL', buildZip([one({ offset: 5 })])],
  'a local header beyond the file': ['SAMPAN-ZIP-LOCAL', buildZip([one({ offset: 1_000_000 })])],
  'a descriptor that disagrees': ['SAMPAN-ZIP-LOCAL', buildZip([one({ descriptor: 'wrong' })])],
  'a zip inside': ['SAMPAN-ZIP-NESTED', buildZip([one({ content: buildZip([two]) })])],
  'a stored zip inside': [
    'SAMPAN-ZIP-NESTED',
    buildZip([one({ name: 'x.bin', method: 0, content: buildZip([two]) })]),
  ],
  'an archive by its name': ['SAMPAN-ZIP-NESTED', buildZip([one({ name: 'more.7z' })])],
  'a bomb': ['SAMPAN-ZIP-BOMB', zipSync({ 'INS.txt': new Uint8Array(8_000_000) })],
  'a bomb in many small files': [
    'SAMPAN-ZIP-BOMB',
    zipSync(
      Object.fromEntries(
        Array.from({ length: 150 }, (_, i) => [`${i}.txt`, new Uint8Array(1_000_000)]),
      ),
    ),
  ],
  'too much in all': [
    'SAMPAN-ZIP-TOO-BIG',
    buildZip([one({ content: 'x'.repeat(900) }), two]),
    { totalBytes: 901 },
  ],
  'too much in a stored file': [
    'SAMPAN-ZIP-TOO-BIG',
    buildZip([one({ method: 0, content: 'x'.repeat(900) })]),
    { totalBytes: 899 },
  ],
  'more than the declared size': [
    'SAMPAN-ZIP-SIZE',
    buildZip([one({ central: { size: 2 }, local: { size: 2 } })]),
  ],
  'less than the declared size': [
    'SAMPAN-ZIP-SIZE',
    buildZip([one({ central: { size: 99 }, local: { size: 99 } })]),
  ],
  'a declared size that cannot be': [
    'SAMPAN-ZIP-SIZE',
    buildZip([one({ central: { size: 99_999 }, local: { size: 99_999 } })]),
  ],
  'a stored file of two sizes': [
    'SAMPAN-ZIP-SIZE',
    buildZip([one({ method: 0, central: { size: 2 }, local: { size: 2 } })]),
  ],
  'damaged data': ['SAMPAN-ZIP-DATA', buildZip([one({ data: Uint8Array.of(7, 7, 7, 7) })])],
  'data that end too early': ['SAMPAN-ZIP-DATA', buildZip([one({ data: Uint8Array.of(0x4b) })])],
  'bytes behind the packed data': [
    'SAMPAN-ZIP-DATA',
    buildZip([one({ surplus: bytesOf('hidden') })]),
  ],
  'a wrong checksum': [
    'SAMPAN-ZIP-CRC',
    buildZip([one({ central: { crc: 1 }, local: { crc: 1 } })]),
  ],
};

describe('archives that are refused as a whole', () => {
  it.each(Object.entries(refused))('%s', (_, [code, bytes, limits]) => {
    const { files, findings } = read(bytes, limits);
    expect(files).toEqual([]);
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it('tells every faulty entry, not only the first', () => {
    const entries = [one({ flags: 1 }), { ...two, method: 12 }, one({ name: 'a/../b.txt' })];
    expect(read(buildZip(entries)).findings.map((finding) => finding.code)).toEqual([
      'SAMPAN-ZIP-ENCRYPTED',
      'SAMPAN-ZIP-METHOD',
      'SAMPAN-ZIP-PATH',
    ]);
  });
});

describe('any bytes', () => {
  it('never throw, and one changed byte never passes for other content', () => {
    const good = buildZip([one(), two]);
    const change = fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(change, ([at, by]) => {
        const bytes = good.slice();
        bytes[at] = (bytes[at] ?? 0) ^ by;
        const { files } = read(bytes);
        for (const file of files) {
          const text = new TextDecoder().decode(file.bytes);
          expect(['HN|1\r\n', 'HN|2\r\n']).toContain(text);
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const framed = join([numbers([4, 0x04034b50]), bytes, good.subarray(good.length - 130)]);
        expect(read(framed).files).toEqual([]);
      }),
    );
  });
});
