/** Long texts sent as they are made: in order, when asked for, and never a part as a whole. */
import { expect, it } from 'vitest';
import { streamText } from '../../src/http/stream-text.ts';

const ROW = 'x'.repeat(1000);

async function* rows(count: number, failsAt = -1, asked: number[] = []) {
  for (let row = 0; row < count; row++) {
    if (row === failsAt) throw new Error('the store is gone');
    asked.push(row);
    yield `${row}${ROW}\n`;
  }
}

it('arrives whole', async () => {
  const text = await new Response(await streamText(rows(500))).text();
  expect(text.split('\n').map((row) => row.replace(ROW, ''))).toEqual([
    ...Array.from({ length: 500 }, (_, row) => String(row)),
    '',
  ]);
  expect(await new Response(await streamText(rows(0))).text()).toBe('');
});

it('is not made faster than it is read', async () => {
  const asked: number[] = [];
  const reader = (await streamText(rows(5000, -1, asked))).getReader();
  await reader.read();
  expect(asked.length).toBeLessThan(500);
  await reader.cancel();
});

it('fails at once where it fails at the beginning, and is cut later on', async () => {
  await expect(streamText(rows(10, 5))).rejects.toThrow('the store is gone');
  const late = new Response(await streamText(rows(500, 400)));
  await expect(late.text()).rejects.toThrow('the store is gone');
});
