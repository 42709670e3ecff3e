/** Checks every channel.json of the project, drafts too; exit 1 if one has a problem. */
import { globSync, readFileSync } from 'node:fs';
import { checkChannel, formatProblem } from '../src/cli/check-channel.ts';

const files = globSync('mappings/**/channel.json').sort();
const problems = files.flatMap((file) => checkChannel(readFileSync(file, 'utf8'), file));
for (const problem of problems) console.error(formatProblem(problem));
console.log(`${files.length} channels, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
