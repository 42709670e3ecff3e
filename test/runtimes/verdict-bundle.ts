/** Bundles validation and the profiles of test/profile's cases into one module. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { r4Definitions, r4TypeModel } from '../../src/cli/r4-definitions.ts';
import { createTypeModel } from '../../src/fhir/model.ts';
import { compileProfiles } from '../../src/profile/compile.ts';
import { makeSnapshots } from '../../src/profile/snapshot.ts';

export interface CaseDefinitions {
  readonly definitions?: readonly { readonly url: string }[];
  readonly valueSets?: readonly unknown[];
  readonly codeSystems?: readonly unknown[];
}

/** Text of a module with the profiles that a file of cases brings. */
function moduleOf({ definitions: own = [], valueSets = [], codeSystems = [] }: CaseDefinitions) {
  const r4 = r4Definitions();
  const made = compileProfiles({
    definitions: makeSnapshots([...r4.structures, ...own]).definitions,
    valueSets: [...r4.valueSets, ...valueSets],
    codeSystems: [...r4.codeSystems, ...codeSystems],
    roots: own.map(({ url }) => url),
    model: createTypeModel(own, r4TypeModel()),
    runtime: resolve('src/profile/runtime/index.ts'),
    fhirpathRuntime: resolve('src/fhir/fhirpath/runtime.ts'),
  });
  if (made.problems.length > 0) throw new Error(JSON.stringify(made.problems));
  return made.code;
}

function entry(sets: readonly string[]): string {
  const imports = sets.map((_, at) => `import { profiles as p${at} } from './set-${at}.js';`);
  const members = sets.map((name, at) => `${JSON.stringify(name)}: join([...shipped, p${at}])`);
  return `${imports.join('\n')}
import { profileModules as shipped } from '${resolve('src/generated/profiles.js')}';
import { joinProfiles as join } from '${resolve('src/profile/runtime/index.ts')}';
import { verdictLines } from '${resolve('test/runtimes/verdicts.ts')}';
const sets = { shipped: join(shipped), ${members.join(', ')} };
export const answer = (documents) => verdictLines(sets, documents);
export default { async fetch(request) { return new Response(answer(await request.json())); } };
`;
}

/** Writes `worker.mjs` into the folder: `answer(documents)`, and a worker that serves it. */
export async function bundleVerdicts(
  folder: string,
  cases: ReadonlyMap<string, CaseDefinitions>,
): Promise<string> {
  [...cases.values()].forEach((each, at) => {
    writeFileSync(join(folder, `set-${at}.js`), moduleOf(each));
  });
  writeFileSync(join(folder, 'entry.js'), entry([...cases.keys()]));
  const outfile = join(folder, 'worker.mjs');
  await build({
    ...{ entryPoints: [join(folder, 'entry.js')], outfile, bundle: true },
    ...{ format: 'esm', platform: 'neutral', target: 'es2024', logLevel: 'error' },
  });
  return outfile;
}
