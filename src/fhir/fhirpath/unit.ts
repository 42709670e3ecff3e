/** The hoisted functions and constants of one generated module. */

export interface Unit {
  /** Text for the module's top level. */
  declarations(): string;
  /** Adds `const NAME = code`, once for the same code; gives the name. */
  constant(code: string): string;
  /** Adds `function NAME(parameters) { body }`, once for the same text; gives the name. */
  hoist(parameters: readonly string[], body: string): string;
  /** A name used nowhere else in the module. */
  fresh(letter: string): string;
  /** True for names of variables that `fresh` gave. */
  isFresh(name: string): boolean;
  /** Undoes the declarations made by `emit` if it gives nothing. */
  tentative<T>(emit: () => T | undefined): T | undefined;
}

/** `prefix` keeps the names of several units in one module apart. */
export function createUnit(options: { readonly prefix?: string } = {}): Unit {
  const prefix = options.prefix ?? 'fp';
  const rows: string[] = [];
  const known = new Map<string, string>();
  const variables = new Set<string>();
  let count = 0;

  function fresh(letter: string): string {
    count += 1;
    return `${prefix}${letter}${count}`;
  }

  function add(letter: string, key: string, declare: (name: string) => string): string {
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const name = fresh(letter);
    known.set(key, name);
    rows.push(declare(name));
    return name;
  }

  function tentative<T>(emit: () => T | undefined): T | undefined {
    const length = rows.length;
    const result = emit();
    if (result !== undefined) return result;
    rows.length = length;
    for (const key of [...known.keys()].slice(length)) known.delete(key);
    return undefined;
  }

  return {
    declarations: () => rows.join('\n'),
    constant: (code) => add('K', code, (name) => `const ${name} = ${code};`),
    hoist: (parameters, body) => {
      const head = `(${parameters.join(', ')}) {\n${body}\n}`;
      return add('F', head, (name) => `function ${name}${head}`);
    },
    fresh: (letter) => {
      const name = fresh(letter);
      variables.add(name);
      return name;
    },
    isFresh: (name) => variables.has(name),
    tentative,
  };
}
