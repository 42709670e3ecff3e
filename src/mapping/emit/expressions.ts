/** FHIRPath inside maps: variables of the map are its `%name`s, with or without the `%`. */
import {
  type Compiled,
  type CompileRequest,
  compileBoolean,
  compileNodes,
  compileValues,
  type Refused,
} from '../../fhir/fhirpath/compile.ts';
import { parseFhirPath } from '../../fhir/fhirpath/parser.ts';
import type { FhirPathProblem } from '../../fhir/fhirpath/problem.ts';
import type { Expression as Syntax } from '../../fhir/fhirpath/syntax.ts';
import type { Expression } from '../ast.ts';
import type { Binding } from './bindings.ts';
import { complain, fresh, line, type Writer } from './emitter.ts';
import { repaired } from './repair.ts';
import { contextNames, type Evaluation, rewrite } from './rewriting.ts';

type Variables = Record<string, NonNullable<CompileRequest['variables']>[string]>;

/** JavaScript that reads a variable, and notes that it was read where the code is traced. */
export function readOf(writer: Writer, binding: Binding): string {
  const { traced } = writer.emitter;
  if (binding.form === 'slot') return traced ? `$t.slot(${binding.js})` : `$slotGet(${binding.js})`;
  if (binding.form === 'object') return traced ? `$t.view(${binding.js})` : binding.js;
  if (!traced || binding.place === undefined) return binding.js;
  return `$t.use(${binding.place}, ${binding.js})`;
}

/** Types FHIRPath may rely on; elements of other versions' types may differ from the model's. */
function reliable(writer: Writer, type: string | undefined): { type?: string } {
  const { types } = writer.emitter;
  if (type === undefined || types.isAbstract(type) || types.isApproximate(type)) return {};
  return { type };
}

const NAME = /^[A-Za-z_$][\w$]*$/;

/** FHIRPath is given names only: its code may end up in a function of its own. */
function named(writer: Writer, js: string): string {
  if (NAME.test(js)) return js;
  const name = fresh(writer.emitter, 'read');
  line(writer, `const ${name} = ${js};`);
  return name;
}

/** The value of a variable, and in traced code what notes that it was read. */
interface Access {
  readonly code: string;
  readonly touch?: string;
}

function access(writer: Writer, binding: Binding): Access {
  const { traced } = writer.emitter;
  if (binding.form === 'slot') {
    const code = named(writer, `$slotGet(${binding.js})`);
    return traced ? { code, touch: `$t.slot(${binding.js})` } : { code };
  }
  if (binding.form === 'object') return { code: named(writer, readOf(writer, binding)) };
  const code = named(writer, binding.form === 'choice' ? `${binding.js}.holder` : binding.js);
  if (!traced || binding.place === undefined) return { code };
  return { code, touch: `$t.touch(${binding.place})` };
}

interface Declared {
  readonly variables: Variables;
  readonly touches: string[];
}

function declared(writer: Writer, used: ReadonlyMap<string, Binding>): Declared {
  const variables: Variables = {};
  const touches: string[] = [];
  for (const [name, binding] of used) {
    const { code, touch } = access(writer, binding);
    if (touch !== undefined) touches.push(touch);
    const type = binding.form === 'choice' ? binding.holder : binding.type;
    variables[name] = { code, ...reliable(writer, type) };
  }
  return { variables, touches };
}

/** `expression` for each value of a choice: FHIRPath starts at what holds the choice. */
function onChoice(syntax: Syntax, element: string, call: 'where' | 'select'): Syntax {
  const { start, end } = syntax;
  const input: Syntax = { kind: 'member', name: element, start, end };
  const narrowed: Syntax = { kind: 'call', input, name: call, args: [syntax], start, end };
  if (call === 'select') return narrowed;
  return { kind: 'call', input: narrowed, name: 'exists', args: [], start, end };
}

/** FHIRPath's hints are near misses or sentences. */
function suggestion(hint: string): string {
  return /^\w+$/.test(hint) ? `did you mean ${hint}?` : hint;
}

