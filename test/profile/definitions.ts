/** Compiles the definitions of a test with R4's own, as the command line does. */
import { instantiateProfiles } from '../../src/cli/compile-profiles.ts';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import { createTypeModel } from '../../src/fhir/model.ts';
import {
  joinProfiles,
  type ProfileModule,
  type ProfileSet,
} from '../../src/profile/runtime/index.ts';
import { makeSnapshots } from '../../src/profile/snapshot.ts';

interface TestDefinitions {
  readonly definitions?: readonly unknown[];
  readonly valueSets?: readonly unknown[];
  readonly codeSystems?: readonly unknown[];
  readonly withCodeSystems?: boolean;
}

/** Resource types that the tests use. */
const TYPES =
  'Patient Observation Parameters Bundle Coverage Organization Composition List Media Invoice ' +
  'Binary Claim Encounter Questionnaire QuestionnaireResponse MessageHeader StructureDefinition ' +
  'CodeSystem ValueSet ConceptMap Condition Task heartrate patient-mothersMaidenName';
const R4 = 'http://hl7.org/fhir/StructureDefinition/';

let base: ProfileModule | undefined;

function baseModule(): ProfileModule {
  if (base !== undefined) return base;
  const { structures, valueSets, codeSystems } = r4Definitions();
  const roots = TYPES.split(' ').map((type) => R4 + type);
  const made = instantiateProfiles({
    definitions: structures,
    valueSets,
    codeSystems,
    roots,
    withCodeSystems: true,
  });
  if (made.problems.length > 0) throw new Error(JSON.stringify(made.problems));
  base = made.profiles;
  return base;
}

/** The base types, and the test's own definitions on top of them. */
export function validatorsFor(test: TestDefinitions): ProfileSet {
  const { codes, ...r4 } = baseModule();
  const shipped = test.withCodeSystems === true ? { ...r4, codes } : r4;
  const own = (test.definitions ?? []) as readonly { readonly url: string }[];
  if (own.length === 0) return joinProfiles([shipped]);
  const { structures, valueSets, codeSystems } = r4Definitions();
  const { definitions, problems } = makeSnapshots([...structures, ...own]);
  const { profiles, problems: refused } = instantiateProfiles({
    definitions,
    valueSets: [...valueSets, ...(test.valueSets ?? [])],
    codeSystems: [...codeSystems, ...(test.codeSystems ?? [])],
    roots: own.map(({ url }) => url),
    model: createTypeModel([...structures, ...own]),
  });
  if (problems.length + refused.length > 0) throw new Error(JSON.stringify([problems, refused]));
  return joinProfiles([shipped, profiles]);
}
