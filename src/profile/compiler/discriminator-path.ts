/** Discriminator paths: parsed into steps, and followed through a slice to what it expects. */
import { type Compilation, typedValue } from './compilation.ts';
import { typeCode } from './primitives.ts';
import type { ElementNode, SnapshotTree } from './tree.ts';

/** One step from a value to the next: JSON names, an extension by URL, a resolved reference. */
export type Step =
  | { readonly kind: 'name'; readonly keys: readonly string[] }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'type'; readonly type: string };

const SEGMENT = /([A-Za-z_$]+)(?:\(\s*'?([^')]*)'?\s*\))?(?:\.|$)/y;

function stepOf(name: string, argument: string | undefined): Step | undefined {
  if (argument === undefined) return { kind: 'name', keys: [name] };
  if (name === 'extension') return { kind: 'extension', url: argument };
  if (name === 'resolve') return { kind: 'resolve' };
  if (name === 'ofType' || name === 'as') return { kind: 'type', type: argument };
  return undefined;
}

/** path = '$this' | segment *( '.' segment ); undefined if it uses what discriminators may not. */
export function pathSteps(path: string, _node: ElementNode): readonly Step[] | undefined {
  const steps: Step[] = [];
  SEGMENT.lastIndex = 0;
  while (SEGMENT.lastIndex < path.length) {
    const match = SEGMENT.exec(path);
    if (match === null) return undefined;
    const [, name = '', argument] = match;
    if (name === '$this') continue;
    const step = stepOf(name, argument);
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps;
}

interface At {
  readonly compilation: Compilation;
  readonly tree: SnapshotTree;
  readonly node: ElementNode;
}

export type Expectation = { readonly node?: ElementNode } & (
  | { readonly kind: 'fixed' | 'pattern' | 'exists'; readonly value: unknown }
  | { readonly kind: 'codes'; readonly valueSet: string }
);

/** The snapshot that says what is inside an element without children of its own. */
function openType(at: At, byTarget: boolean): At | undefined {
  const { compilation, node } = at;
  const [type] = node.definition.type ?? [];
  if (type === undefined) return undefined;
  const profile = byTarget ? type.targetProfile?.[0] : type.profile?.[0];
  const { definitions } = compilation;
  const structure =
    profile === undefined ? definitions.byType(typeCode(type)) : definitions.byCanonical(profile);
  const tree = structure === undefined ? undefined : compilation.tree(structure);
  return tree === undefined ? undefined : { compilation, tree, node: tree.root };
}

function childOf(at: At, step: Step): At | undefined {
  if (step.kind === 'resolve') return openType(at, true);
  if (step.kind === 'type') return at;
  const open = at.node.children.length > 0 ? at : openType(at, false);
  if (open === undefined) return undefined;
  const name = step.kind === 'extension' ? 'extension' : step.keys[0];
  const child = open.node.children.find((one) => one.name === name);
  if (child === undefined) return undefined;
  if (step.kind === 'name') return { ...open, node: child };
  const slice = child.slices.find((one) => one.definition.type?.[0]?.profile?.[0] === step.url);
  return { ...open, node: slice ?? child };
}

/** The value at the remaining steps inside a fixed or pattern value. */
function inside(value: unknown, steps: readonly Step[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const one = Array.isArray(value) ? value[0] : value;
  if (step.kind !== 'name' || typeof one !== 'object' || one === null) return undefined;
  return inside(Reflect.get(one, step.keys[0] ?? ''), rest);
}

function stated(node: ElementNode, rest: readonly Step[]): Expectation | undefined {
  for (const kind of ['fixed', 'pattern'] as const) {
    const value = inside(typedValue(node.definition, kind)?.value, rest);
    if (value !== undefined) return { kind, value, node };
  }
  return undefined;
}

function atEnd(node: ElementNode, presence: boolean): Expectation | undefined {
  if (presence) return { kind: 'exists', value: (node.definition.min ?? 0) > 0, node };
  const binding = node.definition.binding;
  if (binding?.strength === 'required' && binding.valueSet !== undefined)
    return { kind: 'codes', valueSet: binding.valueSet, node };
  const [only] = node.children.length > 0 ? node.children.flatMap((one) => one.slices) : [];
  return only === undefined ? undefined : stated(only, []);
}

/** What the slice says about the element at the path; `presence` asks only whether it must be. */
export function expectationOf(
  at: At,
  steps: readonly Step[],
  presence = false,
): Expectation | undefined {
  const said = presence ? undefined : stated(at.node, steps);
  if (said !== undefined) return said;
  const [step, ...rest] = steps;
  if (step === undefined) return atEnd(at.node, presence);
  const next = childOf(at, step);
  if (next === undefined) return undefined;
  const direct = expectationOf(next, rest, presence);
  if (direct !== undefined || presence) return direct;
  for (const slice of next.node.slices) {
    const found = expectationOf({ ...next, node: slice }, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}
