/** The business key in statements: columns of a row inside json_each, and the table's own. */
import type { BusinessKeyText } from '../../gateway/ports/terms.ts';
import { type Row, textOf } from './statement.ts';

export function keyColumns(key: BusinessKeyText): readonly string[] {
  return [key.facility, key.scheme, key.kind, key.number];
}

/** `e` begins with the key's columns; `v` is the table, ?1 the tenant. */
export const SAME_KEY = `v.tenant = ?1 AND v.facility = e.value ->> 0 AND v.scheme = e.value ->> 1
  AND v.kind = e.value ->> 2 AND v.number = e.value ->> 3`;

export function keyOf(row: Row): BusinessKeyText {
  return {
    facility: textOf(row, 'facility'),
    scheme: textOf(row, 'scheme'),
    kind: textOf(row, 'kind'),
    number: textOf(row, 'number'),
  };
}
