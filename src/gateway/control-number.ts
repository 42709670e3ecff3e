/** The number a payer gave to what it was sent before: a replacement names it to be found by. */
import { openText } from './bodies.ts';
import { isJson } from './judge.ts';
import { findBundle, type KeptAt, type ReadPorts } from './kept-bundle.ts';
import type { Answers } from './ports/answers.ts';
import type { LeasedDelivery } from './ports/outbox.ts';
import { identifierText } from './read-answer.ts';

export interface ControlNumberPorts extends ReadPorts {
  readonly answers: Answers;
}

/** `system|value` or `value`: of its last answer that has one, else of its reply to the message. */
export async function controlNumber(
  ports: ControlNumberPorts,
  { tenant, payer, replaces }: LeasedDelivery,
): Promise<string | undefined> {
  const before = replaces === '' ? undefined : await ports.answers.sentAs(payer, replaces);
  if (before === undefined) return undefined;
  for (const location of await ports.answers.responsesTo(before)) {
    const bundle = await findBundle(ports, { tenant, owner: location });
    const [entry] = Array.isArray(bundle?.entry) ? bundle.entry : [];
    const number = numberIn(isJson(entry) ? entry.resource : undefined);
    if (number !== undefined) return number;
  }
  const owner = `delivery/${replaces}`;
  return numberIn(await readReply(ports, { tenant, owner }));
}

/** A reply may be anything. */
async function readReply(ports: ControlNumberPorts, at: KeptAt): Promise<unknown> {
  const text = await openText(ports, { ...at, kind: 'reply' });
  try {
    return text && JSON.parse(text);
  } catch {
    return undefined;
  }
}

function numberIn(response: unknown): string | undefined {
  if (!isJson(response) || response.resourceType !== 'ClaimResponse') return undefined;
  const [first] = Array.isArray(response.identifier) ? response.identifier : [];
  return identifierText(first);
}
