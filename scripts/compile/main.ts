/** `npm run compile`: profiles/ and mappings/ to modules in src/generated/, what changed only. */
import { runStep, type Step } from './stamp.ts';

// Compilers are loaded by the steps that run: with nothing to do this takes a fraction of a second.
const compilers = ['src/{base,fhir,profile}/**/*.ts'];

const steps: readonly Step[] = [
  {
    name: 'texts',
    inputs: ['src/base/findings/**/*.json', 'profiles/*/findings.json', 'scripts/compile/texts.ts'],
    run: async () => (await import('./texts.ts')).compileTexts(),
  },
  {
    name: 'sushi',
    inputs: ['profiles/**/*.fsh', 'profiles/*/findings.json', 'scripts/compile/sushi.ts'],
    run: async () => (await import('./sushi.ts')).compileShorthand(),
  },
  {
    name: 'r4',
    inputs: [...compilers, 'scripts/compile/profiles.ts'],
    run: async () => (await import('./profiles.ts')).compileBaseProfiles(),
  },
  {
    name: 'profiles',
    inputs: [...compilers, 'profiles/**/*.fsh', 'profiles/*/findings.json', 'scripts/compile/*.ts'],
    run: async () => (await import('./profiles.ts')).compileCountryProfiles(),
  },
  {
    name: 'channels',
    inputs: [
      'src/{base,fhir,mapping,channel}/**/*.{ts,json}',
      'profiles/**/*.fsh',
      'mappings/**/{channel.json,*.map,*.ConceptMap.json}',
      'scripts/compile/*.ts',
    ],
    run: async () => (await import('./channels.ts')).compileChannels(),
  },
];

async function main(only: string | undefined): Promise<number> {
  for (const step of steps) {
    const problems = await runStep(step);
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) return 1;
    if (step.name === only) break;
  }
  return 0;
}

const at = process.argv.indexOf('--only');
process.exitCode = await main(at === -1 ? undefined : process.argv[at + 1]);
