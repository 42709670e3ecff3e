/** The text of a compiled map: an ES module with one function and no imports. */
import { createUnit } from '../../fhir/fhirpath/compile.ts';
import type { Group, StructureMap } from '../ast.ts';
import type { FindConceptMap } from '../concept-maps.ts';
import type { LinkedGroup, Program } from '../link.ts';
import { type Problem, positionOf } from '../problem.ts';
import { type Binding, emptyScope, type Scope } from './bindings.ts';
import { parametersOf, specialise } from './calls.ts';
import {
  type CodesOf,
  complainIn,
  type Emitter,
  line,
  quote,
  type RequiredOf,
  type Specialisation,
  type Writer,
} from './emitter.ts';
import { keepNeeded } from './late.ts';
import { type Ledger, noteCall, openLedger, parameterKey, settle } from './ledger.ts';
import { orderTables } from './order.ts';
import { shortType } from './reporting.ts';
import { checkRequirements, type MadeObject } from './requirements.ts';
import { emitRules } from './rules.ts';

export interface Emission {
  readonly program: Program;
  readonly entry: LinkedGroup;
  readonly conceptMaps: FindConceptMap;
  readonly traced: boolean;
  readonly lenient: boolean;
  readonly codesOf: CodesOf;
  readonly requiredOf: RequiredOf;
}

export interface EmittedModule {
  readonly code: string;
  readonly problems: readonly Problem[];
}

function lastElements(maps: Iterable<StructureMap>): Set<string> {
  const names = new Set<string>();
  const collect = (rules: Group['rules']): void => {
    for (const rule of rules) {
      for (const target of rule.targets) {
        const name = target.path.at(-1);
        if (target.listModes.includes('last') && name !== undefined) names.add(name);
      }
      collect(rule.rules);
    }
  };
  for (const map of maps) for (const group of map.groups) collect(group.rules);
  return names;
}

function createEmitter(emission: Emission): Emitter {
  const { program, entry, conceptMaps, traced, lenient, codesOf, requiredOf } = emission;
  return {
    program,
    types: program.types,
    fhirpath: createUnit(),
    traced,
    lenient,
    entry,
    conceptMaps,
    codesOf,
    requiredOf,
    problems: new Map(),
    specialisations: new Map(),
    due: [],
    constants: new Map(),
    targetTypes: new Set(),
    lastElements: lastElements(program.groups.map(({ map }) => map)),
    ledgers: [],
    parameters: new Map(),
    made: [],
    lateLines: new Map(),
    whole: { needed: false },
    names: 1,
  };
}

/** How a group's parameters look when it is called from outside. */
function declared(emitter: Emitter, { map, group }: LinkedGroup): Binding[] {
  return group.parameters.map((parameter) => {
    const type =
      parameter.type === undefined ? undefined : emitter.types.resolve(map, parameter.type);
    const typed = type === undefined ? {} : { type };
    const js = parameter.name;
    const isPrimitive = emitter.types.isPrimitive(type);
    if (parameter.mode === 'target') return { form: isPrimitive ? 'slot' : 'object', js, ...typed };
    return { form: isPrimitive ? 'primitive' : 'node', js, ...typed };
  });
}

/** The function of one specialised group. */
function emitGroup(emitter: Emitter, made: Specialisation): string[] {
  const { map, group } = made.linked;
  const writer: Writer = { emitter, map, lines: [], depth: 1, blocks: [] };
  const { names, bindings: plain } = parametersOf(emitter, made);
  line(writer, `function ${made.name}(${names.join(', ')}) {`);
  const bindings = plain.map((binding, index) => followed(writer, made.name, { binding, index }));
  let scope: Scope = emptyScope;
  for (const [index, parameter] of group.parameters.entries()) {
    const binding = bindings[index];
    if (binding !== undefined) scope = bind(scope, parameter, binding);
  }
  line(writer, 'if (++$d > $deepest) $stop();');
  extended(writer, made, bindings);
  emitRules(writer, group.rules, scope);
  line(writer, '$d--;');
  line(writer, '}');
  return writer.lines;
}

/** What a group does with an object it is given counts for where the object was made. */
function followed(
  writer: Writer,
  name: string,
  { binding, index }: { readonly binding: Binding; readonly index: number },
): Binding {
  if (binding.form !== 'object') return binding;
  const ledger = openLedger(writer);
  writer.emitter.parameters.set(parameterKey(name, index), ledger);
  return { ...binding, ledger };
}

function bind(scope: Scope, parameter: Group['parameters'][number], binding: Binding): Scope {
  const side = parameter.mode === 'source' ? 'sources' : 'targets';
  return { ...scope, [side]: new Map(scope[side]).set(parameter.name, binding) };
}

