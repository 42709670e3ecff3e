/** `sampan serve`: the gateway. */
import type { Command } from 'commander';
import { readEnvironment } from './environment.ts';

export function registerServe(program: Command): void {
  program
    .command('serve')
    .description(
      'the gateway; environment: PORT HOST SAMPAN_DATA DATABASE_URL REDIS_URL SAMPAN_CONFIG ' +
        'LOG_LEVEL',
    )
    .addHelpText('after', '\nExample:\n  sampan serve')
    .action(async () => {
      const environment = readEnvironment(process.env);
      // Loaded only here: other commands start faster without servers and clients.
      const { serve } = await import('./run-gateway.ts');
      await serve(environment);
    });
}
