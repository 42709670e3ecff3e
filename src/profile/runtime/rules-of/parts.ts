/** Reading resources whose shape is judged elsewhere: what is not as expected is not there. */

export type Part = Readonly<Record<string, unknown>>;

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list with their places in it. */
export function parts(value: unknown): readonly (readonly [part: Part, index: number])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown, index) => (isPart(one) ? [[one, index] as const] : []));
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `value[x]` of a part: the name of its type as JSON writes it (`Coding`, `String`), and it. */
export function typedPart(part: Part, prefix: string): readonly [string, unknown] | undefined {
  for (const key in part)
    if (key.startsWith(prefix) && key.length > prefix.length)
      return [key.slice(prefix.length), part[key]];
  return undefined;
}
