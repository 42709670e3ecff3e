/** Bundles as they are kept, one a version. */
import { readExactJson } from '../base/exact-json.ts';
import type { Resource } from '../channel/translation.ts';
import { openText } from './bodies.ts';
import type { Vault } from './ports/services.ts';
import type { Store } from './ports/store.ts';

export interface ReadPorts {
  readonly store: Store;
  readonly vault: Vault;
}

export interface KeptAt {
  readonly tenant: string;
  /** Location of the version. */
  readonly owner: string;
}

/** Undefined if nothing is kept there any more. */
export async function findBundle(
  ports: ReadPorts,
  { tenant, owner }: KeptAt,
): Promise<Resource | undefined> {
  const text = await openText(ports, { tenant, owner, kind: 'bundle' });
  return text === undefined ? undefined : (readExactJson(text) as Resource);
}

/** Throws if it is not there: then the store has lost something. */
export async function openBundle(ports: ReadPorts, at: KeptAt): Promise<Resource> {
  const bundle = await findBundle(ports, at);
  if (bundle === undefined) throw new Error(`nothing kept under ${at.owner}`);
  return bundle;
}
