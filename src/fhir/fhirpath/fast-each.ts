/** Collections as loops: no list is made, the consumer runs once an item. */

import {
  type Emission,
  isIdentifier,
  quote,
  type RawSelf,
  type Scope,
  specifierName,
} from './emission.ts';
import {
  access,
  fitsType,
  isPrimitive,
  isRootName,
  rawSelf,
  type Slot,
  selfOf,
  slotsOf,
  typeOfSelf,
} from './fast-access.ts';
import { mentions } from './mentions.ts';
import type { Call, Expression, Member } from './syntax.ts';

type Consume = (item: RawSelf) => string | undefined;

/** Beyond this the consumer's code, once a type, grows out of hand. */
const MAX_ALTERNATIVES = 6;

/** JS statements; undefined if the types or functions do not allow a loop. */
export function emitEach(
  emission: Emission,
  expression: Expression,
  scope: Scope,
  consume: Consume,
): string | undefined {
  switch (expression.kind) {
    case 'member':
      return eachMember(emission, expression, scope, consume);
    case 'call':
      return eachCall(emission, expression, scope, consume);
    case 'binary':
      if (expression.operator !== '|') return undefined;
      return eachDistinct(emission, [expression.left, expression.right], scope, consume);
    case 'empty':
      return '';
    case 'type-test':
    case 'indexer':
    case 'special':
    case 'variable':
      return eachSingle(emission, expression, scope, consume);
    default:
      return undefined;
  }
}

function eachSingle(
  emission: Emission,
  expression: Expression,
  scope: Scope,
  consume: Consume,
): string | undefined {
  const single = access(emission, expression, scope);
  if (single === undefined) return undefined;
  const type = typeOfSelf(single) ?? 'Element';
  return eachOfSlot(emission, { value: single.value, ext: single.ext, type, many: false }, consume);
}

function eachMember(
  emission: Emission,
  { input, name }: Member,
  scope: Scope,
  consume: Consume,
): string | undefined {
  if (isRootName(emission, input, name, scope)) {
    const self = rawSelf(emission, scope);
    return self && consume(self);
  }
  return eachHolder(emission, { input }, scope, (holder) => {
    const slots = slotsOf(emission, holder, name);
    if (slots === undefined || slots.length > MAX_ALTERNATIVES) return undefined;
    return together(slots.map((slot) => eachOfSlot(emission, slot, consume)));
  });
}

/** What the member belongs to: `$this` if nothing is written before it. */
function eachHolder(
  emission: Emission,
  { input }: { readonly input?: Expression | undefined },
  scope: Scope,
  consume: Consume,
): string | undefined {
  if (input !== undefined) return emitEach(emission, input, scope, consume);
  const self = rawSelf(emission, scope);
  return self && consume(self);
}

function together(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('\n');
}

function eachOfSlot(emission: Emission, slot: Slot, consume: Consume): string | undefined {
  return slot.many ? eachOfArray(emission, slot, consume) : eachOfOne(emission, slot, consume);
}

/** One element: bound to a name, skipped if it is not there. */
function eachOfOne(emission: Emission, slot: Slot, consume: Consume): string | undefined {
  const bound = isIdentifier(slot.value) ? slot.value : emission.unit.fresh('v');
  const ext = slot.ext === undefined ? undefined : emission.unit.fresh('x');
  if (ext !== undefined) emission.doubtful.add(ext);
  const body = consume(selfOf(bound, ext, slot.type));
  if (body === undefined) return undefined;
  const there = ext === undefined ? `${bound} != null` : `${bound} != null || ${ext} != null`;
  const bind = bound === slot.value ? '' : `const ${bound} = ${slot.value};`;
  const bindExt = ext === undefined ? '' : `const ${ext} = ${slot.ext};`;
  return `{ ${bind} ${bindExt} if (${there}) {\n${body}\n} }`;
}

function eachOfArray(emission: Emission, slot: Slot, consume: Consume): string | undefined {
  const { unit } = emission;
  const [list, item, i] = [unit.fresh('l'), unit.fresh('v'), unit.fresh('n')];
  const loop = (length: string) => `for (let ${i} = 0; ${i} < ${length}; ${i}++)`;
  if (slot.ext === undefined) {
    const body = consume(selfOf(item, undefined, slot.type));
    if (body === undefined) return undefined;
    const bind = `const ${item} = ${list}[${i}]; if (${item} == null) continue;`;
    const start = `const ${list} = ${slot.value}; if (${list} != null)`;
    return `{ ${start} ${loop(`${list}.length`)} { ${bind}\n${body}\n} }`;
  }
  const [exts, ext, count] = [unit.fresh('l'), unit.fresh('x'), unit.fresh('n')];
  emission.doubtful.add(ext).add(item);
  const body = consume(selfOf(item, ext, slot.type));
  if (body === undefined) return undefined;
  const lists = `const ${list} = ${slot.value}; const ${exts} = ${slot.ext};`;
  const size = `const ${count} = Math.max(${list}?.length ?? 0, ${exts}?.length ?? 0);`;
  const bind = `const ${item} = ${list}?.[${i}]; const ${ext} = ${exts}?.[${i}];`;
  const skip = `if (${item} == null && ${ext} == null) continue;`;
  return `{ ${lists} ${size} ${loop(count)} { ${bind} ${skip}\n${body}\n} }`;
}

