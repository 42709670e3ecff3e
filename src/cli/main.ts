/** Entry of the command line. */
import { runProgram } from './run-program.ts';

// A reader that stops early (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
await runProgram(process.argv.slice(2));
