/** From a FHIRPath of an element to the keys and indexes that lead to it in JSON. */
import type { JsonPath } from '../wire/json.ts';

const SEGMENT = /([^.[\]]+)(?:\[(\d+)\])?/g;

/** `value` is `valueQuantity` in JSON; extensions of a primitive are in `_name`. */
function keyOf(value: object, name: string): string {
  if (Object.hasOwn(value, name)) return name;
  const isChoice = (key: string) => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length));
  const keys = Object.keys(value);
  return keys.find(isChoice) ?? keys.find((key) => key === `_${name}`) ?? name;
}

/** Keys and indexes from the root, as far as the element exists. */
export function jsonPath(resource: unknown, expression: string): JsonPath {
  const path: (string | number)[] = [];
  const dot = expression.indexOf('.');
  let at: unknown = resource;
  if (dot < 0) return path;
  for (const [, name = '', index] of expression.slice(dot + 1).matchAll(SEGMENT)) {
    if (typeof at !== 'object' || at === null) break;
    const key = keyOf(at, name);
    path.push(key);
    at = Reflect.get(at, key);
    if (index === undefined) continue;
    path.push(Number(index));
    at = Array.isArray(at) ? at[Number(index)] : undefined;
  }
  return path;
}

/** `$.item[0].net` */
export function jsonField(path: JsonPath): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${part}`),
    '$',
  );
}
