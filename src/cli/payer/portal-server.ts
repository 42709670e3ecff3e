/**
 * A simulated portal: a payer's own gateway that takes forms with a token, as a channel's back.json
 * describes it. Keeps what it took; its results can be set.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PortalDefinition } from '../../channel/back/definition.ts';
import { sendJson } from './exchange.ts';

export interface PortalServer {
  readonly url: string;
  /** Forms of claims that were taken, oldest first. */
  readonly taken: readonly URLSearchParams[];
  /** How many tokens were given. */
  tokens(): number;
  /** Results of the next claims, in order; after them all are accepted. */
  answerWith(results: readonly string[]): void;
  close(): Promise<void>;
}

/** Milliseconds a token lives. */
const TOKEN_MS = 15 * 60_000;

export async function startPortalServer(definition: PortalDefinition): Promise<PortalServer> {
  const taken: URLSearchParams[] = [];
  const results: string[] = [];
  let tokens = 0;
  const routes: Readonly<
    Record<string, (form: URLSearchParams, request: IncomingMessage) => object>
  > = {
    [definition.token.path]: (form) => {
      const known = [...form.values()].every((value) => value !== '');
      if (!known) return { [definition.token.result]: '401' };
      tokens += 1;
      return tokenAnswer(definition, tokens);
    },
    [definition.claim.path]: (form, request) => {
      const { claim, token } = definition;
      const [name = ''] = Object.entries(claim.headers ?? {}).find(([, value]) =>
        Object.keys(token.take).some((taking) => value === `{${taking}}`),
      ) ?? [''];
      const valid = request.headers[name.toLowerCase()] === `token-${tokens}`;
      const result = valid ? (results.shift() ?? claim.accepted[0] ?? '') : (claim.renew[0] ?? '');
      if (claim.accepted.includes(result)) taken.push(form);
      return {
        [claim.result]: result,
        [claim.receipt]: `R${taken.length}`,
        [claim.message]: result,
      };
    },
  };
  const server = createServer((request, response) => {
    answer(routes, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    tokens: () => tokens,
    answerWith: (next) => {
      results.splice(0, results.length, ...next);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Each value a call later shows is the number of the token. */
function tokenAnswer({ token }: PortalDefinition, number: number): object {
  const answer: Record<string, unknown> = { [token.result]: token.accepted[0] };
  const put = (path: string, value: string): void => {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let at = answer;
    for (const name of names) {
      at[name] ??= {};
      at = at[name] as Record<string, unknown>;
    }
    at[last] = value;
  };
  for (const path of Object.values(token.take)) put(path, `token-${number}`);
  put(token.expires, new Date(Date.now() + TOKEN_MS).toISOString());
  return answer;
}

async function answer(
  routes: Readonly<Record<string, (form: URLSearchParams, request: IncomingMessage) => object>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://portal');
  const route = request.method === 'POST' ? routes[pathname] : undefined;
  if (route === undefined) return sendJson(response, 404, { error: 'no such call' });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  sendJson(response, 200, route(form, request));
}
