/** Static types and how operators join them. */

export interface StaticType {
  /** Types an item may have; absent: not known. */
  readonly types?: readonly string[];
  /** True if there may be more than one item. */
  readonly many: boolean;
  /** True for the elements of children() and descendants(). */
  readonly unordered?: boolean;
}

export const UNKNOWN: StaticType = { many: true };

export function systemType(name: string): StaticType {
  return { types: [`System.${name}`], many: false };
}

export function narrowed(input: StaticType, type: string): StaticType {
  const types = type === '' || type.includes('|') ? {} : { types: [type] };
  return { ...types, many: input.many };
}

export function joined(a: StaticType, b: StaticType): StaticType {
  if (a.types === undefined || b.types === undefined) return UNKNOWN;
  return { types: [...new Set([...a.types, ...b.types])], many: true };
}

export function eitherOf(a: StaticType, b: StaticType): StaticType {
  return { ...joined(a, b), many: a.many || b.many };
}

export function isQuantity({ types }: StaticType): boolean {
  return (
    types === undefined ||
    types.some(
      (type) =>
        !/^(?:System\.)?(?:Integer|Decimal|integer|decimal|positiveInt|unsignedInt)$/.test(type),
    )
  );
}

/** Dates plus a quantity are dates; numbers stay numbers. */
export function sumType(left: StaticType, right: StaticType): StaticType {
  const { types } = left;
  if (types === undefined || types.length !== 1) return { many: false };
  const whole = (type: string | undefined) =>
    /(?:Integer|integer|positiveInt|unsignedInt)$/.test(type ?? '');
  if (!isQuantity(left) && !isQuantity(right)) {
    return systemType(whole(types[0]) && whole(right.types?.[0]) ? 'Integer' : 'Decimal');
  }
  return { types, many: false };
}

export function anyResult(name: string, input: StaticType): StaticType {
  if (name === 'extension') return { types: ['Extension'], many: true };
  if (name === 'children' || name === 'descendants') return { many: true, unordered: true };
  return { many: name === 'resolve' ? input.many : true };
}
