/**
 * A simulated portal: a payer's own gateway that takes forms with a token, as a channel's back.json
 * describes it. Keeps what it took; its results can be set.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  PortalDefinition,
  PortalLookUp,
  PortalSubmit,
} from '../../channel/back/definition.ts';
import { sendJson } from './exchange.ts';

export interface PortalServer {
  readonly url: string;
  /** What was taken, oldest first. */
  readonly taken: readonly TakenForm[];
  /** How many tokens were given. */
  tokens(): number;
  /**
   * What becomes of the next calls that are no token, in order: a result, `drop` (taken and never
   * answered) or `page` (something else than an answer). After them all are accepted.
   */
  answerWith(results: readonly string[]): void;
  close(): Promise<void>;
}

export interface TakenForm {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface PortalServerOptions {
  readonly port?: number;
  readonly host?: string;
  readonly results?: readonly string[];
  /** The answer to look-ups; results that are set take the place of its own. */
  readonly person?: Readonly<Record<string, unknown>>;
}

/** Milliseconds a token lives. */
const TOKEN_MS = 15 * 60_000;

/** Undefined: the connection ends without an answer. */
type Reply = object | string | undefined;
type Handle = (fields: TakenForm['fields'], shown: readonly string[]) => Reply;

export async function startPortalServer(
  definition: PortalDefinition,
  { port = 0, host = '127.0.0.1', results: first = [], person = {} }: PortalServerOptions = {},
): Promise<PortalServer> {
  const taken: TakenForm[] = [];
  const results: string[] = [...first];
  let tokens = 0;
  /** True if the newest token is among what the call shows. */
  const knows = (shown: readonly string[]) => tokens > 0 && shown.includes(`token-${tokens}`);
  const routes = new Map<string, Handle>();
  routes.set(definition.token.path, (fields) => {
    const known = Object.values(fields).every((value) => value !== '');
    if (!known) return { [definition.token.result]: '401' };
    tokens += 1;
    return tokenAnswer(definition, tokens);
  });
  const submitted = (path: string, submit: PortalSubmit): Handle => {
    return (fields, shown) => {
      const result = knows(shown) ? (results.shift() ?? submit.accepted[0] ?? '') : renewal(submit);
      if (submit.accepted.includes(result) || result === 'drop') taken.push({ path, fields });
      const said = { [submit.receipt]: `R${taken.length}`, [submit.message]: result };
      return replyOf(result, { [submit.result]: result, ...said });
    };
  };
  for (const submit of definition.submit) {
    for (const path of Object.values(submit.paths)) routes.set(path, submitted(path, submit));
  }
  const { lookUp } = definition;
  if (lookUp !== undefined) {
    routes.set(lookUp.path, (fields, shown) => {
      const result = knows(shown) ? results.shift() : renewal(lookUp);
      if (result !== renewal(lookUp)) taken.push({ path: lookUp.path, fields });
      return replyOf(result, {
        ...person,
        ...(result !== undefined && { [lookUp.result]: result }),
      });
    });
  }
  const server = createServer((request, response) => {
    answer(routes, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
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

function renewal({ renew }: PortalSubmit | PortalLookUp): string {
  return renew[0] ?? '';
}

function replyOf(result: string | undefined, answered: object): Reply {
  if (result === 'drop') return undefined;
  return result === 'page' ? '<html>maintenance</html>' : answered;
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
  routes: ReadonlyMap<string, Handle>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://portal');
  const handle = request.method === 'POST' ? routes.get(pathname) : undefined;
  if (handle === undefined) return sendJson(response, 404, { error: 'no such call' });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const fields = fieldsOf(request, Buffer.concat(chunks).toString('utf8'));
  const shown = [...Object.values(request.headers).map(String), ...searchParams.values()];
  const reply = handle(fields, shown);
  if (reply === undefined) return void response.destroy();
  if (typeof reply !== 'string') return sendJson(response, 200, reply);
  response.writeHead(200, { 'content-type': 'text/html' }).end(reply);
}

function fieldsOf(request: IncomingMessage, text: string): TakenForm['fields'] {
  const json = request.headers['content-type']?.startsWith('application/json') === true;
  return json
    ? (JSON.parse(text) as TakenForm['fields'])
    : Object.fromEntries(new URLSearchParams(text));
}
