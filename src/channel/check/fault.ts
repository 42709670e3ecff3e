/** A reference in channel.json that leads nowhere, by its path in the file. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
}

export type Path = readonly (string | number)[];

export function fault(path: Path, message: string): Fault {
  return { path, message };
}

/** `a, b or c`, for messages that say what there is. */
export function listed(names: Iterable<string>): string {
  const all = [...names];
  const last = all.pop();
  if (last === undefined) return 'none';
  return all.length === 0 ? last : `${all.join(', ')} or ${last}`;
}

/** Faults for the second and later of equal names. */
export function repeated(
  names: readonly (readonly [path: Path, name: string])[],
  what: string,
): readonly Fault[] {
  const seen = new Set<string>();
  return names.flatMap(([path, name]) => {
    if (seen.has(name)) return [fault(path, `${what} ${name} is there twice`)];
    seen.add(name);
    return [];
  });
}
