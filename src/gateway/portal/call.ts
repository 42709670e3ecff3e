/** One call of a portal: a form or JSON that is posted, and the object that it answers with. */
import type { PortalCall } from '../../channel/back/definition.ts';
import { isJson, type Json } from '../judge.ts';
import type { OutgoingRequest, SendResult, Transport } from '../ports/transport.ts';

/** Texts by the names that a call is filled in with. */
export type Values = Readonly<Record<string, string>>;

/** Whose connections a call uses, and where the portal is. */
export interface Wire extends Pick<OutgoingRequest, 'peer' | 'connections'> {
  readonly transport: Transport;
  readonly url: string;
}

const encoder = new TextEncoder();

export async function post(wire: Wire, call: PortalCall, values: Values): Promise<SendResult> {
  const { transport, peer, connections, url } = wire;
  const filled = (texts: Values = {}): Values =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text, values)]));
  const query = new URLSearchParams(filled(call.query)).toString();
  const fields = filled(call.fields);
  const json = call.as === 'json';
  return await transport.send({
    ...{ peer, connections, method: 'POST' },
    url: `${url}${fill(call.path, values)}${query === '' ? '' : `?${query}`}`,
    headers: {
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...filled(call.headers),
    },
    body: encoder.encode(json ? JSON.stringify(fields) : new URLSearchParams(fields).toString()),
  });
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** The answer, where the portal gave one: any other is judged by its status as it is. */
export function answerOf(result: SendResult): Json | undefined {
  if (result.kind !== 'response' || result.cut || result.status >= 500) return undefined;
  try {
    const value: unknown = JSON.parse(result.body);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function textAt(answer: Json, path: string): string {
  let value: unknown = answer;
  for (const name of path.split('.')) value = isJson(value) ? value[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
