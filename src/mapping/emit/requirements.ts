/** Elements a target must have and no rule writes. */
import type { StructureMap } from '../ast.ts';
import { complainIn, type Emitter } from './emitter.ts';
import { type Ledger, parameterKey } from './ledger.ts';
import { shortType } from './reporting.ts';

/** An object the map makes, where and of which type. */
export interface MadeObject {
  readonly ledger: Ledger;
  readonly type: string;
  readonly map: StructureMap;
  readonly at: number;
}

/** Properties that are written to an object, also by groups it is given to. */
function keysOf(ledger: Ledger, emitter: Emitter, seen: Set<Ledger>): Set<string> {
  const keys = new Set<string>();
  if (seen.has(ledger)) return keys;
  seen.add(ledger);
  for (const event of ledger.events) {
    if (event.kind === 'write') keys.add(event.key);
    if (event.kind !== 'call') continue;
    const inner = emitter.parameters.get(parameterKey(event.function, event.parameter));
    if (inner === undefined) continue;
    for (const key of keysOf(inner, emitter, seen)) keys.add(key);
  }
  return keys;
}

export function checkRequirements(emitter: Emitter, objects: Iterable<MadeObject>): void {
  const { types, requiredOf } = emitter;
  for (const { ledger, type, map, at } of objects) {
    if (types.isApproximate(type) || types.isAbstract(type)) continue;
    const keys = keysOf(ledger, emitter, new Set());
    const profiled = requiredOf(type);
    const missing = types.model
      .elements(type)
      .filter(({ min, name }) => min > 0 || profiled.includes(name))
      .filter(({ json }) => !json.some(({ key }) => keys.has(key)))
      .map(({ name }) => name);
    if (missing.length === 0) continue;
    const message = `${shortType(type)} must have ${missing.join(', ')}, and no rule writes it`;
    complainIn(emitter, map, {
      at,
      complaint: { code: 'map-required', severity: 'warning', message },
    });
  }
}
