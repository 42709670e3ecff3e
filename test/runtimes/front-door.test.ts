import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runtimeBindings } from './bindings.ts';
import { summaryOf } from './front-door.ts';
import { knockOnNode } from './on-node.ts';

const EXPECTED = 'test/runtimes/front-door.expected.json';

it('answers the front-door requests as written', async () => {
  const answers = (await knockOnNode(await runtimeBindings())).map(summaryOf);
  if (process.env.UPDATE === '1') {
    writeFileSync(EXPECTED, `${JSON.stringify(answers, null, 2)}\n`);
  }
  expect(answers).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
});
