/** Snapshots to validator modules: one for base R4, one a folder of profiles/. */
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import { ofType, writtenDefinitions } from '../../src/cli/written-definitions.ts';
import { compileProfiles } from '../../src/profile/compile.ts';
import { moduleName, profileFolders } from './folders.ts';
import { writeModule } from './stamp.ts';

/** Where the written modules find the run time. */
const runtimes = {
  runtime: '../../profile/runtime/index.ts',
  fhirpathRuntime: '../../fhir/fhirpath/runtime.ts',
} as const;

type Input = Parameters<typeof compileProfiles>[0];

function writeProfiles(path: string, input: Input): readonly string[] {
  const { code, problems } = compileProfiles(input);
  const errors: string[] = [];
  for (const problem of problems) {
    const where = [problem.profile, problem.element].filter(Boolean).join(' ');
    const line = `${where}: ${problem.message}`;
    if (problem.severity === 'error') errors.push(line);
    else console.error(`warning: ${line}`);
  }
  const up = '../'.repeat(path.split('/').length);
  const declaration = [
    `import type { ProfileModule } from '${up}profile/runtime/index.ts';`,
    'export declare const profiles: ProfileModule;\n',
  ];
  writeModule(path, code, declaration.join('\n'));
  return errors;
}

/** Carried by the definitions although they are not of R4. */
const laterTypes: readonly unknown[] = ['SubscriptionStatus'];

function isRoot(definition: unknown): boolean {
  const { kind, abstract, derivation, type } = definition as Readonly<Record<string, unknown>>;
  if (laterTypes.includes(type)) return false;
  if (type === 'Extension') return derivation === 'constraint';
  return kind === 'resource' && (abstract !== true || derivation === 'constraint');
}

function urlOf(definition: unknown): string {
  return (definition as { url: string }).url;
}

/** Validators of every R4 resource type, and of R4's own profiles and extensions. */
export async function compileBaseProfiles(): Promise<readonly string[]> {
  const { structures, valueSets, codeSystems } = r4Definitions();
  const roots = structures.filter(isRoot).map(urlOf);
  return writeProfiles('r4/profiles', {
    definitions: structures,
    valueSets,
    codeSystems,
    roots,
    withCodeSystems: true,
    ...runtimes,
  });
}

/** Validators of one folder's profiles, extensions and logical models. */
export async function compileFolderProfiles(folder: string): Promise<readonly string[]> {
  const base = r4Definitions();
  const own = writtenDefinitions(folder);
  const known = folder === 'r4' ? own : [...writtenDefinitions('r4'), ...own];
  return writeProfiles(`${moduleName(folder)}/profiles`, {
    definitions: [...base.structures, ...ofType(known, 'StructureDefinition')],
    valueSets: [...base.valueSets, ...ofType(known, 'ValueSet')],
    codeSystems: [...base.codeSystems, ...ofType(known, 'CodeSystem')],
    roots: ofType(own, 'StructureDefinition').map(urlOf),
    ...runtimes,
  });
}

/** The list of all validator modules. */
export async function listProfiles(): Promise<readonly string[]> {
  const modules = ['base', ...profileFolders().map(moduleName)];
  const imports = modules.map((name) => {
    const folder = name === 'base' ? 'r4' : name;
    return `import { profiles as ${name} } from './${folder}/profiles.js';\n`;
  });
  writeModule(
    'profiles',
    `${imports.join('')}export const profileModules = [${modules.join(', ')}];\n`,
    `import type { ProfileModule } from '../profile/runtime/index.ts';\nexport declare const profileModules: readonly ProfileModule[];\n`,
  );
  return [];
}
