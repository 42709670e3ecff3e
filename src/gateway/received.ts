/**
 * What was received answers questions like a register: resources of a type by their identifier, or
 * those about a patient. `received:Claim?patient` is asked with the patient's id last in its key.
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
  const value = parameter === 'patient' ? key.slice(key.lastIndexOf('|') + 1) : key;
  return { tenant, type, parameter, value };
}

/** The resources as a JSON list; null if there is none; undefined if none of the type ever came. */
export async function askReceived(
  ports: ReceivedPorts,
  question: ReceivedQuestion,
): Promise<string | null | undefined> {
  const found = await findReceived(ports, question);
  if (found.length > 0) {
    const resources = await Promise.all(found.map((stored) => readStored(ports, stored)));
    return JSON.stringify(resources);
  }
  const { tenant, type } = question;
  const any = await ports.store.search({
    ...{ scope: { kind: 'tenant', tenant }, type, tokens: [], updated: [], limit: 1 },
  });
  return any.length > 0 ? null : undefined;
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
