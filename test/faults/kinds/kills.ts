/** The gateway's process is ended: at random, at named points, in good order, or it freezes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { FAILPOINTS } from '../failpoints.ts';
import { revive, type World } from '../world.ts';
import type { Fault } from './fault.ts';

const RANDOM_MS = 400;
/** A graceful end has this long. */
const DRAIN_MS = 30_000;

export const killAtRandom: Fault = {
  name: 'SIGKILL at random',
  times: 14,
  once: async ({ gateways: [gateway], load, random }) => {
    await load.progress(3);
    await sleep(random() * RANDOM_MS);
    await gateway.kill();
    await gateway.start();
  },
};

/** Every point in turn; the gateway is up again when the point has been reached. */
export const killAtFailpoints: readonly Fault[] = FAILPOINTS.map((failpoint) => ({
  name: `dies at ${failpoint}`,
  times: 1,
  once: async ({ gateways: [gateway], load }: World) => {
    await load.progress(1);
    await gateway.kill();
    await gateway.start({ failpoint });
    const ended = await Promise.race([gateway.process().ended, sleep(30_000, 'late')]);
    if (ended !== 'SIGKILL') throw new Error(`${failpoint} was not reached: ${ended}`);
    await gateway.start();
  },
}));

/** What was begun is answered; nobody is cut off. */
export const terminate: Fault = {
  name: 'SIGTERM under load',
  times: 3,
  once: async (world) => {
    const { gateways, load } = world;
    const [gateway] = gateways;
    await load.progress(3);
    const process = gateway.process();
    process.signal('SIGTERM');
    const ended = await Promise.race([process.ended, sleep(DRAIN_MS, 'late', { ref: false })]);
    if (ended !== 0) throw new Error(`SIGTERM ended with ${ended}: ${process.said()}`);
    await revive(gateway);
  },
};
