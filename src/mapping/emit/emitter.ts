/** State of one emission, and small pieces of JavaScript. */
import type { Unit } from '../../fhir/fhirpath/compile.ts';
import type { StructureMap } from '../ast.ts';
import type { LinkedGroup, Program } from '../link.ts';
import { type Complaint, type Problem, problemAt } from '../problem.ts';
import type { CompiledConceptMap } from '../runtime/translate.ts';
import type { Types } from '../types.ts';
import type { Binding, Scope } from './bindings.ts';
import type { Ledger } from './ledger.ts';
import type { MadeObject } from './requirements.ts';

/** A group as called with certain forms and types of arguments. */
export interface Specialisation {
  readonly name: string;
  readonly linked: LinkedGroup;
  readonly arguments: readonly Binding[];
}

/** Names of elements that the target's profiles require of a type such as `Claim.item`. */
export type RequiredOf = (type: string) => readonly string[];

/** The codes an element may hold, by its path; undefined where that is not known. */
export type CodesOf = (element: string) => readonly string[] | undefined;

export interface Emitter {
  readonly program: Program;
  readonly types: Types;
  readonly fhirpath: Unit;
  readonly traced: boolean;
  /** Names the source's model does not have are warnings: nothing is read there. */
  readonly lenient: boolean;
  readonly entry: LinkedGroup;
  readonly conceptMaps: (map: StructureMap, url: string) => CompiledConceptMap | undefined;
  readonly codesOf: CodesOf;
  readonly requiredOf: RequiredOf;
  readonly problems: Map<string, Problem>;
  readonly specialisations: Map<string, Specialisation>;
  readonly due: Specialisation[];
  /** Constants of the module by their JavaScript. */
  readonly constants: Map<string, string>;
  /** Target types whose order of elements the module must know. */
  readonly targetTypes: Set<string>;
  /** Elements that some rule adds to with `last`. */
  readonly lastElements: ReadonlySet<string>;
  /** Objects the map makes, and those that groups are given, with what happens to them. */
  readonly ledgers: Ledger[];
  readonly parameters: Map<string, Ledger>;
  /** Objects of known types, to be held against what their types require. */
  readonly made: MadeObject[];
  /** Lines that are only wanted if an object has to be looked at after the run. */
  readonly lateLines: Map<string, Ledger>;
  /** Set where a type is not known, so that the whole result must be gone through. */
  readonly whole: { needed: boolean };
  names: number;
}

/** Where code is being written to. */
export interface Writer {
  readonly emitter: Emitter;
  readonly map: StructureMap;
  readonly lines: string[];
  /** Indentation, for people who read what was generated. */
  depth: number;
  /** Blocks around the next line: 0 plain, -1 condition, else the number of a loop. */
  readonly blocks: number[];
}

export function line(writer: Writer, text: string): void {
  if (text.startsWith('}')) {
    writer.depth--;
    writer.blocks.pop();
  }
  writer.lines.push('  '.repeat(writer.depth) + text);
  if (!text.endsWith('{')) return;
  writer.depth++;
  writer.blocks.push(blockOf(writer, text));
}

function blockOf({ emitter }: Writer, text: string): number {
  if (/^for\b|\bfor \(/.test(text)) return emitter.names++;
  return /^(?:\} )?(?:if|else)\b/.test(text) ? -1 : 0;
}

export function complain(writer: Writer, at: number, complaint: Complaint): void {
  complainIn(writer.emitter, writer.map, { at, complaint });
}

export function complainIn(
  emitter: Emitter,
  map: StructureMap,
  { at, complaint }: { readonly at: number; readonly complaint: Complaint },
): void {
  const problem = problemAt(map.source, at, complaint);
  emitter.problems.set(
    `${problem.file}:${problem.line}:${problem.column}:${problem.message}`,
    problem,
  );
}

/** A new JavaScript name that reminds of the map's. */
export function fresh(emitter: Emitter, hint: string): string {
  return `${hint.replace(/\W/g, '_')}$${emitter.names++}`;
}

/** The module's constant for a piece of JavaScript. */
export function constant(emitter: Emitter, hint: string, js: string): string {
  const known = emitter.constants.get(js);
  if (known !== undefined) return known;
  const name = fresh(emitter, hint);
  emitter.constants.set(js, name);
  return name;
}

const PLAIN = /^[A-Za-z_$][\w$]*$/;

/** `object.key` or `object["key"]`. */
export function property(object: string, key: string): string {
  return PLAIN.test(key) && key !== '__proto__' ? `${object}.${key}` : `${object}[${quote(key)}]`;
}

/** A string literal that is safe in any script. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029<]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

export function findSource(scope: Scope, name: string): Binding | undefined {
  return scope.sources.get(name) ?? scope.targets.get(name);
}
