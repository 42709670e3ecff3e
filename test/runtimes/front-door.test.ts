import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { type RuntimeBindings, runtimeBindings } from './bindings.ts';
import { type FrontDoorAnswer, summaryOf } from './front-door.ts';
import { knockOnNode } from './on-node.ts';
import { knockOnWorkerd } from './on-workerd.ts';

const EXPECTED = 'test/runtimes/front-door.expected.json';

const hasWorkerd = existsSync('node_modules/.bin/wrangler');
if (!hasWorkerd) {
  if (process.env.SAMPAN_TEST_REQUIRE === 'all') throw new Error('workerd is not installed');
  console.log('not run: the front door under workerd (it is not installed)');
}

let bindings: RuntimeBindings;
let onNode: readonly FrontDoorAnswer[];
beforeAll(async () => {
  bindings = await runtimeBindings();
  onNode = await knockOnNode(bindings);
}, 120_000);

it('answers the front-door requests as written', () => {
  const answers = onNode.map(summaryOf);
  if (process.env.UPDATE === '1') {
    writeFileSync(EXPECTED, `${JSON.stringify(answers, null, 2)}\n`);
  }
  expect(answers).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
});

it.skipIf(!hasWorkerd)(
  'answers them under workerd as on Node, word for word',
  async () => {
    expect(await knockOnWorkerd(bindings)).toEqual(onNode);
  },
  240_000,
);
