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
}

/** `prefix` keeps the names of several units in one module apart. */
export function createUnit(options: { readonly prefix?: string } = {}): Unit {
  const prefix = options.prefix ?? 'fp';
  const rows: string[] = [];
  const known = new Map<string, string>();
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

  return {
    declarations: () => rows.join('\n'),
    constant: (code) => add('K', code, (name) => `const ${name} = ${code};`),
    hoist: (parameters, body) => {
      const head = `(${parameters.join(', ')}) {\n${body}\n}`;
      return add('F', head, (name) => `function ${name}${head}`);
    },
    fresh,
  };
}
