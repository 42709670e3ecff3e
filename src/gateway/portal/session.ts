/** Calls that need a token: it is kept until it ends, or until the portal asks for another. */
import type { PortalCall, PortalDefinition } from '../../channel/back/definition.ts';
import type { Json } from '../judge.ts';
import type { Clock } from '../ports/services.ts';
import type { SendResult } from '../ports/transport.ts';
import { answerOf, post, textAt, type Values, type Wire } from './call.ts';

export interface Session {
  /** The portal's answer; or what came of the call where it gave none. */
  call(wire: Wire, call: PortalCall & Renewed, values: Values): Promise<Called>;
}

export type Called =
  | { readonly kind: 'answer'; readonly answer: Json; readonly code: string; readonly text: string }
  | { readonly kind: 'none'; readonly result: SendResult };

interface Renewed {
  /** Results that ask for a new token. */
  readonly renew: readonly string[];
}

/** What a token gives to later calls. */
interface Token {
  readonly values: Values;
  readonly endsMs: number;
}

type NotSent = Extract<SendResult, { kind: 'not-sent' }>;

/** A token is not used in its last minute: it must outlive the call. */
const TOKEN_MARGIN_MS = 60_000;

/** Many calls at once take one token. */
export function createSession({ token }: PortalDefinition, account: Values, clock: Clock): Session {
  let current: Token | undefined;
  let taking: Promise<Token | NotSent> | undefined;
  const takeNew = async (wire: Wire): Promise<Token | NotSent> => {
    const taken = await takeToken(wire, token, account);
    if (!('kind' in taken)) current = taken;
    return taken;
  };
  const tokenFor = async (wire: Wire): Promise<Token | NotSent> => {
    if (current !== undefined && current.endsMs > clock.now()) return current;
    taking ??= takeNew(wire).finally(() => {
      taking = undefined;
    });
    return await taking;
  };
  return {
    async call(wire, call, values) {
      for (let attempt = 1; ; attempt += 1) {
        const used = await tokenFor(wire);
        if ('kind' in used) return { kind: 'none', result: used };
        const result = await post(wire, call, { ...account, ...values, ...used.values });
        const answer = answerOf(result);
        if (answer === undefined || result.kind !== 'response') return { kind: 'none', result };
        const code = textAt(answer, call.result);
        if (!call.renew.includes(code)) return { kind: 'answer', answer, code, text: result.body };
        // Another call may have taken a new one by now.
        if (current === used) current = undefined;
        if (attempt > 1) {
          const reason = `portal: ${code} with a new token`;
          return { kind: 'none', result: { kind: 'not-sent', reason } };
        }
      }
    },
  };
}

/** Nothing can have happened before there is a token. */
async function takeToken(
  wire: Wire,
  token: PortalDefinition['token'],
  account: Values,
): Promise<Token | NotSent> {
  const result = await post(wire, token, account);
  const answer = answerOf(result);
  const code = answer === undefined ? '' : textAt(answer, token.result);
  if (answer === undefined || !token.accepted.includes(code)) {
    const reason = result.kind === 'response' ? saidOf(result.status, code) : result.reason;
    return { kind: 'not-sent', reason: `portal: no token, ${reason}` };
  }
  const taken = Object.entries(token.take).map(([name, path]) => [name, textAt(answer, path)]);
  const ends = instantOf(textAt(answer, token.expires)) - TOKEN_MARGIN_MS;
  return { values: Object.fromEntries(taken), endsMs: ends };
}

function saidOf(status: number, code: string): string {
  return code === '' ? `status ${status}` : `result ${code}`;
}

/** Without a zone it is UTC; one that cannot be read has ended. */
function instantOf(text: string): number {
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
  return Date.parse(zoned) || 0;
}
