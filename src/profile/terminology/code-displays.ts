/** Complete code systems as generated modules carry them: system, code, its displays. */
import type { Terminology } from './terminology.ts';

export type CodeDisplays = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export function codeDisplays(terminology: Terminology): CodeDisplays {
  const systems: Record<string, Record<string, readonly string[]>> = {};
  for (const system of terminology.systems) {
    const table = terminology.table(system);
    if (table?.complete !== true || table.concepts.size === 0) continue;
    const codes: Record<string, readonly string[]> = {};
    for (const { code, display, designations } of table.concepts.values())
      codes[code] = [...(display === undefined ? [] : [display]), ...designations];
    systems[system] = codes;
  }
  return systems;
}
