/** Compiles StructureDefinitions with snapshots to the text of one JavaScript module. */
import { createUnit } from '../fhir/fhirpath/compile.ts';
import { compactTypeModel, createTypeModel, type TypeModel } from '../fhir/model.ts';
import type { Compilation, CompileProblem } from './compiler/compilation.ts';
import { typedValue } from './compiler/compilation.ts';
import {
  type Definitions,
  indexDefinitions,
  R4_CANONICAL,
  type StructureDefinition,
} from './compiler/definitions.ts';
import { emitElementFunction } from './compiler/element-function.ts';
import { extensionWhere } from './compiler/extension-where.ts';
import { createWriter, literal } from './compiler/module-writer.ts';
import { buildTree, type ElementNode, type SnapshotTree } from './compiler/tree.ts';
import { codeDisplays } from './terminology/code-displays.ts';
import { createTerminology } from './terminology/terminology.ts';

export type { CompileProblem } from './compiler/compilation.ts';

export interface CompileInput {
  /** Every StructureDefinition that may be referred to, with snapshots; plain JSON. */
  readonly definitions: readonly unknown[];
  readonly valueSets: readonly unknown[];
  readonly codeSystems: readonly unknown[];
  /** Canonicals to export; `|version` is allowed. Datatypes come by themselves. */
  readonly roots: readonly string[];
  /** Import specifiers as seen from the written module. */
  readonly runtime?: string;
  readonly fhirpathRuntime?: string;
  /** Also carries the complete code systems, so that any Coding of theirs can be checked. */
  readonly withCodeSystems?: boolean;
  /** A model of the same definitions, if the caller has one. */
  readonly model?: TypeModel;
}

export interface CompiledProfiles {
  /** ES module that exports `profiles: ProfileModule`. */
  readonly code: string;
  /** The same without imports and exports: a function body of `P` and `rt` that returns it. */
  readonly body: string;
  readonly problems: readonly CompileProblem[];
}

/** JSON inside a string literal: engines read it much faster than the same object literal. */
function parsed(value: unknown): string {
  return `JSON.parse(${literal(JSON.stringify(value))})`;
}

function lazily<T>(make: () => T): { readonly value: T } {
  let made: T | undefined;
  return {
    get value() {
      made ??= make();
      return made;
    },
  };
}

function publishedKeys(definitions: Definitions): ReadonlySet<string> {
  const own = definitions.all.filter(({ url }) => url.startsWith(R4_CANONICAL));
  const elements = own.flatMap((structure) => structure.snapshot?.element ?? []);
  return new Set(elements.flatMap(({ constraint = [] }) => constraint.map(({ key }) => key)));
}

function createCompilation(input: CompileInput, required: Set<StructureDefinition>): Compilation {
  const definitions: Definitions = indexDefinitions(input.definitions);
  const model = input.model ?? createTypeModel(definitions.all);
  const writer = createWriter();
  const problems: CompileProblem[] = [];
  const trees = new Map<StructureDefinition, SnapshotTree | undefined>();
  const reported = new Set<string>();

  const published = lazily(() => publishedKeys(definitions));

  function nodeCheck(tree: SnapshotTree, node: ElementNode): string {
    return writer.functionFor(`${tree.structure.url}#${node.id}`, (name) =>
      emitElementFunction(compilation, { tree, node }, name),
    );
  }

  function missing(code: string, tree: SnapshotTree, element: string): undefined {
    const profile = tree.structure.url;
    if (reported.has(profile + code)) return undefined;
    reported.add(profile + code);
    const message = `${code} is not among the definitions, or has no snapshot`;
    problems.push({ severity: 'error', profile, element, message });
    return undefined;
  }

  const compilation: Compilation = {
    definitions,
    model,
    writer,
    problems,
    terminology: createTerminology(input.valueSets, input.codeSystems),
    unit: createUnit(),
    valueSets: new Set(),
    isPublished: (key) => published.value.has(key),
    tree(structure) {
      if (!trees.has(structure)) trees.set(structure, buildTree(structure));
      return trees.get(structure);
    },
    require: (structure) => required.add(structure),
    ancestors(type) {
      const found: string[] = [];
      for (let base = model.base(type); base !== undefined; base = model.base(base))
        found.push(base);
      return found;
    },
    nodeCheck,
    typeCheck(codeOrCanonical, from, element) {
      const structure = codeOrCanonical.includes(':')
        ? definitions.byCanonical(codeOrCanonical)
        : definitions.byType(codeOrCanonical);
      const tree = structure === undefined ? undefined : compilation.tree(structure);
      if (tree === undefined) return missing(codeOrCanonical, from, element);
      return nodeCheck(tree, tree.root);
    },
  };
  return compilation;
}

