/** What hospitals send, through the whole chain as compiled. */
import { publishedKey } from '../../src/channel/identity.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import { translate } from '../../src/channel/translate.ts';
import type { Translation } from '../../src/channel/translation.ts';
import { channels } from '../../src/generated/channels.js';
import { profileModules } from '../../src/generated/profiles.js';
import { joinProfiles } from '../../src/profile/runtime/index.ts';

function named(id: string): ChannelModule {
  const found = channels.find(({ definition }) => definition.id === id);
  if (found === undefined) throw new Error(`no channel ${id}`);
  return found;
}

export const channel = named('vn-xml');
const profiles = joinProfiles(profileModules);

export function run(xml: string, id = 'vn-xml'): Translation {
  const files = [{ name: 'body', bytes: Buffer.from(xml, 'utf8') }];
  const options = { tenant: '', identityKey: publishedKey, profiles };
  return translate(named(id), { channel: id, files }, options);
}