/** `extends`: the other group's rules come first. */
function extended(writer: Writer, made: Specialisation, bindings: readonly Binding[]): void {
  const { map, group } = made.linked;
  if (group.extends === undefined) return;
  const parent = writer.emitter.program.group(map, group.extends);
  if (parent === undefined || parent.group.parameters.length > bindings.length) return;
  const args = bindings.slice(0, parent.group.parameters.length);
  const { name } = specialise(writer.emitter, parent, args);
  for (const [parameter, binding] of args.entries()) {
    if (binding.form === 'object') noteCall(writer, binding.ledger, { function: name, parameter });
  }
  const { traced } = writer.emitter;
  const passed = args.flatMap((binding) => {
    const list = [binding.js];
    if (binding.form === 'primitive') list.push(binding.ext ?? 'undefined');
    const placed = binding.form === 'primitive' || binding.form === 'choice';
    if (traced && placed) list.push(binding.place ?? 'undefined');
    return list;
  });
  line(writer, `${name}(${passed.join(', ')});`);
}

function emitAll(emitter: Emitter): string[] {
  const functions: string[] = [];
  for (let next = emitter.due.shift(); next !== undefined; next = emitter.due.shift()) {
    functions.push(...emitGroup(emitter, next));
  }
  return functions;
}

/** Groups nobody calls are looked at too: their mistakes are reported, their code is dropped. */
function checkTheRest(emitter: Emitter, program: Program): void {
  const used = new Set([...emitter.specialisations.values()].map(({ linked }) => linked));
  for (const linked of program.groups) {
    if (used.has(linked)) continue;
    if (linked.map === emitter.entry.map && linked.group.typeMode === 'none') {
      const message = `nothing calls the group \`${linked.group.name}\``;
      const complaint = { code: 'map-unreachable', severity: 'warning', message } as const;
      complainIn(emitter, linked.map, { at: linked.group.at, complaint });
    }
    specialise(emitter, linked, declared(emitter, linked));
  }
  const known = new Set(emitter.problems.keys());
  emitAll(emitter);
  if (!emitter.lenient) return;
  for (const [key, problem] of emitter.problems) {
    if (!known.has(key)) emitter.problems.set(key, { ...problem, severity: 'warning' });
  }
}

const NAMES = [
  'list',
  'companion',
  'choice',
  'loose',
  'tidyCopy',
  'convert',
  'toDate',
  'only',
  'slot',
  'slotGet',
  'slotSet',
  'slotPushed',
  'slotCompanion',
  'slotCompanionSet',
  'push',
  'pushFirst',
  'pushLast',
  'lastItem',
  'setLoose',
  'choiceKey',
  'isType',
  'modes',
  'fallback',
  'concept',
  'referenceTo',
  'append',
  'truncate',
  'escape',
  'cc',
  'cCoding',
  'qty',
  'id',
  'cp',
  'translate',
  'reference',
  'pointer',
  'raw',
] as const;

/** Functions that need the run's context. */
const BOUND = ['stop', 'check', 'cardinality', 'onlyOne', 'try', 'log'] as const;

export function emitModule(emission: Emission): EmittedModule {
  const emitter = createEmitter(emission);
  const { entry, program, traced } = emission;
  const bindings = declared(emitter, entry);
  const { name } = specialise(emitter, entry, bindings);
  const emitted = emitAll(emitter);
  const root = rootLedger(emitter, name, bindings);
  settle(emitter);
  checkRequirements(emitter, [...emitter.made, ...rootObjects(emitter, bindings, root)]);
  const functions = keepNeeded(emitted, emitter.lateLines);
  for (const binding of bindings) {
    if (binding.form === 'object' && binding.type !== undefined)
      emitter.targetTypes.add(binding.type);
  }
  const constants = [...emitter.constants].map(([js, constant]) => `  const ${constant} = ${js};`);
  const declarations = emitter.fhirpath.declarations().replace(/^/gm, '  ');
  const order = JSON.stringify(orderTables(program.types, emitter.targetTypes));
  const code = [
    `// Made from ${entry.map.source.file.replace(/[\r\n]/g, ' ')}. Do not edit.`,
    'export function createMap(runtime) {',
    '  const rt = runtime.fhirpath;',
    ...NAMES.map((each) => `  const $${each} = runtime.${each};`),
    ...BOUND.map((each) => `  const $${each} = (...args) => runtime.bound.${each}($c, ...args);`),
    '  let $c, $env, $source, $n = 0, $d = 0, $max = 0, $late = [];',
    ...(traced ? ['  let $t;'] : []),
    '  const $deepest = runtime.deepest;',
    ...constants,
    `  const $order = runtime.openOrder(${order});`,
    declarations,
    ...functions,
    ...frame(emitter, name, { bindings, root }),
    '}',
    '',
  ];
  // The traced twin's problems are those of the fast one.
  if (!traced) checkTheRest(emitter, program);
  return { code: code.join('\n'), problems: [...emitter.problems.values()] };
}

