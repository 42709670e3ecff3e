/** Asks a payer's own gateway about a person, and takes its answer as a submission. */
import { limits } from '../../base/limits.ts';
import { isJson } from '../../gateway/judge.ts';
import type { LookUp } from '../../gateway/portal/look-up.ts';
import { badParameter, faultAnswer, type HttpContext, notFound } from '../context.ts';
import { readJsonBody } from '../read-json.ts';
import type { Route } from './route.ts';
import { answerOf, takeSubmission } from './submissions.ts';

export const lookUpRoutes: readonly Route[] = [
  {
    ...{ method: 'POST', path: '/look-ups/:channel', works: true, query: ['visit', 'dry-run'] },
    summary: "Asks the payer's gateway about a person; its answer becomes a submission",
    handle: postLookUp,
  },
];

async function postLookUp(context: HttpContext): Promise<Response> {
  const principal = context.get('principal');
  const { lookUps, channels } = context.get('services');
  const channel = channels.find(({ id }) => id === context.req.param('channel'));
  const lookUp = lookUps.find((each) => each.channel === channel?.id);
  const sends = principal.kind === 'sender' && principal.channels.includes(channel?.id ?? '');
  if (lookUp === undefined || !sends) return notFound(context);
  const body = await readJsonBody(context);
  if (body instanceof Response) return body;
  const person = personOf(lookUp, body.value);
  if ('name' in person) return badParameter(context, person.name, person.found);
  const answer = await lookUp.ask(person.values);
  if (answer.kind === 'none') {
    return faultAnswer(context, 'SAMPAN-HTTP-PORTAL', { found: answer.reason });
  }
  const request = new Request(context.req.url, {
    ...{ method: 'POST', body: answer.text },
    headers: { 'content-type': 'application/json' },
  });
  const taken = await takeSubmission(context, channel, { request });
  return taken instanceof Response ? taken : answerOf(context, taken);
}

type Person =
  | { readonly values: Readonly<Record<string, string>> }
  /** The member that is wrong. */
  | { readonly name: string; readonly found: unknown };

/** Texts by the names that are asked for, all of them and no others. */
function personOf({ asks }: LookUp, value: unknown): Person {
  if (!isJson(value)) return { name: asks[0] ?? '', found: undefined };
  const other = Object.keys(value).find((name) => !asks.includes(name));
  if (other !== undefined) return { name: other, found: value[other] };
  const values: Record<string, string> = {};
  for (const name of asks) {
    const text = value[name];
    if (typeof text !== 'string' || text.trim() === '' || text.length > limits.lookUpCharacters) {
      return { name, found: text };
    }
    values[name] = text.trim();
  }
  return { values };
}
