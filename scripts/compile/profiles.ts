/** Snapshots to validator modules: one for base R4, one a folder of profiles/. */
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import { compileProfiles } from '../../src/profile/compile.ts';
import { ofType, writtenDefinitions } from './definitions.ts';
import { writeModule } from './stamp.ts';
import { profileFolders } from './sushi.ts';

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
  writeModule(
    path,
    code,
    `import type { ProfileModule } from '${'../'.repeat(path.split('/').length)}profile/runtime/index.ts';\nexport declare const profiles: ProfileModule;\n`,
  );
  return errors;
}

/** Carried by the definitions although they are not of R4. */
const laterTypes: readonly unknown[] = ['SubscriptionStatus'];

function isResource(definition: unknown): boolean {
  const { kind, abstract, derivation, type } = definition as Readonly<Record<string, unknown>>;
  if (laterTypes.includes(type)) return false;
  return kind === 'resource' && abstract !== true && derivation !== 'constraint';
}

function urlOf(definition: unknown): string {
  return (definition as { url: string }).url;
}

/** Validators of every R4 resource type. */
export async function compileBaseProfiles(): Promise<readonly string[]> {
  const { structures, valueSets, codeSystems } = r4Definitions();
  const roots = structures.filter(isResource).map(urlOf);
  return writeProfiles('r4/profiles', {
    definitions: structures,
    valueSets,
    codeSystems,
    roots,
    runtime: '../../profile/runtime/index.ts',
    fhirpathRuntime: '../../fhir/fhirpath/runtime.ts',
  });
}

/** Validators of each folder's profiles, extensions and logical models, and the list of all. */
export async function compileCountryProfiles(): Promise<readonly string[]> {
  const base = r4Definitions();
  const shared = writtenDefinitions('r4');
  const problems: string[] = [];
  const folders = profileFolders();
  for (const folder of folders) {
    const own = writtenDefinitions(folder);
    const known = folder === 'r4' ? own : [...shared, ...own];
    problems.push(
      ...writeProfiles(`${folder === 'r4' ? 'shared' : folder}/profiles`, {
        definitions: [...base.structures, ...ofType(known, 'StructureDefinition')],
        valueSets: [...base.valueSets, ...ofType(known, 'ValueSet')],
        codeSystems: [...base.codeSystems, ...ofType(known, 'CodeSystem')],
        roots: ofType(own, 'StructureDefinition').map(urlOf),
        runtime: '../../profile/runtime/index.ts',
        fhirpathRuntime: '../../fhir/fhirpath/runtime.ts',
      }),
    );
  }
  const modules = ['r4', ...folders.map((folder) => (folder === 'r4' ? 'shared' : folder))];
  const imports = modules.map(
    (name) => `import { profiles as ${name} } from './${name}/profiles.js';\n`,
  );
  writeModule(
    'profiles',
    `${imports.join('')}export const profileModules = [${modules.join(', ')}];\n`,
    `import type { ProfileModule } from '../profile/runtime/index.ts';\nexport declare const profileModules: readonly ProfileModule[];\n`,
  );
  return problems;
}
