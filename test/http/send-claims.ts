/** Sends sample claims to a gateway under test and reads the answer to each. */
import { expect } from 'vitest';
import { type SampleClaim, sampleBytes } from '../gateway/sample-claims.ts';
import { bodyOf, type GatewayUnderTest } from './gateway-under-test.ts';

export interface Answered {
  readonly status: string;
  readonly location?: string;
  readonly etag?: string;
  readonly codes: readonly string[];
  readonly text: string;
}

export interface SendOptions {
  readonly channel?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Entry {
  readonly response: Omit<Answered, 'codes' | 'text'> & {
    readonly outcome: {
      readonly issue: readonly {
        readonly details: {
          readonly coding: readonly { readonly code: string }[];
          readonly text: string;
        };
      }[];
    };
  };
}

export async function answers(response: Response): Promise<readonly Answered[]> {
  expect(response.status).toBe(200);
  const { entry } = await bodyOf<{ readonly entry: readonly Entry[] }>(response);
  return entry.map(({ response: { outcome, ...rest } }) => ({
    ...rest,
    codes: outcome.issue.map(({ details }) => details.coding[0]?.code ?? ''),
    text: outcome.issue.map(({ details }) => details.text).join('\n'),
  }));
}

/** `post` sends a list and gives the response, `send` one claim and gives its answer. */
export function sendingTo(gateway: () => GatewayUnderTest) {
  const post = async (
    claims: readonly SampleClaim[],
    { channel = 'sample', query = '', headers = {} }: SendOptions = {},
  ): Promise<Response> =>
    await gateway().send(`/submissions/${channel}${query}`, {
      method: 'POST',
      body: sampleBytes(claims) as Uint8Array<ArrayBuffer>,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const send = async (claim: SampleClaim, options?: SendOptions): Promise<Answered> => {
    const [answer] = await answers(await post([claim], options));
    if (answer === undefined) throw new Error('no entry');
    return answer;
  };
  return { post, send };
}

export const placeOf = (response: Response) => response.headers.get('location') ?? '';
export const replacement = { query: '?intent=replacement' };
export const voiding = { query: '?intent=void' };
