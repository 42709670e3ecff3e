/** Tables that are asked by names from outside. */

/** What the table holds under the name; what every object inherits (`constructor`) is not in it. */
export function ownValue<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
