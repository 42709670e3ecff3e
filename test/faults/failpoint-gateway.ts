/** A gateway that dies at a named point of its work, as if power failed there. */
import { readFileSync } from 'node:fs';
import type { SqlRunner, Statement } from '../../src/adapters/sql/statement.ts';
import { catalogueOf } from '../../src/catalogue.ts';
import { loadChannels, loadProfiles, loadTexts } from '../../src/cli/catalogue.ts';
import { readEnvironment } from '../../src/cli/environment.ts';
import { parseConfig } from '../../src/gateway/config.ts';
import { type Adapters, createLog, startGateway } from '../../src/node.ts';
import { FAILPOINTS, type Failpoint } from './failpoints.ts';

/** The point is passed some times first, so that there is work behind and around it. */
const PASSES = 3;
/** A statement that takes long enough to be killed in. */
const LONG: Statement = {
  sql: `WITH RECURSIVE spin(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM spin WHERE n < 5000000)
    SELECT COUNT(*) AS n FROM spin`,
  values: [],
};

let passed = 0;
const die = (): void => void process.kill(process.pid, 'SIGKILL');
const due = (): boolean => {
  passed += 1;
  return passed > PASSES;
};
const isIntake = (statements: readonly Statement[]): boolean =>
  statements.some(({ sql }) => /INSERT INTO submission\b/.test(sql));
const isLease = (statements: readonly Statement[]): boolean =>
  statements.some(({ sql }) => /UPDATE outbox SET state = 'sending'/.test(sql));

function wrap(name: Failpoint, adapters: Adapters): Adapters {
  const { runner, translator, transport } = adapters;
  const batch = (around: SqlRunner['batch']) => ({
    ...adapters,
    runner: { ...runner, batch: around },
  });
  const dyingIn = (at: (statements: readonly Statement[]) => number) =>
    batch((statements, tenants) => {
      if (!isIntake(statements) || !due()) return runner.batch(statements, tenants);
      setTimeout(die, 60);
      return runner.batch(statements.toSpliced(at(statements), 0, LONG), tenants);
    });
  const after = (is: typeof isIntake) =>
    batch(async (statements, tenants) => {
      const result = await runner.batch(statements, tenants);
      if (is(statements) && due()) die();
      return result;
    });
  switch (name) {
    case 'after-parse':
      return {
        ...adapters,
        translator: {
          ...translator,
          translate: async (request) => {
            const translation = await translator.translate(request);
            if (due()) die();
            return translation;
          },
        },
      };
    case 'before-transaction':
      return batch((statements, tenants) => {
        if (isIntake(statements) && due()) die();
        return runner.batch(statements, tenants);
      });
    case 'in-transaction':
      return dyingIn((statements) => statements.length);
    case 'before-audit':
      return dyingIn((statements) => statements.findIndex(({ sql }) => /INTO audit\b/.test(sql)));
    case 'after-commit':
      return after(isIntake);
    case 'after-lease':
      return after(isLease);
    case 'while-sending':
      return {
        ...adapters,
        transport: {
          ...transport,
          send: (request) => {
            if (due()) setTimeout(die, 3);
            return transport.send(request);
          },
        },
      };
    case 'after-reply':
      return {
        ...adapters,
        transport: {
          ...transport,
          send: async (request) => {
            const result = await transport.send(request);
            if (due()) die();
            return result;
          },
        },
      };
  }
}

const name = FAILPOINTS.find((known) => known === process.argv[2]);
if (name === undefined) throw new Error(`no failpoint ${process.argv[2]}`);
const { folder, host, port, databaseUrl, redisUrl, configFile, logLevel } = readEnvironment(
  process.env,
);
const parsed = parseConfig(
  readFileSync(configFile ?? '', 'utf8'),
  (reference) => process.env[reference.slice('env:'.length)],
);
if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
const parts = { profiles: await loadProfiles(), texts: await loadTexts() };
const gateway = await startGateway({
  ...{ folder, host, port, config: parsed.config, version: 'faults', log: createLog(logLevel) },
  ...(databaseUrl !== undefined && { databaseUrl }),
  ...(redisUrl !== undefined && { redisUrl }),
  catalogue: catalogueOf(await loadChannels(), parts),
  around: (adapters) => wrap(name, adapters),
});
process.stderr.write(`listening on ${gateway.url}\n`);
