/** The payer of the gateway's bench, in a process of its own. */
import { startPayerServer } from '../../src/cli/payer/server.ts';

const server = await startPayerServer({
  ...{ host: '127.0.0.1', port: 0, payers: [{ id: 'nhso' }] },
});
process.send?.(server.url);
