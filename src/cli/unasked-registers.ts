/** Names of registers that no rule asks for: a misspelt one would be loaded for nobody. */
export function tellUnasked(names: readonly string[], asked: ReadonlySet<string>): void {
  for (const name of names) {
    if (asked.has(name)) continue;
    process.stderr.write(`${name}: no rule asks for it; there is ${[...asked].join(', ')}\n`);
  }
}
