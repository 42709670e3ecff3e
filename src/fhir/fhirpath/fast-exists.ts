/** Whether a collection has an item, without making it. */

import { type Emission, hoisted, type RawSelf, type Scope } from './emission.ts';
import { access, rawSelf, type Slot, slotsOf, typeOfSelf } from './fast-access.ts';
import type { Expression, Member } from './syntax.ts';

/** More alternatives of a choice than this are looked for by one scan of the keys. */
const MAX_INLINE_CHOICES = 4;

/** JS boolean; undefined if the types or functions do not allow it. */
export function emitExists(
  emission: Emission,
  expression: Expression,
  scope: Scope,
): string | undefined {
  if (expression.kind === 'literal') return 'true';
  if (expression.kind === 'empty') return 'false';
  if (expression.kind === 'binary') return existsBinary(emission, expression, scope);
  const single = access(emission, expression, scope);
  if (single !== undefined) return isThere(single.value, single.ext);
  const direct =
    expression.kind === 'member' ? existsMember(emission, expression, scope) : undefined;
  return (
    direct ?? existsInLoop(emission, expression, scope) ?? existsScalar(emission, expression, scope)
  );
}

function isThere(value: string, ext: string | undefined): string {
  return ext === undefined ? `${value} != null` : `(${value} != null || ${ext} != null)`;
}

function existsBinary(
  emission: Emission,
  expression: Extract<Expression, { kind: 'binary' }>,
  scope: Scope,
): string | undefined {
  if (expression.operator !== '|') return existsScalar(emission, expression, scope);
  const left = emitExists(emission, expression.left, scope);
  const right = left && emitExists(emission, expression.right, scope);
  return right && `(${left} || ${right})`;
}

/** An element right below a single holder. */
function existsMember(
  emission: Emission,
  { input, name }: Member,
  scope: Scope,
): string | undefined {
  const holder = input === undefined ? rawSelf(emission, scope) : access(emission, input, scope);
  const slots = holder && slotsOf(emission, holder, name);
  if (holder === undefined || slots === undefined) return undefined;
  if (slots.length > MAX_INLINE_CHOICES && !hasLongerNames(emission, holder, name)) {
    const scan = `rt.raw.hasChoice(${holder.value}, ${JSON.stringify(name)})`;
    return holder.value.includes('?.') ? `(${holder.value} != null && ${scan})` : scan;
  }
  return `(${slots.map(existsSlot).join(' || ')})`;
}

function existsSlot({ value, ext, many }: Slot): string {
  if (!many) return isThere(value, ext);
  const length = (list: string) => `${list}?.length > 0`;
  return ext === undefined ? length(value) : `(${length(value)} || ${length(ext)})`;
}

/** True if another element's name goes on with a capital letter: `value` and `valueSet`. */
function hasLongerNames(emission: Emission, holder: RawSelf, name: string): boolean {
  const elements = emission.model?.elements(typeOfSelf(holder) ?? '') ?? [];
  return elements.some((other) => {
    return other.name.startsWith(name) && /^[A-Z]/.test(other.name.slice(name.length));
  });
}

function existsInLoop(
  emission: Emission,
  expression: Expression,
  scope: Scope,
): string | undefined {
  const body = emission.emit.each(expression, scope, () => 'return true;');
  return body === undefined ? undefined : hoisted(emission, `${body}\nreturn false;`);
}

function existsScalar(
  emission: Emission,
  expression: Expression,
  scope: Scope,
): string | undefined {
  const value = emission.emit.scalar(expression, scope);
  return value && `${value.code} != null`;
}
