/** What the environment says is read before anything is opened, and a slip is named. */
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/cli/environment.ts';

describe('the environment', () => {
  it.each([
    ['PORT', 'abc'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://db'],
    ['REDIS_URL', 'nonsense'],
    ['REDIS_URL', 'redis://one:6379,two'],
    ['REDIS_URL', 'http://one'],
  ])('%s=%s is refused by its name', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(name);
  });

  it.each([
    'redis://cache.example:6379',
    'redis://a:6379, redis://b:6379',
    'redis+sentinel://s1:26379,redis+sentinel://s2:26379/mymaster',
  ])('REDIS_URL=%s is taken', (redisUrl) => {
    expect(readEnvironment({ REDIS_URL: redisUrl }).redisUrl).toBe(redisUrl);
  });

  it('has a default for all', () => {
    expect(readEnvironment({ REDIS_URL: '', DATABASE_URL: '' })).toEqual({
      ...{ port: 8080, host: '127.0.0.1', folder: 'data', logLevel: 'warn' },
    });
  });
});
