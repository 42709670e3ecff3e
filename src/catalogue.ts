/** What the gateway knows of its channels: put together once, of the modules they compile to. */
import { createIds, systemClock } from './adapters/crypto/ids.ts';
import type { BackModule } from './channel/back/definition.ts';
import { type UnitWriter, unitWriters } from './channel/back/write-unit.ts';
import { isJournalChannel, type JournalChannel } from './channel/definition.ts';
import type { FhirChannelModule } from './channel/fhir/module.ts';
import { countsIn } from './channel/lookups.ts';
import type { ChannelModule } from './channel/module.ts';
import type { StatementModule } from './channel/statement/definition.ts';
import type { Texts } from './fhir/texts.ts';
import type { ChannelInfo } from './gateway/channel-info.ts';
import type { CountsOf } from './gateway/counted.ts';
import type { AnswerHolds } from './gateway/lookup.ts';
import type { PayerCodeTable } from './gateway/payer-codes.ts';
import type { ResendRules } from './gateway/ports/terms.ts';
import type { TransformMap } from './http/services.ts';
import type { ProfileSet } from './profile/runtime/index.ts';

/** Without rules of its own a channel's other content is a conflict, and a void is final. */
export type CatalogueChannel = ChannelInfo & { readonly payer: string } & Partial<ResendRules>;

/** What the HTTP face knows of channels; the translator knows the rest. */
export interface Catalogue {
  readonly channels: readonly CatalogueChannel[];
  readonly maps: readonly TransformMap[];
  /** Channels whose units are written back for a payer's own gateway. */
  readonly writers?: readonly UnitWriter[];
  /** What claims are settled by. */
  readonly statements?: readonly StatementModule[];
  readonly profiles: ProfileSet;
  readonly texts: Texts;
  /** Rules on the answers of registers; without them a thing need only stand in its register. */
  readonly answerHolds?: AnswerHolds;
  readonly countsOf?: CountsOf;
  /** Codes that payers answer with; without them a code has only the payer's own words. */
  readonly payerCodes?: readonly PayerCodeTable[];
  /** What its channels were compiled from; another text is another release. */
  readonly release?: string;
}

export function catalogueOf(
  channels: readonly ChannelModule[],
  {
    fhirChannels = [],
    back = [],
    ...parts
  }: Pick<Catalogue, 'profiles' | 'texts' | 'payerCodes' | 'statements'> & {
    readonly fhirChannels?: readonly FhirChannelModule[];
    readonly back?: readonly BackModule[];
  },
): Catalogue {
  const mapped = channels.map(({ definition }) => ({
    ...{ id: definition.id, country: definition.country, title: definition.title },
    ...{ readerKind: definition.reader.kind, payer: definition.payer },
    asks: (definition.lookups ?? []).map(({ ask }) => ask).filter(isRegister),
    refuses: (definition.refused ?? []).length > 0,
    ...(isJournalChannel(definition) && { keepDays: keptDays(definition) }),
    ...{ resend: definition.identity.resend, reopens: definition.identity.reopens ?? false },
  }));
  const taken = fhirChannels.map(({ definition }) => ({
    ...{ id: definition.id, country: definition.country, title: definition.title },
    // Each claim's content says to whom it goes.
    ...{ readerKind: definition.reader.kind, payer: '' },
    refuses: false,
    ...{ resend: definition.identity.resend, reopens: definition.identity.reopens ?? false },
  }));
  return {
    ...parts,
    release: JSON.stringify([...channels, ...fhirChannels].map(compiledFrom)),
    writers: unitWriters(back, channels),
    answerHolds: answerRules(channels),
    countsOf: countsOfClaims(channels),
    channels: [...mapped, ...taken],
    maps: channels.flatMap(({ maps }) =>
      Object.entries(maps).map(([id, map]) => ({
        id,
        run: (source: object) => {
          const findings: Parameters<typeof map>[1]['findings'] = [];
          const context = { findings, uuid: createIds(systemClock).submission };
          return { result: map(source as Parameters<typeof map>[0], context), findings };
        },
      })),
    ),
  };
}

/** What decides how a channel reads: its definition, and hashes of what else it is made from. */
function compiledFrom(channel: ChannelModule | FhirChannelModule) {
  return [channel.definition, 'versions' in channel ? channel.versions : {}];
}

/** Others ask what was received before. */
function isRegister(ask: string): boolean {
  return !ask.startsWith('received:');
}

function keptDays({ units }: JournalChannel): number {
  return Math.max(...units.map(({ keepDays }) => keepDays));
}

function answerRules(channels: readonly ChannelModule[]): AnswerHolds {
  const rules = new Map(
    channels.flatMap(({ definition, lookups = [] }) =>
      (definition.lookups ?? []).map(({ code }, at) => [
        `${definition.id} ${code}`,
        lookups[at]?.holds,
      ]),
    ),
  );
  return (channel, code, facts) => {
    const holds = rules.get(`${channel} ${code}`);
    if (holds === undefined) throw new Error(`${channel}: no look-up ${code}`);
    return holds(facts);
  };
}

function countsOfClaims(channels: readonly ChannelModule[]): CountsOf {
  const counting = channels.filter(({ lookups = [] }) => lookups.some(({ counts }) => counts));
  const byId = new Map(counting.map((channel) => [channel.definition.id, channel]));
  return (id) => {
    const channel = byId.get(id);
    return channel && ((bundle) => countsIn(channel, bundle as Parameters<typeof countsIn>[1]));
  };
}
