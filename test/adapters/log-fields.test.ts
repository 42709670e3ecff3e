import { expect, it } from 'vitest';
import { withoutContent } from '../../src/adapters/log-fields.ts';

const NAME = 'NGUYEN VAN THU';

function failureOf(text: string): Error {
  try {
    JSON.parse(text);
  } catch (error) {
    return error as Error;
  }
  throw new Error('it is JSON');
}

it.each([
  NAME,
  `{"name":"${NAME}",x}`,
  `["${NAME}" "${NAME}"] and so on for longer than is quoted`,
  `${' '.repeat(50)}{"a":["${NAME}",${NAME}]}${' '.repeat(50)}`,
])('says nothing of a text that is no JSON: %s', (text) => {
  const { message, stack = '' } = failureOf(text);
  const told = withoutContent({ reason: message, stack, requestId: 'r1' });
  expect(JSON.stringify(told)).not.toMatch(/NGUYEN|VAN|THU/);
  expect(told).toMatchObject({ reason: expect.stringContaining('JSON'), requestId: 'r1' });
  expect(told.stack).toContain('log-fields.test.ts');
});