function eachCall(
  emission: Emission,
  call: Call,
  scope: Scope,
  consume: Consume,
): string | undefined {
  const { name, input, args } = call;
  const [first] = args;
  if (input === undefined && name !== 'where' && name !== 'select') return undefined;
  const from = input ?? { kind: 'special', name: 'this', start: call.start, end: call.end };
  switch (name) {
    case 'where':
      return (
        first &&
        emitEach(emission, from, scope, (item) => {
          const body = consume(item);
          if (body === undefined || mentions(first, 'index')) return undefined;
          const inner = { ...scope, self: item };
          return `if (${emission.emit.isTrue(first, inner)}) {\n${body}\n}`;
        })
      );
    case 'select':
      return (
        first &&
        emitEach(emission, from, scope, (item) => {
          return mentions(first, 'index')
            ? undefined
            : emitEach(emission, first, { ...scope, self: item }, consume);
        })
      );
    case 'ofType':
    case 'as':
      return (
        first &&
        eachOfType(emission, from, scope, { type: specifierName(emission, first), consume })
      );
    case 'extension':
      return first && eachExtension(emission, from, scope, { url: first, consume });
    case 'distinct':
      return eachDistinct(emission, [from], scope, consume);
    case 'union':
      return first && eachDistinct(emission, [from, first], scope, consume);
    case 'trace':
      return emitEach(emission, from, scope, consume);
    case 'first':
      return eachSingle(emission, call, scope, consume);
    default:
      return undefined;
  }
}

/** Items of several lists, each value once. */
function eachDistinct(
  emission: Emission,
  lists: readonly Expression[],
  scope: Scope,
  consume: Consume,
): string | undefined {
  const seen = emission.unit.fresh('s');
  const parts = lists.map((list) => {
    return emitEach(emission, list, scope, (item) => {
      const body = consume(item);
      const type = quote(typeOfSelf(item) ?? '');
      const key = `${seen}, ${item.value}, ${type}${item.ext === undefined ? '' : `, ${item.ext}`}`;
      return body === undefined ? undefined : `if (rt.raw.addKey(${key})) {\n${body}\n}`;
    });
  });
  const body = together(parts);
  return body === undefined ? undefined : `{ const ${seen} = new Set();\n${body}\n}`;
}

function eachOfType(
  emission: Emission,
  from: Expression,
  scope: Scope,
  wanted: { readonly type: string; readonly consume: Consume },
): string | undefined {
  const { type, consume } = wanted;
  const { model } = emission;
  if (from.kind === 'member') {
    const chosen = eachHolder(emission, from, scope, (holder) => {
      const slots = slotsOf(emission, holder, from.name);
      if (slots === undefined || slots.length < 2) return undefined;
      const fitting = slots.filter((slot) => fitsType(emission, slot.type, type));
      if (fitting.length > MAX_ALTERNATIVES) return undefined;
      return together(fitting.map((slot) => eachOfSlot(emission, slot, consume)));
    });
    if (chosen !== undefined) return chosen;
  }
  if (model?.isResource(type) !== true) return undefined;
  return emitEach(emission, from, scope, (item) => {
    const own = typeOfSelf(item) ?? '';
    if (own === type) return consume(item);
    if (own !== 'Resource' && own !== 'DomainResource') return undefined;
    const body = consume(selfOf(item.value, undefined, type));
    return body === undefined
      ? undefined
      : `if (${item.value}.resourceType === ${quote(type)}) {\n${body}\n}`;
  });
}

function eachExtension(
  emission: Emission,
  from: Expression,
  scope: Scope,
  wanted: { readonly url: Expression; readonly consume: Consume },
): string | undefined {
  const url = emission.emit.scalar(wanted.url, scope);
  if (url === undefined || url.kind !== 'string') return undefined;
  return emitEach(emission, from, scope, (item) => {
    const type = typeOfSelf(item);
    const holder = type !== undefined && isPrimitive(emission, type) ? item.ext : item.value;
    if (holder === undefined) return undefined;
    const slot = { value: `${holder}?.extension`, ext: undefined, type: 'Extension', many: true };
    return eachOfArray(emission, slot, (extension) => {
      const body = wanted.consume(extension);
      return body === undefined
        ? undefined
        : `if (${extension.value}.url === ${url.code}) {\n${body}\n}`;
    });
  });
}
