/** Profiles that a user hands over, compiled in memory. Only the command line may do this. */
import * as fhirpath from '../fhir/fhirpath/runtime.ts';
import { createTypeModel } from '../fhir/model.ts';
import { type CompileProblem, compileProfiles } from '../profile/compile.ts';
import { isStructureDefinition } from '../profile/compiler/definitions.ts';
import * as runtime from '../profile/runtime/index.ts';
import { makeSnapshots } from '../profile/snapshot.ts';
import { UsageError } from './exit.ts';
import { r4Definitions, r4TypeModel } from './r4-definitions.ts';

export interface LoadedProfiles {
  readonly profiles: runtime.ProfileModule;
  readonly problems: readonly CompileProblem[];
}

/** Compiles to text with `compileProfiles` and runs that text; R4's own definitions are added. */
export function instantiateProfiles(input: Parameters<typeof compileProfiles>[0]): LoadedProfiles {
  const { body, problems } = compileProfiles(input);
  const make = new Function('P', 'rt', body) as (
    P: typeof runtime,
    rt: typeof fhirpath,
  ) => runtime.ProfileModule;
  return { profiles: make(runtime, fhirpath), problems };
}

function ofType(values: readonly unknown[], type: string): unknown[] {
  return values.filter(
    (value) => (value as { resourceType?: unknown } | null)?.resourceType === type,
  );
}

/** The modules that `npm run compile` made: R4's own and the countries'. */
export async function loadModules(): Promise<readonly runtime.ProfileModule[]> {
  try {
    const { profileModules } = await import('../generated/profiles.js');
    return profileModules;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('src/generated is missing: run npm run compile');
  }
}

/** StructureDefinitions, ValueSets and CodeSystems of a user, on top of R4's. */
export function loadUserProfiles(resources: readonly unknown[]): LoadedProfiles {
  const r4 = r4Definitions();
  const own = ofType(resources, 'StructureDefinition');
  const made = makeSnapshots([...r4.structures, ...own]);
  const roots = own.filter(isStructureDefinition).map((structure) => structure.url);
  const model = createTypeModel(own, r4TypeModel());
  const { profiles, problems } = instantiateProfiles({
    definitions: made.definitions,
    valueSets: [...r4.valueSets, ...ofType(resources, 'ValueSet')],
    codeSystems: [...r4.codeSystems, ...ofType(resources, 'CodeSystem')],
    roots,
    model,
  });
  const snapshots = made.problems.map((one): CompileProblem => ({ severity: 'error', ...one }));
  return { profiles, problems: [...snapshots, ...problems] };
}
