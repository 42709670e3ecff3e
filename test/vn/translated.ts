/** Claim XML through the whole chain, as compiled. */
import { publishedKey } from '../../src/channel/identity.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import { translate } from '../../src/channel/translate.ts';
import type { Translation } from '../../src/channel/translation.ts';
import { channels } from '../../src/generated/channels.js';
import { profileModules } from '../../src/generated/profiles.js';
import { joinProfiles } from '../../src/profile/runtime/index.ts';

export const channel = channels.find(
  ({ definition }) => definition.id === 'vn-xml',
) as ChannelModule;
const profiles = joinProfiles(profileModules);

export function run(xml: string): Translation {
  const files = [{ name: 'body', bytes: Buffer.from(xml, 'utf8') }];
  const options = { tenant: '', identityKey: publishedKey, profiles };
  return translate(channel, { channel: 'vn-xml', files }, options);
}
