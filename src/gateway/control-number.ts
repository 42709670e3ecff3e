/** The number a payer gave to what it was sent before: a replacement names it to be found by. */
import { openText } from './bodies.ts';
import { isJson } from './judge.ts';
import type { Answers } from './ports/answers.ts';
import type { LeasedDelivery } from './ports/outbox.ts';
import type { BodyKind, Vault } from './ports/services.ts';
import type { Store } from './ports/store.ts';
import { identifierText } from './read-answer.ts';

export interface ControlNumberPorts {
  readonly store: Store;
  readonly vault: Vault;
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
    const bundle = await readJson(ports, { tenant, owner: location, kind: 'bundle' });
    const [entry] = isJson(bundle) && Array.isArray(bundle.entry) ? bundle.entry : [];
    const number = numberIn(isJson(entry) ? entry.resource : undefined);
    if (number !== undefined) return number;
  }
  const owner = `delivery/${replaces}`;
  return numberIn(await readJson(ports, { tenant, owner, kind: 'reply' }));
}

interface Kept {
  readonly tenant: string;
  readonly owner: string;
  readonly kind: BodyKind;
}

/** A reply may be anything. */
async function readJson(ports: ControlNumberPorts, place: Kept): Promise<unknown> {
  const text = await openText(ports, place);
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
