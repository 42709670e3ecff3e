import { expect, it } from 'vitest';
import { createOneATurn } from '../../src/adapters/one-a-turn.ts';

it('lets the event loop look after others between two of a bunch', async () => {
  const oneATurn = createOneATurn();
  const seen: string[] = [];
  const turn = (what: string) =>
    new Promise<void>((resolve) => {
      setImmediate(() => resolve(void seen.push(what)));
    });
  for (const each of ['a', 'b', 'c']) oneATurn(() => seen.push(each));
  await turn('1');
  await turn('2');
  await turn('3');
  oneATurn(() => seen.push('d'));
  await turn('4');
  expect(seen).toEqual(['a', '1', 'b', '2', 'c', '3', 'd', '4']);
});

it('goes on with the others when one throws', async () => {
  const oneATurn = createOneATurn();
  const thrown = new Promise((resolve) => {
    process.once('uncaughtException', resolve);
  });
  const seen = new Promise((resolve) => {
    oneATurn(() => {
      throw new Error('of one alone');
    });
    oneATurn(() => resolve('next'));
  });
  expect(await seen).toBe('next');
  expect(await thrown).toMatchObject({ message: 'of one alone' });
});
