/** `sampan submit`: sends files to a gateway and tells what became of each claim. */
import type { Command } from 'commander';
import { gatewayUrl } from './ask-gateway.ts';
import { exit, UsageError } from './exit.ts';
import { startProgress } from './progress.ts';
import { type ReadSubmission, readPaths } from './read-paths.ts';
import { sandboxFolder, sandboxKey } from './sandbox-file.ts';
import { type SubmissionAnswer, sendSubmission, unitLines } from './send-submission.ts';

interface SubmitOptions {
  readonly to: string;
  readonly channel: string;
  readonly key?: string;
  readonly intent?: string;
  readonly idempotencyKey?: string;
  readonly charset?: string;
  readonly visit?: string;
  readonly dryRun?: boolean;
  readonly allOrNothing?: boolean;
  readonly json?: boolean;
}

export function registerSubmit(program: Command): void {
  program
    .command('submit')
    .description('send files to a gateway; a folder or a zip is one submission')
    .requiredOption('--to <url>', 'the gateway', gatewayUrl)
    .requiredOption('--channel <id>', 'what the files are')
    .option('--key <key>', "the sender's key; without it the sandbox's, if it runs here")
    .option('--intent <intent>', "original, replacement or void; else the channel's rule holds")
    .option('--idempotency-key <key>', 'the same key again has no second effect')
    .option('--charset <name>', 'charset of the files')
    .option('--visit <number>', 'visit that a card read opens')
    .option('--dry-run', 'only ask what the answer would be')
    .option('--all-or-nothing', 'store no claim if one fails')
    .option('--json', 'answers as they came, one a line')
    .argument('<path...>', 'folders, zip files, or the loose files of one set')
    .addHelpText(
      'after',
      `
Example:
  sampan submit --to http://127.0.0.1:8080 --channel ID claims.zip`,
    )
    .action(submit);
}

async function submit(paths: readonly string[], options: SubmitOptions): Promise<void> {
  const key = options.key ?? sandboxKey(options.to, options.channel);
  if (key === undefined)
    throw new UsageError(
      `--key is needed: no sandbox in ${sandboxFolder()} has this channel (SAMPAN_DATA)`,
    );
  const submissions = readPaths(paths);
  if (submissions.length > 1 && options.idempotencyKey !== undefined) {
    throw new UsageError('--idempotency-key is for one submission');
  }
  const progress = startProgress('submitting');
  let failed = false;
  for (const [done, submission] of submissions.entries()) {
    progress.update(done, submissions.length);
    const answer = await sendSubmission(submission, { ...options, key });
    progress.end();
    failed ||= show(submission, answer, options.json === true);
  }
  process.exitCode = failed ? exit.inputHasErrors : exit.fine;
}

/** True if a claim, or the whole submission, was not taken. */
function show({ name }: ReadSubmission, answer: SubmissionAnswer, json: boolean): boolean {
  if (json) process.stdout.write(`${answer.text}\n`);
  else for (const line of unitLines(answer)) process.stdout.write(`${line}\n`);
  const place = answer.location === undefined ? '' : `, status at ${answer.location}`;
  process.stderr.write(`${name}: ${answer.status}${place}\n`);
  return answer.failed;
}
