/** What `npm run compile` does, in order. */
import { globSync, statSync } from 'node:fs';
import { profileFolders } from './folders.ts';
import type { Step } from './stamp.ts';

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

const [shared = '', ...countries] = profileFolders();
const folders = [shared, ...countries];

/** What takes longest goes first where several run side by side. */
function bySize(names: readonly string[]): readonly string[] {
  const size = (name: string): number =>
    globSync(`profiles/${name}/*.fsh`).reduce((sum, file) => sum + statSync(file).size, 0);
  return [...names].sort((a, b) => size(b) - size(a));
}

/** Steps of an inner list need nothing of each other. */
export const stages: readonly (Step | readonly Step[])[] = [
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
  shorthandStep(shared),
  [
    ...bySize(countries).map(shorthandStep),
    {
      name: 'r4',
      inputs: [...compilers, 'scripts/compile/profiles.ts'],
      run: async () => (await import('./profiles.ts')).compileBaseProfiles(),
    },
  ],
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
