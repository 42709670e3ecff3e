/** Hostile zips in a process of their own: refused within a second and 300 MiB of memory. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { buildZip, bytesOf, join, type ZipSpec } from './build-zip.ts';

const MEBIBYTE = 1024 * 1024;

/** A deflate stream of `count` times 64 MiB of zeros, about 64 KiB each. */
function zeros(count: number): Uint8Array {
  const block = deflateRawSync(new Uint8Array(64 * MEBIBYTE), {
    level: 9,
    finishFlush: constants.Z_FULL_FLUSH,
  });
  return join([...Array.from({ length: count }, () => block), Uint8Array.of(3, 0)]);
}

function bomb(name: string, data: Uint8Array, size: number): ZipSpec {
  return { name, data, central: { size }, local: { size } };
}

const packed = zeros(160);
const small = zeros(1);
const text = bytesOf('0000001|20260105|11|400.00|1999900000013|260105000001\r\n'.repeat(200_000));
const good = buildZip([{ name: 'CHA.txt', content: text }]);
const hostile: Record<string, readonly [code: string, bytes: Uint8Array]> = {
  '10 GiB in one file': ['SAMPAN-ZIP-SIZE', buildZip([bomb('a.txt', packed, 1000)])],
  '10 GiB that says so': ['SAMPAN-ZIP-TOO-BIG', buildZip([bomb('a.txt', packed, 0xfff00000)])],
  '64 MiB of zeros': ['SAMPAN-ZIP-BOMB', buildZip([bomb('a.txt', small, 64 * MEBIBYTE)])],
  'the same data a thousand times': [
    'SAMPAN-ZIP-OVERLAP',
    buildZip([
      bomb('0.txt', small, 64 * MEBIBYTE),
      ...Array.from({ length: 999 }, () => ({
        ...bomb('0.txt', small, 64 * MEBIBYTE),
        offset: 0,
        quoted: true,
      })),
    ]),
  ],
  'a parent folder': ['SAMPAN-ZIP-PATH', buildZip([{ name: '../x', content: 'x' }])],
  'cut short': ['SAMPAN-ZIP-CUT-SHORT', good.subarray(0, good.length / 2)],
};

describe('in a process of its own', () => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'sampan-zip-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const child = fileURLToPath(new URL('./zip-bomb-child.ts', import.meta.url));

  it.each(Object.entries(hostile))('%s', (name, [code, bytes]) => {
    const file = joinPath(folder, `${name.replaceAll(/\W/g, '-')}.zip`);
    writeFileSync(file, bytes);
    const told = JSON.parse(execFileSync(process.execPath, [child, file], { encoding: 'utf8' }));
    expect(told.codes).toContain(code);
    expect(told.milliseconds).toBeLessThan(1000);
    expect(told.mebibytes).toBeLessThan(300);
  });
});
