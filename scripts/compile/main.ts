/** `npm run compile`: profiles/ and mappings/ to modules in src/generated/, what changed only. */
import { profileFolders } from './folders.ts';
import { runStep, type Step } from './stamp.ts';

// Compilers are loaded by the steps that run: with nothing to do this takes a fraction of a second.
const compilers = ['src/{base,fhir,profile}/**/*.ts'];

function shorthandStep(folder: string): Step {
  return {
    name: `sushi-${folder}`,
    inputs: [
      'profiles/r4/*.fsh',
      `profiles/${folder}/{*.fsh,findings.json}`,
      'scripts/compile/sushi.ts',
    ],
    run: async () => (await import('./sushi.ts')).compileShorthand(folder),
  };
}

function profilesStep(folder: string): Step {
  return {
    name: `profiles-${folder}`,
    inputs: [
      ...compilers,
      'profiles/r4/*.fsh',
      `profiles/${folder}/{*.fsh,findings.json}`,
      'scripts/compile/*.ts',
    ],
    run: async () => (await import('./profiles.ts')).compileFolderProfiles(folder),
  };
}

const folders = profileFolders();

const steps: readonly Step[] = [
  {
    name: 'texts',
    inputs: [
      'src/base/findings/**/*.json',
      'profiles/*/{findings,payer-codes}.json',
      'scripts/compile/{texts,payer-notes}.ts',
    ],
    run: async () => (await import('./texts.ts')).compileTexts(),
  },
  {
    name: 'payer-codes',
    inputs: ['profiles/*/payer-codes.json', 'scripts/compile/payer-codes.ts'],
    run: async () => (await import('./payer-codes.ts')).compilePayerCodes(),
  },
  ...folders.map(shorthandStep),
  {
    name: 'r4',
    inputs: [...compilers, 'scripts/compile/profiles.ts'],
    run: async () => (await import('./profiles.ts')).compileBaseProfiles(),
  },
  ...folders.map(profilesStep),
  {
    name: 'profiles',
    inputs: ['scripts/compile/*.ts', 'profiles/*/*.fsh'],
    run: async () => (await import('./profiles.ts')).listProfiles(),
  },
  {
    name: 'channels',
    inputs: [
      'src/{base,fhir,mapping,channel}/**/*.{ts,json}',
      'profiles/*/{*.fsh,findings.json}',
      'mappings/**/{channel.json,*.map,*.ConceptMap.json}',
      'scripts/compile/*.ts',
    ],
    run: async () => (await import('./channels.ts')).compileChannels(),
  },
  {
    name: 'statements',
    inputs: [
      'src/{base,fhir}/**/*.ts',
      'src/channel/statement/*.ts',
      'mappings/*/statements/*.json',
      'scripts/compile/*.ts',
    ],
    run: async () => (await import('./statements.ts')).compileStatements(),
  },
  {
    name: 'back',
    inputs: [
      'src/{base,fhir}/**/*.ts',
      'src/channel/back/*.ts',
      'mappings/*/*/back.json',
      'scripts/compile/*.ts',
    ],
    run: async () => (await import('./back.ts')).compileBack(),
  },
];

/** Runs every step, so that one folder's mistakes do not hide the others'. */
async function main(only: string | undefined): Promise<number> {
  let failed = 0;
  for (const step of steps) {
    const problems = await runStep(step);
    for (const problem of problems) console.error(problem);
    failed += problems.length;
    if (step.name === only) break;
  }
  return failed === 0 ? 0 : 1;
}

const at = process.argv.indexOf('--only');
process.exitCode = await main(at === -1 ? undefined : process.argv[at + 1]);
