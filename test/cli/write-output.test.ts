/** Files that commands write beside their output. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sampan } from './sampan.ts';

const folder = mkdtempSync(join(tmpdir(), 'sampan-out-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sheet = join(folder, '79a.xlsx');
const broken = join(folder, 'broken.ndjson');
writeFileSync(broken, 'nothing\n');
const statement = ['statement', '--statement', 'vn-79a', '--period', '2025-Q4'];

it('a command that fails leaves no empty file, and an older one as it was', async () => {
  const run = () => sampan([...statement, '--format', 'xlsx', '--out', sheet, broken]);
  expect((await run()).code).toBe(2);
  expect(existsSync(sheet)).toBe(false);
  writeFileSync(sheet, 'older');
  expect((await run()).code).toBe(2);
  expect(readFileSync(sheet, 'utf8')).toBe('older');
});
