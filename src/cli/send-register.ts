/** A register's file to a running gateway. */
import { askGateway, parseAnswer } from './ask-gateway.ts';
import { UsageError } from './exit.ts';
import type { RegisterFile, RegisterOptions } from './read-register.ts';
import { tellUnasked } from './unasked-registers.ts';

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
  const url = addressOf(options);
  const headers = { authorization: `Bearer ${options.key}`, 'content-type': MEDIA_TYPES[form] };
  const response = await askGateway(url, { method: 'POST', body: text, headers });
  const answer = parseAnswer(url, await response.text()) as Answer;
  const { loaded = {}, unasked = [], asked = [] } = answer;
  tellUnasked(unasked, new Set(asked));
  if (response.ok) return new Map(Object.entries(loaded));
  const [issue] = answer.issue ?? [];
  throw new UsageError(`${file}: ${response.status} ${issue?.details.text ?? ''}`);
}

interface Answer {
  readonly loaded?: Readonly<Record<string, number>>;
  /** Registers that nothing asks, and all that something does. */
  readonly unasked?: readonly string[];
  readonly asked?: readonly string[];
  readonly issue?: readonly { readonly details: { readonly text: string } }[];
}

function addressOf({ to, tenant, name, keyColumn }: SendRegisterOptions): URL {
  const url = new URL('/registers', to);
  if (tenant !== undefined) url.searchParams.set('tenant', tenant);
  if (name !== undefined) url.searchParams.set('name', name);
  if (keyColumn !== undefined) url.searchParams.set('key-column', keyColumn);
  return url;
}
