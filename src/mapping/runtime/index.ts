/** Everything a compiled map calls: the one argument of its `createMap`. */
import * as fhirpath from '../../fhir/fhirpath/runtime.ts';
import * as datatypes from './datatypes.ts';
import {
  finish,
  finishLate,
  finishOne,
  type OrderEntry,
  type OrderTables,
  tidyCopy,
} from './finish.ts';
import * as lists from './lists.ts';
import * as run from './run.ts';
import * as slots from './slot.ts';
import { createTracer } from './tracer.ts';
import { pointer, reference, translate } from './translate.ts';
import * as values from './values.ts';

type OrderRows = readonly (readonly [string, string | 0, number])[];

/** Ranks from the order of rows; without prototype, so that no property of the data meets one. */
function openOrder(rows: Readonly<Record<string, OrderRows>>): OrderTables {
  const tables: Record<string, Record<string, OrderEntry>> = Object.create(null);
  for (const [type, list] of Object.entries(rows)) {
    const table: Record<string, OrderEntry> = Object.create(null);
    for (const [rank, [key, of, choice]] of list.entries()) table[key] = [rank, of, choice];
    tables[type] = table;
  }
  return tables;
}

/** The compiler's library does not declare it yet. */
const raw = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

export const runtime = Object.freeze({
  fhirpath,
  ...values,
  ...slots,
  push: lists.push,
  pushFirst: lists.pushFirst,
  pushLast: lists.pushLast,
  lastItem: lists.lastItem,
  modes: lists.sourceModes,
  append: datatypes.append,
  truncate: datatypes.truncate,
  escape: datatypes.escapeText,
  cc: datatypes.cc,
  cCoding: datatypes.c,
  qty: datatypes.qty,
  id: datatypes.id,
  cp: datatypes.cp,
  translate,
  reference,
  pointer,
  raw,
  openOrder,
  finish: (target: values.Json, type: string, tables: OrderTables) =>
    finish(target, type, { tables }),
  finishLate,
  finishOne,
  tidyCopy,
  createTracer,
  ...run,
});

export type Runtime = typeof runtime;
