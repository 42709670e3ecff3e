/** `sampan replay`: deliveries that have come to rest are shown, and let go again if told so. */
import type { Command } from 'commander';
import { askGateway, gatewayUrl, parseAnswer } from './ask-gateway.ts';
import { countOf } from './count-of.ts';
import { exit, UsageError } from './exit.ts';
import { sandboxFolder, sandboxOperatorKey } from './sandbox-file.ts';

interface ReplayOptions {
  readonly to: string;
  readonly key?: string;
  readonly go?: boolean;
  readonly json?: boolean;
  readonly after?: string;
  readonly [filter: string]: string | boolean | undefined;
}

interface Page {
  readonly deliveries?: readonly Listed[];
  readonly released?: number;
  readonly next?: string;
  readonly issue?: readonly { readonly details: { readonly text: string } }[];
}

interface Listed {
  readonly payer: string;
  readonly state: string;
  readonly channel: string;
  readonly location: string;
  readonly result?: string;
}

const FILTERS = ['payer', 'state', 'from', 'until', 'channel', 'submission', 'unit', 'tenant'];

export function registerReplay(program: Command): void {
  program
    .command('replay')
    .description('show deliveries by what they are and, with --go, send them again')
    .requiredOption('--to <url>', 'a running gateway', gatewayUrl)
    .option('--key <key>', "an operator's; without it the sandbox's")
    .option('--payer <id>', 'of one payer')
    .option('--state <list>', 'parked, ready, delivered or refused, comma separated', 'parked')
    .option('--from <date>', 'received on this day or later')
    .option('--until <date>', 'received before this day')
    .option('--channel <id>', 'of one channel')
    .option('--submission <id>', 'of one submission')
    .option('--unit <key>', "by the claim's number")
    .option('--tenant <id>', 'of one tenant')
    .option('--after <key>', 'go on where an earlier run was stopped')
    .option('--go', 'let them go; without it they are only shown')
    .option('--json', 'one line of JSON a delivery, or a page')
    .addHelpText(
      'after',
      '\nExample:\n  sampan replay --to http://127.0.0.1:8080 --state parked --go',
    )
    .action(async (options: ReplayOptions) => {
      process.exitCode = await (options.go ? release(options) : preview(options));
    });
}

/** Nothing is changed: how many there are, by payer, state, channel and last result. */
async function preview(options: ReplayOptions): Promise<number> {
  const counts = new Map<string, number>();
  let total = 0;
  for await (const page of pages('GET', '/deliveries', options)) {
    for (const each of page.deliveries ?? []) {
      total += 1;
      if (options.json) process.stdout.write(`${JSON.stringify(each)}\n`);
      const name = [each.payer, each.state, each.channel, each.result ?? ''].join('  ');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  if (!options.json) {
    for (const [name, count] of counts)
      process.stdout.write(`${String(count).padStart(8)}  ${name}\n`);
  }
  process.stderr.write(
    `${countOf(total, 'delivery', 'deliveries')}; nothing was changed, --go lets them go\n`,
  );
  return exit.fine;
}

/** Page by page, until all are gone or somebody presses Ctrl-C: then it says where to go on. */
async function release(options: ReplayOptions): Promise<number> {
  let stopped = false;
  const stop = (): void => {
    stopped = true;
  };
  process.once('SIGINT', stop);
  let released = 0;
  for await (const page of pages('POST', '/deliveries/release', options)) {
    released += page.released ?? 0;
    if (options.json) process.stdout.write(`${JSON.stringify(page)}\n`);
    if (!stopped || page.next === undefined) continue;
    process.stderr.write(`stopped after ${released}; go on with --after ${page.next}\n`);
    return exit.fine;
  }
  process.removeListener('SIGINT', stop);
  process.stderr.write(`released again: ${countOf(released, 'delivery', 'deliveries')}\n`);
  return exit.fine;
}

async function* pages(
  method: 'GET' | 'POST',
  path: string,
  options: ReplayOptions,
): AsyncGenerator<Page> {
  const key = options.key ?? sandboxOperatorKey(options.to);
  if (key === undefined)
    throw new UsageError(
      `--key is needed: no sandbox of ${sandboxFolder()} runs there (SAMPAN_DATA)`,
    );
  let after = options.after;
  do {
    const url = new URL(path, options.to);
    for (const name of FILTERS) {
      const value = options[name];
      if (typeof value === 'string') url.searchParams.set(name, value);
    }
    if (after !== undefined) url.searchParams.set('after', after);
    const page = await ask(url, { method, headers: { authorization: `Bearer ${key}` } });
    after = page.next;
    yield page;
  } while (after !== undefined);
}

async function ask(url: URL, init: RequestInit): Promise<Page> {
  const response = await askGateway(url, init);
  const page = parseAnswer(url, await response.text()) as Page;
  if (response.ok) return page;
  throw new UsageError(`${response.status} ${page.issue?.[0]?.details.text ?? ''}`);
}