/** Where the result itself comes from: the group the map begins with. */
function entryMark({ entry }: Emitter): string {
  const { map, group } = entry;
  const { line: at } = positionOf(map.source, group.at);
  return `{ map: ${quote(map.source.file)}, line: ${at}, rule: ${quote(group.name)} }`;
}

/** The function that is handed out: sets the run up, and puts its result in order. */
/** A logical model's name as the map has it, for results that name their model. */
function ownName({ entry }: Emitter, type: string): string {
  const target = entry.group.parameters.find(({ mode }) => mode === 'target');
  return /^\w+$/.test(target?.type ?? '') ? (target?.type ?? '') : shortType(type);
}

/** The result is made by the frame and handed to the entry group. */
function rootLedger(emitter: Emitter, entry: string, bindings: readonly Binding[]): Ledger {
  const call = { kind: 'call', function: entry, sure: true, loop: 0 } as const;
  const parameter = bindings.findIndex(({ form }) => form === 'object');
  const root: Ledger = { events: [{ ...call, parameter }], guards: 0, loops: [], late: false };
  emitter.ledgers.push(root);
  return root;
}

function rootObjects(emitter: Emitter, bindings: readonly Binding[], ledger: Ledger): MadeObject[] {
  const { map, group } = emitter.entry;
  const target = bindings.find((binding) => binding.form === 'object');
  if (target?.form !== 'object' || target.type === undefined) return [];
  return [{ ledger, type: target.type, map, at: group.at }];
}

/** How the result is put in order: all of it, or the objects that were noted on the way. */
function finishing(emitter: Emitter, type: string, root: Ledger): string {
  if (emitter.traced) return `return tracer.finish(target, ${quote(type)}, $order);`;
  if (emitter.whole.needed) return `return runtime.finish(target, ${quote(type)}, $order) ?? {};`;
  const tidied = `runtime.finishLate(late, $order)`;
  if (!root.late) return `${tidied}; return target;`;
  return `${tidied}; return runtime.finishOne(target, ${quote(type)}, $order) ?? {};`;
}

function frame(
  emitter: Emitter,
  entry: string,
  { bindings, root }: { readonly bindings: readonly Binding[]; readonly root: Ledger },
): string[] {
  const start = entryMark(emitter);
  const { traced, types } = emitter;
  const target = bindings.find((binding) => binding.form === 'object');
  const type = target?.form === 'object' ? target.type : undefined;
  const resource = types.resourceName(type);
  const made = resource === undefined ? '{}' : `{ resourceType: ${quote(resource)} }`;
  // logical models are named where the source names its own
  const named = resource === undefined && type !== undefined && type.includes('/');
  let sources = 0;
  const args = bindings.flatMap((binding) => {
    if (binding.form === 'object') return binding === target ? ['target'] : ['{}'];
    if (binding.form === 'slot') return ['{ owner: target, key: "value", index: undefined }'];
    const read = sources++ === 0 ? (traced ? '$t.source(source)' : 'source') : 'undefined';
    return binding.form === 'primitive'
      ? [read, 'undefined', ...(traced ? ['undefined'] : [])]
      : [read];
  });
  return [
    '  return function map(source, context) {',
    '    const saved = [$c, $env, $source, $n, $d, $max, $late], late = [];',
    '    $late = late; $c = context; $source = source; $n = 0; $d = 0;',
    '    $max = runtime.mostSteps(context); $env = runtime.environment(source, context);',
    `    const target = ${made};`,
    ...(named ? [`    runtime.nameTarget(target, source, ${quote(ownName(emitter, type))});`] : []),
    ...(traced
      ? [`    const tracer = runtime.createTracer(${start}), before = $t; $t = tracer;`]
      : []),
    '    try {',
    `      ${entry}(${args.join(', ')});`,
    '    } catch (thrown) {',
    '      runtime.caught(thrown, context);',
    '    } finally {',
    `      [$c, $env, $source, $n, $d, $max, $late] = saved;${traced ? ' $t = before;' : ''}`,
    '    }',
    `    ${finishing(emitter, type ?? '', root)}`,
    '  };',
  ];
}
