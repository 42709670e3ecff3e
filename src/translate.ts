/** Channels as the gateway's translator: in this thread, for Workers and for each pool thread. */
import type { ChannelModule } from './channel/module.ts';
import { streamUnits } from './channel/translate.ts';
import type { PreparedTranslation } from './gateway/ports/prepared.ts';
import type { Mac, TranslateRequest } from './gateway/ports/services.ts';
import { prepareTranslation } from './gateway/prepare.ts';
import type { ProfileSet } from './profile/runtime/index.ts';

export interface TranslateOptions {
  readonly channels: readonly ChannelModule[];
  readonly profiles: ProfileSet;
  readonly identityKey: Uint8Array;
  readonly mac: Mac;
}

export type Translate = (request: TranslateRequest) => PreparedTranslation;

export function createTranslate({
  channels,
  profiles,
  identityKey,
  mac,
}: TranslateOptions): Translate {
  return ({ tenant, submission }) => {
    const channel = channels.find(({ definition }) => definition.id === submission.channel);
    if (channel === undefined) throw new Error(`no channel ${submission.channel}`);
    const stream = streamUnits(channel, submission, { tenant, identityKey, profiles });
    return prepareTranslation(stream, { tenant, mac });
  };
}
