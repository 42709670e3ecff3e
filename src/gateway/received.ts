/**
 * What was received answers questions like a register: resources of a type by their identifier, or
 * those about a patient. `received:Claim?patient` is asked with the patient's id last in its key,
 * an identifier with its system last, if it has one.
 */
import { limits } from '../base/limits.ts';
import type { Mac, Vault } from './ports/services.ts';
import type { Store, StoredResource } from './ports/store.ts';
import { hashEntry } from './prepare.ts';
import { readStored } from './read-resource.ts';

export interface ReceivedPorts {
  readonly store: Store;
  readonly vault: Vault;
  readonly mac: Mac;
}

export interface ReceivedQuestion {
  readonly tenant: string;
  readonly type: string;
  readonly parameter: 'identifier' | 'patient';
  readonly value: string;
  /** Of an identifier that was asked for with its system. */
  readonly system?: string;
}

const FORM = /^received:([A-Z]\w*)\?(identifier|patient)$/;

/** Undefined if the name is a loaded register's. */
export function receivedQuestion(
  tenant: string,
  name: string,
  key: string,
): ReceivedQuestion | undefined {
  const [, type = '', parameter] = FORM.exec(name) ?? [];
  if (parameter !== 'identifier' && parameter !== 'patient') return undefined;
  const [first = '', last] = [
    key.slice(0, key.lastIndexOf('|')),
    key.slice(key.lastIndexOf('|') + 1),
  ];
  if (parameter === 'patient' || first === '') return { tenant, type, parameter, value: last };
  return { tenant, type, parameter, value: `${last}|${first}`, system: last };
}

/** The resources as a JSON list; null if there is none. */
export async function askReceived(
  ports: ReceivedPorts,
  question: ReceivedQuestion,
): Promise<string | null> {
  const found = await findReceived(ports, question);
  if (found.length === 0) return null;
  const resources = await Promise.all(found.map((stored) => readStored(ports, stored)));
  return JSON.stringify(resources);
}

/** True if anything of the kind ever came from the sender: else nothing is held against it. */
export async function everReceived(
  { store, mac }: Pick<ReceivedPorts, 'store' | 'mac'>,
  { tenant, type, parameter, system }: ReceivedQuestion,
): Promise<boolean> {
  if (system !== undefined) {
    const token = hashEntry({ name: parameter, value: `${system}|` }, { tenant, mac });
    return await store.anyWith(tenant, type, token);
  }
  const scope = { kind: 'tenant', tenant } as const;
  const any = await store.search({ scope, type, tokens: [], updated: [], limit: 1 });
  return any.length > 0;
}

export async function findReceived(
  { store, mac }: Pick<ReceivedPorts, 'store' | 'mac'>,
  { tenant, type, parameter, value }: ReceivedQuestion,
): Promise<readonly StoredResource[]> {
  const { name, value: hashed } = hashEntry({ name: parameter, value }, { tenant, mac });
  return await store.search({
    ...{ scope: { kind: 'tenant', tenant }, type, updated: [], limit: limits.receivedAnswers },
    tokens: [{ name, values: [hashed] }],
  });
}
