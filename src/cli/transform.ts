/** `sampan transform`: runs a FHIR Mapping Language map on a JSON file. */
import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import { type Finding, isFailure } from '../base/finding.ts';
import { createTypeModel, type TypeModel } from '../fhir/model.ts';
import type { StructureMap } from '../mapping/ast.ts';
import { compileMaps, readMapFile } from '../mapping/compile.ts';
import { formatProblem } from '../mapping/problem.ts';
import { renderMap } from '../mapping/render.ts';
import { writeStructureMap } from '../mapping/resource/write.ts';
import type { MapContext } from '../mapping/runtime/context.ts';
import { boundCodes, boundCodesOfR4 } from './bound-codes.ts';
import { collect, exit, UsageError } from './exit.ts';
import { instantiateMap, instantiateTracedMap } from './instantiate-map.ts';
import { memberOf } from './member-of.ts';
import { besideR4 } from './other-versions.ts';
import { r4Definitions, r4TypeModel } from './r4-definitions.ts';
import { readDefinitions } from './read-definitions.ts';
import { readMaps } from './read-maps.ts';
import { readSource } from './read-source.ts';
import { requiredElements } from './required-elements.ts';
import { writeOutput } from './write-output.ts';
import type { Conformance } from './written-definitions.ts';

interface Options {
  readonly map: readonly string[];
  readonly definitions?: readonly string[];
  readonly url?: string;
  readonly group?: string;
  readonly trace?: string;
  readonly print?: string;
}

const HELP = `
The first map is the one that is run, from its first group; the others are what it imports. Maps
that are imported and ConceptMap resources are also found in the folder of a map. Findings of the run
and errors of the map go to stderr, with file, line and column.

Example:
  sampan transform --map test/mapping/cases/groups/main.map test/mapping/cases/groups/source.json`;

export function registerTransform(program: Command): void {
  program
    .command('transform')
    .description('run a FHIR Mapping Language map on a JSON file; the result is printed as JSON')
    .requiredOption('--map <file>', 'map (.map) or StructureMap (.json); may be repeated', collect)
    .option(
      '--definitions <path>',
      'StructureDefinition, ConceptMap, ValueSet: file, folder or package; may be repeated',
      collect,
    )
    .option('--url <url>', 'the map to run, where several are given')
    .option('--group <name>', 'the group to begin with')
    .option('--trace <file>', 'write where each element came from, one JSON line each')
    .option('--print <form>', 'print the map itself: fml, or StructureMap r4 or r5', oneOfForms)
    .argument('[source...]', 'JSON file to map (files before the last one are further maps)')
    .addHelpText('after', HELP)
    .action(run);
}

function oneOfForms(form: string): string {
  if (Object.hasOwn(FORMS, form)) return form;
  throw new InvalidArgumentError(`one of ${Object.keys(FORMS).join(', ')}`);
}

const FORMS: Readonly<Record<string, (map: StructureMap) => string>> = {
  fml: renderMap,
  r4: (map) => `${JSON.stringify(writeStructureMap(map, '4.0'), null, 2)}\n`,
  r5: (map) => `${JSON.stringify(writeStructureMap(map, '5.0'), null, 2)}\n`,
};

/** The first map in another form, if it can be read. */
function print(paths: readonly string[], form: string): void {
  const [first] = readMaps(paths).maps;
  if (first === undefined) throw new UsageError('no map to print');
  const { map, problems } = readMapFile(first);
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  if (problems.length > 0) process.exitCode = exit.inputHasErrors;
  else process.stdout.write(FORMS[form]?.(map) ?? '');
}

async function run(files: readonly string[], options: Options): Promise<void> {
  if (options.print !== undefined) {
    print([...options.map, ...files], options.print);
    return;
  }
  const source = files.at(-1);
  if (source === undefined) throw new UsageError('which JSON file is to be mapped?');
  const { maps, conceptMaps } = readMaps([...options.map, ...files.slice(0, -1)]);
  const definitions = (options.definitions ?? []).flatMap(readDefinitions);
  const model = modelWith(definitions);
  const own = boundCodes(definitions as readonly Conformance[]);
  const compiled = compileMaps({
    maps,
    conceptMaps: [...conceptMaps, ...definitions],
    model,
    lenient: true,
    codesOf: (element) => own(element) ?? boundCodesOfR4(element),
    requiredOf: requiredElements(definitions, usedBy(maps)),
    entry: { map: options.url, group: options.group },
  });
  for (const problem of compiled.problems) process.stderr.write(`${formatProblem(problem)}\n`);
  if (compiled.code === '') {
    process.exitCode = exit.inputHasErrors;
    return;
  }
  const input = await readSource(source);
  if (input === undefined) return;
  const findings: Finding[] = [];
  const context = contextOf(model, findings, definitions);
  process.stdout.write(
    `${JSON.stringify(result(compiled, { input: input.value, context, options }), null, 2)}\n`,
  );
  for (const finding of findings) process.stderr.write(`${described(finding)}\n`);
  if (findings.some(isFailure)) process.exitCode = exit.inputHasErrors;
}

/** Profiles that the maps name as what they use. */
function usedBy(maps: Parameters<typeof compileMaps>[0]['maps']): ReadonlySet<string> {
  return new Set(maps.flatMap((file) => readMapFile(file).map.structures.map(({ url }) => url)));
}

interface RunInput {
  readonly input: unknown;
  readonly context: MapContext;
  readonly options: Options;
}

function result(
  compiled: { readonly code: string; readonly tracedCode: string },
  { input, context, options }: RunInput,
): unknown {
  if (options.trace === undefined) return instantiateMap(compiled.code)(input, context);
  const traced = instantiateTracedMap(compiled.tracedCode)(input, context);
  const lines = traced.trace.map((entry) => `${JSON.stringify(entry)}\n`);
  writeOutput(options.trace, lines.join(''));
  return traced.result;
}

function modelWith(definitions: readonly unknown[]): TypeModel {
  const base = r4TypeModel();
  return definitions.length === 0 ? base : createTypeModel(besideR4(definitions), base);
}

/** Value sets are read when a map first asks for one. */
function lazyMemberOf(definitions: readonly unknown[]): NonNullable<MapContext['memberOf']> {
  let hook: NonNullable<MapContext['memberOf']> | undefined;
  return (value, url) => {
    const { valueSets, codeSystems } = r4Definitions();
    hook ??= memberOf({
      valueSets: [...valueSets, ...definitions],
      codeSystems: [...codeSystems, ...definitions],
    });
    return hook(value, url);
  };
}

function contextOf(
  model: TypeModel,
  findings: Finding[],
  definitions: readonly unknown[],
): MapContext {
  return {
    findings,
    model,
    uuid: randomUUID,
    memberOf: lazyMemberOf(definitions),
    now: new Date().toISOString(),
    log: (message) => process.stderr.write(`log: ${message}\n`),
  };
}

/** One line a finding; the command works on any map, so there is no catalogue to consult. */
function described({ severity, code, params }: Finding): string {
  const details = Object.entries(params).filter(([, value]) => value !== '');
  return `${severity}: ${code} ${details.map(([name, value]) => `${name}=${value}`).join(' ')}`;
}