function isModifier(tree: SnapshotTree): boolean {
  return tree.root.definition.isModifier === true;
}

/** One line of the module's table: what the run time needs to know of a definition. */
function emitEntry(compilation: Compilation, tree: SnapshotTree): string {
  const { url, version, type, kind, derivation, context } = tree.structure;
  const root = tree.root.definition.path;
  const facts = {
    url,
    version,
    type,
    kind,
    root,
    derived: derivation === 'constraint',
    ...(type === 'Extension' && url !== 'http://hl7.org/fhir/StructureDefinition/Extension'
      ? { context: context ?? [], modifier: isModifier(tree), extension: extensionUrl(tree) }
      : {}),
  };
  const where = type === 'Extension' ? extensionWhere(compilation, tree) : '';
  return `{ ...${literal(facts)}, check: ${compilation.nodeCheck(tree, tree.root)}${where} }`;
}

function extensionUrl(tree: SnapshotTree): unknown {
  const url = tree.root.children.find((child) => child.name === 'url');
  return url === undefined ? undefined : typedValue(url.definition, 'fixed')?.value;
}

function emitEntries(compilation: Compilation, required: Set<StructureDefinition>): string[] {
  const entries: string[] = [];
  // A set grows while it is walked: emitting one definition may require others.
  for (const structure of required) {
    const tree = compilation.tree(structure);
    const profile = structure.url;
    if (tree !== undefined) entries.push(emitEntry(compilation, tree));
    else compilation.problems.push({ severity: 'error', profile, message: 'has no snapshot' });
    compilation.writer.text();
  }
  return entries;
}

export function compileProfiles(input: CompileInput): CompiledProfiles {
  const required = new Set<StructureDefinition>();
  const compilation = createCompilation(input, required);
  for (const root of input.roots) {
    const structure = compilation.definitions.byCanonical(root);
    if (structure !== undefined) required.add(structure);
    else compilation.problems.push({ severity: 'error', profile: root, message: 'is unknown' });
  }
  const entries = emitEntries(compilation, required);
  const generic = compilation.definitions.byType('Extension');
  const extensionTree = generic === undefined ? undefined : compilation.tree(generic);
  const extension =
    extensionTree === undefined
      ? 'undefined'
      : compilation.nodeCheck(extensionTree, extensionTree.root);
  const text = compilation.writer.text();
  const held = input.withCodeSystems === true ? codeDisplays(compilation.terminology) : undefined;
  const codes = held === undefined ? 'undefined' : `() => ${parsed(held)}`;
  const model = compactTypeModel(
    compilation.model,
    [...required].map((one) => one.type),
  );
  const body = `${text}
${compilation.unit.declarations()}
const profiles = {
  model: ${parsed(model)},
  codes: ${codes},
  valueSets: [${[...compilation.valueSets].join(', ')}],
  extension: ${extension},
  entries: [
${entries.join(',\n')}
] };`;
  const runtime = input.runtime ?? '../profile/runtime/index.ts';
  const fhirpath = input.fhirpathRuntime ?? '../fhir/fhirpath/runtime.ts';
  const head = `// Generated by npm run compile. Do not edit.
import * as P from ${literal(runtime)};
import * as rt from ${literal(fhirpath)};\n`;
  return {
    code: `${head}${body}\nexport { profiles };\n`,
    body: `'use strict';\n${body}\nreturn profiles;`,
    problems: compilation.problems,
  };
}
