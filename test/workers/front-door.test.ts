import { applyD1Migrations } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import expected from '../runtimes/front-door.expected.json' with { type: 'json' };
import { type FrontDoorAnswer, knock, summaryOf } from '../runtimes/front-door.ts';

beforeAll(async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
});

it('answers the front-door requests as Node does', async () => {
  const samples = JSON.parse(env.TEST_SAMPLES) as Record<string, string>;
  const answers = await knock({
    send: (path, init) => exports.default.fetch(`http://front-door.test${path}`, init),
    samples: Object.fromEntries(
      Object.entries(samples).map(([name, text]) => [name, bytesOf(text)]),
    ),
  });
  const onNode = JSON.parse(env.TEST_NODE_ANSWERS) as readonly FrontDoorAnswer[];
  expect(answers).toEqual(onNode);
  expect(answers.map(summaryOf)).toEqual(expected);
});

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
