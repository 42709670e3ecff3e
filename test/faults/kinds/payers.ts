/** The payer is down, mute, wrong or cut off. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxyMode } from '../proxy.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

const FOR_MS = 1_500;
/** A lane that was broken tries again by then. */
const PAUSED_MS = 90_000;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PAUSED_MS;
  while (!(await holds()) && Date.now() < deadline) await sleep(200);
}

function scenario(name: string, title: string, times = 12): Fault {
  return {
    name: `payer: ${title}`,
    times: 1,
    once: async ({ payer, load }) => {
      await payer.scenario({ name, times });
      await load.progress(10);
      await sleep(FOR_MS);
      await payer.scenario({ name: 'accept' });
    },
  };
}

function network(mode: ProxyMode, title: string): Fault {
  return {
    name: `payer: ${title}`,
    times: 1,
    once: async ({ payer, load }: World) => {
      const { hits } = payer.proxy;
      payer.proxy.set(mode);
      await load.progress(10);
      await sleep(FOR_MS);
      // What is taken while the lane rests would only wait.
      await load.settle();
      await until(() => payer.proxy.hits > hits);
      const before = await payer.taken();
      payer.proxy.set({ kind: 'pass' });
      if (payer.proxy.hits === hits) throw new Error(`${title}: nothing was sent meanwhile`);
      await until(async () => (await payer.taken()) > before);
      load.resume();
    },
  };
}

const html = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nLogin';
const truncated =
  'HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: 99\r\n\r\n{';
const redirect = 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n';

export const payerFaults: readonly Fault[] = [
  scenario('down', '503 for a while'),
  scenario('garbage', 'garbage for an answer'),
  scenario('duplicate', 'says duplicate'),
  scenario('out-of-order', 'works out of order'),
  scenario('timeout', 'works, then says nothing', 2),
  network({ kind: 'reset' }, 'resets connections'),
  network({ kind: 'reset-answer' }, 'works, then the answer is cut'),
  network({ kind: 'half-open' }, 'half-open connections'),
  network({ kind: 'answer', text: html }, 'a login page'),
  network({ kind: 'answer', text: truncated }, 'an answer cut short'),
  network({ kind: 'answer', text: redirect }, 'a redirect'),
];
