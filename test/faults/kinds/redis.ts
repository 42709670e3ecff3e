/** Redis is killed, emptied, hangs or refuses writes: only speed may change. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

async function say(world: World, ...words: readonly string[]): Promise<void> {
  const client = createClient({ url: world.redis.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.sendCommand([...words]);
  client.destroy();
}

function while_(
  title: string,
  begin: (world: World) => unknown,
  end: (world: World) => unknown,
): Fault {
  return {
    name: `redis: ${title}`,
    times: 1,
    once: async (world) => {
      await begin(world);
      await world.load.progress(10);
      await end(world);
      await world.load.progress(5);
    },
  };
}

export const redisFaults: readonly Fault[] = [
  while_(
    'killed',
    ({ redis }) => redis.kill(),
    ({ redis }) => redis.start(),
  ),
  while_(
    'hangs',
    ({ redis }) => redis.hang(),
    ({ redis }) => redis.wake(),
  ),
  while_(
    'read-only',
    (world) => say(world, 'REPLICAOF', '127.0.0.1', '9'),
    (world) => say(world, 'REPLICAOF', 'NO', 'ONE'),
  ),
  {
    name: 'redis: flushed every 100 ms',
    times: 1,
    once: async ({ redis, load }) => {
      const until = load.acknowledged.length + 20;
      while (load.acknowledged.length < until) {
        await redis.flush();
        await sleep(100);
      }
    },
  },
];
