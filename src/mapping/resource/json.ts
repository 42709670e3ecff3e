/** Narrows JSON that was read from outside. */
import { exactNumber } from '../../base/decimal.ts';

export interface Json {
  readonly [name: string]: unknown;
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; anything else is passed over. */
export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

export function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** A string literal of FHIRPath. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}

interface Revival {
  readonly source?: string;
}

/** JSON with decimals as they are written. Throws SyntaxError. */
export function parseExact(text: string): unknown {
  const revive = (_key: string, value: unknown, { source }: Revival): unknown =>
    typeof value === 'number' && source !== undefined ? exactNumber(source) : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}
