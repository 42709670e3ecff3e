/** A register's file to a running gateway. */
import { UsageError } from './exit.ts';
import type { RegisterFile, RegisterOptions } from './read-register.ts';

export interface SendRegisterOptions extends RegisterOptions {
  readonly to: string;
  readonly key: string;
  /** For an operator, who loads for any. */
  readonly tenant?: string;
}

const MEDIA_TYPES = {
  json: 'application/fhir+json',
  ndjson: 'application/fhir+ndjson',
  csv: 'text/csv',
} as const;

/** Number of entries by name of the register. */
export async function sendRegister(
  { file, text, form }: RegisterFile,
  options: SendRegisterOptions,
): Promise<ReadonlyMap<string, number>> {
  const response = await post(text, MEDIA_TYPES[form], options);
  const answer = (await response.json()) as Answer;
  if (response.ok) return new Map(Object.entries(answer.loaded ?? {}));
  const [issue] = answer.issue ?? [];
  throw new UsageError(`${file}: ${response.status} ${issue?.details.text ?? ''}`);
}

interface Answer {
  readonly loaded?: Readonly<Record<string, number>>;
  readonly issue?: readonly { readonly details: { readonly text: string } }[];
}

async function post(
  body: string,
  type: string,
  { to, key, tenant, name, keyColumn }: SendRegisterOptions,
): Promise<Response> {
  const url = new URL('/registers', to);
  if (tenant !== undefined) url.searchParams.set('tenant', tenant);
  if (name !== undefined) url.searchParams.set('name', name);
  if (keyColumn !== undefined) url.searchParams.set('key-column', keyColumn);
  const headers = { authorization: `Bearer ${key}`, 'content-type': type };
  try {
    return await fetch(url, { method: 'POST', body, headers });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new UsageError(`${to} cannot be reached: ${String(cause)}`);
  }
}
