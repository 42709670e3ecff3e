/** Tables by which the finished target is put into its definition's order. */
import type { TypeModel } from '../../fhir/model.ts';
import type { Types } from '../types.ts';

/** Of one type, in order: property, type (0 for a primitive), number of its choice (0 for none). */
export type OrderRows = readonly (readonly [key: string, type: string | 0, choice: number])[];

function rowsOf(types: Types, type: string): OrderRows {
  const rows: [string, string | 0, number][] = [];
  if (types.resourceName(type) !== undefined || type.includes('/'))
    rows.push(['resourceType', 0, 0]);
  let choices = 0;
  for (const element of types.model.elements(type)) {
    const choice = element.choice ? ++choices : 0;
    for (const json of element.json) {
      const isPrimitive = types.isPrimitive(json.type);
      const of = element.types.length === 1 ? (element.types[0] ?? json.type) : json.type;
      rows.push([json.key, isPrimitive ? 0 : of, choice]);
      if (isPrimitive) rows.push([`_${json.key}`, 'Element', 0]);
    }
  }
  return rows;
}

/** Every type that can be reached from what a map makes. */
export function orderTables(types: Types, roots: Iterable<string>): Record<string, OrderRows> {
  const tables: Record<string, OrderRows> = {};
  const due = [...roots];
  for (let type = due.pop(); type !== undefined; type = due.pop()) {
    if (Object.hasOwn(tables, type) || !isKnown(types.model, type)) continue;
    const rows = rowsOf(types, type);
    tables[type] = rows;
    for (const [, inner] of rows) if (inner !== 0) due.push(inner);
  }
  return tables;
}

function isKnown(model: TypeModel, type: string): boolean {
  return model.kind(type) !== undefined && model.kind(type) !== 'primitive';
}
