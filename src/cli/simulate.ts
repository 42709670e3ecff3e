/** `sampan simulate payer`: a payer with scenarios and a ledger, as a server of its own. */
import { type Command, InvalidArgumentError } from 'commander';
import examples from '../../mappings/example.json' with { type: 'json' };
import { isJson } from '../gateway/judge.ts';
import { loadBack } from './catalogue.ts';
import { UsageError } from './exit.ts';
import { startPortalServer } from './payer/portal-server.ts';
import { SCENARIOS, scenarioName } from './payer/scenarios.ts';
import { startPayerServer } from './payer/server.ts';
import { realTime, virtualTime } from './payer/time.ts';
import { readJson } from './read-file.ts';
import { untilStopped } from './until-stopped.ts';

interface SimulateOptions {
  readonly port: number;
  readonly host: string;
  readonly id: string;
  readonly scenario: keyof typeof SCENARIOS;
  readonly ledger?: string;
  readonly honour: boolean;
  readonly virtualClock?: boolean;
  readonly rejectWith?: readonly string[];
}

const example = '\nExample:\n  sampan simulate payer --port 8090 --scenario reject';

export function registerSimulate(program: Command): void {
  const simulate = program
    .command('simulate')
    .description('play a part outside the gateway')
    .addHelpText('after', example);
  simulate
    .command('payer')
    .description('a payer that takes claims, keeps a ledger and misbehaves on request')
    .option('--port <number>', 'port to listen on; 0: any free one', readPort, 8090)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--id <name>', 'name of the payer in its address', 'payer')
    .option(
      '--scenario <name>',
      `one of ${Object.keys(SCENARIOS).join(', ')}`,
      readScenario,
      'accept',
    )
    .option('--ledger <file>', 'keep the ledger in this file over restarts')
    .option('--reject-with <code...>', 'codes it refuses with, in scenario reject')
    .option('--no-honour', 'pay no heed to keys: every message has its effect')
    .option('--virtual-clock', 'time passes only when told: PUT …/clock {"passMs":60000}')
    .addHelpText('after', example)
    .action(runPayer);
  simulate
    .command('portal')
    .description("a payer's own gateway: takes what a channel writes back, with token and form")
    .requiredOption('--channel <id>', 'the channel it is described with')
    .option('--port <number>', 'port to listen on; 0: any free one', readPort, 8091)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--result <code...>',
      'results of the next calls, in order; drop: none, page: no answer',
    )
    .option('--person <file>', 'what a card look-up answers, as JSON')
    .addHelpText('after', `\nExample:\n  sampan simulate portal ${examples.portal}`)
    .action(runPortal);
}

interface PortalOptions {
  readonly channel: string;
  readonly port: number;
  readonly host: string;
  readonly result?: readonly string[];
  readonly person?: string;
}

async function runPortal(options: PortalOptions): Promise<void> {
  const { channel, result: results, person, ...at } = options;
  const back = await loadBack();
  const found = back.find(({ definition }) => definition.channel === channel);
  const portal = found?.definition.portal;
  if (portal === undefined) throw new UsageError(`no portal takes what ${channel} writes`);
  const server = await startPortalServer(portal, {
    ...at,
    ...(results && { results }),
    ...(person && { person: readPerson(person) }),
  });
  process.stderr.write(`portal of ${channel}: ${server.url}\n`);
  await untilStopped();
  await server.close();
}

function readPerson(path: string): Readonly<Record<string, unknown>> {
  const value = readJson(path);
  if (isJson(value)) return value;
  throw new UsageError(`${path} is no JSON object`);
}

async function runPayer(options: SimulateOptions): Promise<void> {
  const { host, port, id, scenario, ledger, honour: honours, rejectWith: rejects } = options;
  const payer = {
    ...{ id, scenario: { name: scenario, honours } },
    ...(ledger && { ledgerFile: ledger }),
    ...(rejects && { rejects }),
  };
  const time = options.virtualClock ? virtualTime() : realTime;
  const server = await startPayerServer({ host, port, payers: [payer], time });
  const base = `${server.url}/payers/${id}`;
  process.stderr.write(
    `payer ${id}: claims to ${base}/fhir/Claim/$submit\n` +
      `ledger   curl ${base}/ledger\n` +
      `scenario curl -X PUT ${base}/scenario -d '{"name":"reject"}'\n`,
  );
  await untilStopped();
  await server.close();
}

export function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  }
  return Number(text);
}

function readScenario(text: string): keyof typeof SCENARIOS {
  const name = scenarioName(text);
  if (name === undefined) {
    throw new InvalidArgumentError(`one of ${Object.keys(SCENARIOS).join(', ')}`);
  }
  return name;
}
