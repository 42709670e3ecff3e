/** Asks a payer's gateway about a person; the answer is what one of the channels takes. */
import { readExactJson } from '../../base/exact-json.ts';
import type { PortalLookUp } from '../../channel/back/definition.ts';
import { formatMoment } from '../../channel/back/format-cell.ts';
import type { Transport } from '../ports/transport.ts';
import { textAt, type Values } from './call.ts';
import type { Portal } from './portal.ts';

export interface LookUp {
  /** The channel that takes the answer. */
  readonly channel: string;
  /** What must be said of the person. */
  readonly asks: readonly string[];
  ask(person: Values): Promise<LookUpAnswer>;
}

export type LookUpAnswer =
  | { readonly kind: 'answer'; readonly text: string }
  /** Nothing is known of the person: the portal did not tell. */
  | { readonly kind: 'none'; readonly reason: string };

export function lookUpsOf(portals: readonly Portal[], transport: Transport): readonly LookUp[] {
  return portals.flatMap(({ definition: { lookUp }, ...portal }): readonly LookUp[] => {
    if (lookUp === undefined) return [];
    const { payer: peer, connections, url, session } = portal;
    const wire = { transport, peer, connections, url };
    return [
      {
        channel: lookUp.channel,
        asks: lookUp.asks.map(({ name }) => name),
        ask: async (person) => {
          const called = await session.call(wire, lookUp, valuesOf(lookUp, person));
          if (called.kind === 'answer') {
            return { kind: 'answer', text: completed(lookUp, called.text, person) };
          }
          const { result } = called;
          const reason = result.kind === 'response' ? `status ${result.status}` : result.reason;
          return { kind: 'none', reason };
        },
      },
    ];
  });
}

function valuesOf({ asks }: PortalLookUp, person: Values): Values {
  const written = asks.map(({ name, date }) => {
    const text = person[name] ?? '';
    return [name, date === undefined ? text : formatDate(text, date)];
  });
  return Object.fromEntries(written);
}

/** As far as the date is known: of a year alone the year. */
function formatDate(text: string, pattern: string): string {
  return /^\d{4}$/.test(text) ? text : formatMoment(text, pattern);
}

/** Who was not found is not named in the answer: whom it is about is then what was asked. */
function completed({ repeats }: PortalLookUp, text: string, person: Values): string {
  const answer = readExactJson(text) as Readonly<Record<string, unknown>>;
  const absent = Object.entries(repeats).filter(([member]) => textAt(answer, member) === '');
  if (absent.length === 0) return text;
  const said = Object.fromEntries(absent.map(([member, name]) => [member, person[name] ?? '']));
  return JSON.stringify({ ...answer, ...said });
}
