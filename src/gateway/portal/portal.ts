/** A payer's own gateway, with our account there and the writers of what it takes. */
import type { PortalDefinition, PortalSubmit } from '../../channel/back/definition.ts';
import type { UnitWriter, WrittenUnit } from '../../channel/back/write-unit.ts';
import type { Resource } from '../../channel/translation.ts';
import type { Clock } from '../ports/services.ts';
import type { Payer, PortalAccount } from '../ports/terms.ts';
import { createSession, type Session } from './session.ts';

export interface Portal {
  readonly payer: string;
  readonly country: string;
  readonly url: string;
  readonly connections: number;
  readonly definition: PortalDefinition;
  readonly session: Session;
  /** Undefined if it is nothing that the portal takes. */
  readonly write: (
    bundle: Resource,
  ) => { readonly submit: PortalSubmit; readonly unit: WrittenUnit } | undefined;
}

/** The payers among these that have an account at a portal we can write for. */
export function portalsOf(
  payers: readonly Payer[],
  writers: readonly UnitWriter[],
  clock: Clock,
): readonly Portal[] {
  return payers.flatMap(({ id, country, url, concurrency, portal: account }): readonly Portal[] => {
    const definition = writers.find(({ channel }) => channel === account?.channel)?.portal;
    if (url === undefined || account === undefined || definition === undefined) return [];
    return [
      {
        ...{ payer: id, country, url, connections: concurrency, definition },
        session: createSession(definition, valuesOf(account), clock),
        write: (bundle) => writeFor(definition, writers, bundle),
      },
    ];
  });
}

function valuesOf({
  channel: _channel,
  ...values
}: PortalAccount): Readonly<Record<string, string>> {
  return values;
}

/** By whichever of the portal's channels has records that hold the bundle. */
function writeFor({ submit }: PortalDefinition, writers: readonly UnitWriter[], bundle: Resource) {
  for (const each of submit) {
    const unit = writers.find(({ channel }) => channel === each.channel)?.write(bundle);
    if (unit !== undefined && each.paths[unit.version] !== undefined) return { submit: each, unit };
  }
  return undefined;
}
