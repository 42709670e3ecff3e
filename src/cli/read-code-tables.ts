/** Tables of codes for `sampan validate`: CSV files, and complete CodeSystems among definitions. */
import { readRegister } from '../gateway/register-entries.ts';
import type { RawCodeSystem } from '../profile/terminology/code-systems.ts';
import {
  type CodePeriods,
  type CodeRow,
  periodsOf,
  periodsOfCodeSystem,
} from '../profile/terminology/code-tables.ts';
import { UsageError } from './exit.ts';
import { readText } from './read-file.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function rowOf(file: string, value: string): CodeRow {
  const row = JSON.parse(value) as CodeRow;
  for (const date of [row.from, row.to])
    if (date !== undefined && !DATE.test(date))
      throw new UsageError(`${file}: ${row.code}: ${date} is not a date such as 2026-01-31`);
  return row;
}

function fromCsv(file: string): CodePeriods {
  const read = readRegister(readText(file), { form: 'csv', name: 'codes', keyColumn: 'code' });
  if (read.kind === 'fault')
    throw new UsageError(`${file}:${read.fault.line}: ${read.fault.message}`);
  return periodsOf(read.entries.map(({ value }) => rowOf(file, value)));
}

function isCodeSystem(value: unknown): value is RawCodeSystem {
  const { resourceType, url } = (value ?? {}) as Partial<RawCodeSystem>;
  return resourceType === 'CodeSystem' && typeof url === 'string';
}

/** `options` are `system=file.csv`; what is named there wins over a CodeSystem of the same URL. */
export function readCodeTables(
  options: readonly string[],
  definitions: readonly unknown[],
): ReadonlyMap<string, CodePeriods> {
  const tables = new Map<string, CodePeriods>();
  for (const system of definitions.filter(isCodeSystem)) {
    const periods = periodsOfCodeSystem(system);
    if (periods !== undefined) tables.set(system.url, periods);
  }
  for (const option of options) {
    const at = option.indexOf('=');
    if (at < 1) throw new UsageError(`--codes ${option}: write system=file.csv`);
    tables.set(option.slice(0, at), fromCsv(option.slice(at + 1)));
  }
  return tables;
}
