/** A register's file: what is in it by the end of its name, and its entries. */
import { type ReadRegister, type RegisterText, readRegister } from '../gateway/register-entries.ts';
import { UsageError } from './exit.ts';
import { readText } from './read-file.ts';

export interface RegisterOptions {
  readonly name?: string;
  readonly keyColumn?: string;
}

export interface RegisterFile {
  readonly file: string;
  readonly text: string;
  readonly form: RegisterText['form'];
}

export function openRegisterFile(file: string): RegisterFile {
  return { file, text: readText(file), form: formOf(file) };
}

function formOf(file: string): RegisterText['form'] {
  const ending = /\.(csv|ndjson)$/i.exec(file)?.[1]?.toLowerCase();
  return ending === 'csv' || ending === 'ndjson' ? ending : 'json';
}

type Entries = Extract<ReadRegister, { kind: 'entries' }>['entries'];

export function entriesOfFile({ file, text, form }: RegisterFile, given: RegisterOptions): Entries {
  const { name, keyColumn } = given;
  const options = { ...(name && { name }), ...(keyColumn && { keyColumn }) };
  const read = readRegister(text, { form, ...options });
  if (read.kind === 'entries') return read.entries;
  throw new UsageError(`${file}:${read.fault.line}: ${read.fault.message}`);
}
