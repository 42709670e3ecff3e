/** Collects the text of one generated module: hoisted constants once each, functions by key. */

export interface ModuleWriter {
  /** Name of a hoisted constant holding this JavaScript expression; equal texts share one. */
  constant(expression: string): string;
  /** Name of the function for `key`; `body` is asked for its text once, later. */
  functionFor(key: string, body: (name: string) => string): string;
  /** All declarations, in an order in which functions may use every constant. */
  text(): string;
}

export function createWriter(): ModuleWriter {
  const constants = new Map<string, string>();
  const names = new Map<string, string>();
  const bodies: string[] = [];
  const pending: (() => void)[] = [];

  function drain(): void {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) next();
  }

  return {
    constant(expression) {
      let name = constants.get(expression);
      if (name === undefined) {
        name = `k${constants.size}`;
        constants.set(expression, name);
      }
      return name;
    },
    functionFor(key, body) {
      const known = names.get(key);
      if (known !== undefined) return known;
      const name = `f${names.size}`;
      names.set(key, name);
      pending.push(() => bodies.push(body(name)));
      return name;
    },
    text() {
      drain();
      const heads = [...constants].map(([expression, name]) => `const ${name} = ${expression};`);
      return [...heads, ...bodies].join('\n');
    },
  };
}

/** A JavaScript literal of a JSON value. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