function report(
  writer: Writer,
  expression: Expression,
  problems: readonly FhirPathProblem[],
): void {
  for (const { offset, kind, expected: wanted, found, hint } of problems) {
    const expected = wanted.replace(/\bhttps?:\/\/\S*\//g, '');
    const isMild = kind === 'type' && writer.emitter.lenient;
    complain(writer, expression.at + Math.min(offset, expression.text.length), {
      code: kind === 'type' ? 'map-element' : 'map-expression',
      severity: isMild ? 'warning' : 'error',
      message: `in FHIRPath: expected ${expected}, found ${found}`,
      expected,
      found,
      ...(hint === undefined ? {} : { hint: suggestion(hint) }),
    });
  }
}

interface Prepared {
  readonly request: CompileRequest;
  /** JavaScript to be run with the code, before it. */
  readonly touches: readonly string[];
  /** The same for the focus, if the code reads it. */
  readonly focusTouch: string | undefined;
}

function prepare(
  writer: Writer,
  evaluation: Evaluation,
  call: 'where' | 'select',
): Prepared | undefined {
  const { expression, scope, focus } = evaluation;
  const parsed = parseFhirPath(expression.text, { doubleQuotes: true });
  if (!parsed.ok) {
    report(writer, expression, [parsed.problem]);
    return undefined;
  }
  const used = new Map<string, Binding>();
  const ofContext = contextNames(writer, evaluation);
  const own = rewrite(parsed.expression, { writer, scope, used, ofContext });
  const { variables, touches } = declared(writer, used);
  const onHolder = focus?.form === 'choice' ? onChoice(own, focus.element.name, call) : own;
  const type = focus?.form === 'choice' ? focus.holder : focus?.type;
  const focusType = reliable(writer, type).type;
  const read: Access = focus === undefined ? { code: 'undefined' } : access(writer, focus);
  const ext = focus?.form === 'primitive' ? focus.ext : undefined;
  const request: CompileRequest = {
    expression: onHolder,
    unit: writer.emitter.fhirpath,
    model: writer.emitter.types.model,
    ...(focusType === undefined ? {} : { focusType }),
    names: {
      focus: read.code,
      resource: '$source',
      rootResource: '$source',
      env: '$env',
      ...(ext === undefined ? {} : { focusExtension: named(writer, ext) }),
    },
    variables,
  };
  return { request, touches, focusTouch: read.touch };
}

function touched({ touches, focusTouch }: Prepared, compiled: Compiled, code: string): string {
  const all = [...touches];
  if (focusTouch !== undefined && compiled.uses.has('focus')) all.push(focusTouch);
  return all.length === 0 ? code : `(${[...all, code].join(', ')})`;
}

type Compile = (request: CompileRequest) => Compiled | Refused;

/** The same without types: what the model does not have is simply not there. */
function untyped({ request, ...rest }: Prepared): Prepared {
  const { model: _model, focusType: _focusType, variables = {}, ...kept } = request;
  const bare = Object.entries(variables).map(([name, { code }]) => [name, { code }]);
  return { ...rest, request: { ...kept, variables: Object.fromEntries(bare) } };
}

/** Each round puts the names right that the last one stumbled over. */
const REPAIRS = 8;

function compileRepaired(
  writer: Writer,
  request: CompileRequest,
  compile: Compile,
): Compiled | Refused {
  const first = compile(request);
  let { expression } = request;
  let result = first;
  for (let round = 0; round < REPAIRS && !result.ok; round++) {
    if (typeof expression === 'string') return first;
    const better = repaired(expression, result.problems, writer.emitter.types.model);
    if (better === undefined) return first;
    expression = better;
    result = compile({ ...request, expression });
  }
  return result.ok ? result : first;
}

interface Emitted {
  readonly code: string;
  readonly compiled: Compiled;
}

/** The code with what notes its reads; undefined where the expression was refused. */
function emitted(
  writer: Writer,
  evaluation: Evaluation,
  { call, compile }: { readonly call: 'where' | 'select'; readonly compile: Compile },
): Emitted | undefined {
  const prepared = prepare(writer, evaluation, call);
  if (prepared === undefined) return undefined;
  const first = compileRepaired(writer, prepared.request, compile);
  if (!first.ok) report(writer, evaluation.expression, first.problems);
  const mild = !first.ok && writer.emitter.lenient;
  const compiled = mild ? compile(untyped(prepared).request) : first;
  if (!compiled.ok) return undefined;
  const guarded = compiled.mayThrow ? `$try(() => ${compiled.code})` : compiled.code;
  return { code: touched(prepared, compiled, guarded), compiled };
}

/** A JavaScript condition. */
export function condition(writer: Writer, evaluation: Evaluation): string {
  return emitted(writer, evaluation, { call: 'where', compile: compileBoolean })?.code ?? 'false';
}

export interface Result {
  /** JavaScript of an array of JSON values. */
  readonly js: string;
  readonly type?: string;
}

export function values(writer: Writer, evaluation: Evaluation): Result {
  const result = emitted(writer, evaluation, { call: 'select', compile: compileValues });
  if (result === undefined) return { js: '[]' };
  const { type } = result.compiled;
  return { js: result.code, ...(type === undefined ? {} : { type }) };
}

/** JavaScript of an array of `{value, type, ext}`, for targets that are written by type. */
export function nodes(writer: Writer, evaluation: Evaluation): string {
  return emitted(writer, evaluation, { call: 'select', compile: compileNodes })?.code ?? '[]';
}
