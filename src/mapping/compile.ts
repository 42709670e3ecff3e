/** Maps in, JavaScript modules out: a fast one and one that says where everything came from. */
import type { TypeModel } from '../fhir/model.ts';
import type { StructureMap } from './ast.ts';
import { conceptMapFinder } from './concept-maps.ts';
import type { CodesOf, RequiredOf } from './emit/emitter.ts';
import { type Emission, emitModule } from './emit/module.ts';
import { checkLinks, type LinkedGroup, linkMaps, type Program } from './link.ts';
import { parseMap } from './parse/map.ts';
import { type Problem, problemAt } from './problem.ts';
import { readStructureMap } from './resource/read.ts';
import { openTypes } from './types.ts';

export interface MapFile {
  /** Name for messages and traces. */
  readonly file: string;
  /** FML, or a StructureMap resource as JSON. */
  readonly text: string;
}

export interface CompileInput {
  /** The first holds the entry group; the others are what it imports. */
  readonly maps: readonly MapFile[];
  /** ConceptMap resources; anything else is passed over. */
  readonly conceptMaps: readonly unknown[];
  readonly model: TypeModel;
  /** Unknown elements of the source are warnings, not errors. */
  readonly lenient?: boolean;
  /** Codes that an element's value set holds, by the element's path: maps should know them all. */
  readonly codesOf?: CodesOf;
  /** Elements that the target's profiles require: a rule should write each of them. */
  readonly requiredOf?: RequiredOf;
  /** URL of the map and name of the group to begin with; by default the first of each. */
  readonly entry?: { readonly map?: string | undefined; readonly group?: string | undefined };
}

export interface CompiledMaps {
  /** Text of an ES module: `export function createMap(runtime)`. Empty if a problem is an error. */
  readonly code: string;
  /** The same map, whose function gives `{ result, trace }`; made when first asked for. */
  readonly tracedCode: string;
  /** Every problem of every map, in the order of files and lines. */
  readonly problems: readonly Problem[];
}

/** Reads a map in either form. */
export function readMapFile({ file, text }: MapFile): {
  map: StructureMap;
  problems: readonly Problem[];
} {
  return /^\s*\{/.test(text) ? readStructureMap(file, text) : parseMap(file, text);
}

function findEntry(
  program: Program,
  maps: readonly StructureMap[],
  entry: CompileInput['entry'],
): LinkedGroup | undefined {
  const url = entry?.map?.replace(/\|.*$/, '');
  const map = url === undefined ? maps[0] : maps.find((each) => each.url === url);
  if (map === undefined) return undefined;
  const own = program.groups.filter((linked) => linked.map === map);
  return entry?.group === undefined ? own[0] : own.find(({ group }) => group.name === entry.group);
}

function noEntry(maps: readonly StructureMap[], entry: CompileInput['entry']): Problem[] {
  const [map] = maps;
  if (map === undefined) return [];
  const wanted = [entry?.map, entry?.group].filter((each) => each !== undefined).join(', group ');
  const message = wanted === '' ? 'no group to begin with' : `there is no map ${wanted}`;
  return [problemAt(map.source, 0, { code: 'map-group', message })];
}

function inOrder(problems: readonly Problem[], maps: readonly StructureMap[]): Problem[] {
  const files = maps.map(({ source }) => source.file);
  const rank = ({ file }: Problem) => files.indexOf(file);
  const unique = new Map(problems.map((each) => [JSON.stringify(each), each]));
  return [...unique.values()].sort(
    (a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column,
  );
}

/** Never throws for what a map says: what is wrong with it is in `problems`. */
export function compileMaps(input: CompileInput): CompiledMaps {
  const read = input.maps.map(readMapFile);
  const maps = read.map(({ map }) => map);
  const syntax = read.flatMap(({ problems }) => problems);
  const failed = (problems: readonly Problem[]): CompiledMaps => ({
    code: '',
    tracedCode: '',
    problems: inOrder(problems, maps),
  });
  const program = linkMaps(maps, openTypes(input.model));
  const linking = checkLinks(program, maps);
  const entry = findEntry(program, maps, input.entry);
  if (entry === undefined) return failed([...syntax, ...linking, ...noEntry(maps, input.entry)]);
  const conceptMaps = conceptMapFinder(maps, input.conceptMaps);
  const emission: Emission = {
    program,
    entry,
    conceptMaps,
    traced: false,
    lenient: input.lenient ?? false,
    codesOf: input.codesOf ?? (() => undefined),
    requiredOf: input.requiredOf ?? (() => []),
  };
  const fast = emitModule(emission);
  const problems = inOrder([...syntax, ...linking, ...fast.problems], maps);
  if (problems.some(({ severity }) => severity === 'error')) return failed(problems);
  let tracedCode: string | undefined;
  return {
    code: fast.code,
    get tracedCode() {
      tracedCode ??= emitModule({ ...emission, traced: true }).code;
      return tracedCode;
    },
    problems,
  };
}
