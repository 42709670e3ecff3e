/** What institutions send, through the whole chain as compiled. */
import { publishedKey } from '../../src/channel/identity.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import { translate } from '../../src/channel/translate.ts';
import type { Translation } from '../../src/channel/translation.ts';
import { channels } from '../../src/generated/channels.js';
import { profileModules } from '../../src/generated/profiles.js';
import { joinProfiles } from '../../src/profile/runtime/index.ts';

export function named(id: string): ChannelModule {
  const found = channels.find(({ definition }) => definition.id === id);
  if (found === undefined) throw new Error(`no channel ${id}`);
  return found;
}

const profiles = joinProfiles(profileModules);

export function run(text: string, channel: string, facility?: string): Translation {
  const files = [{ name: 'body', bytes: Buffer.from(text, 'utf8') }];
  const submission = { channel, files, ...(facility !== undefined && { facility }) };
  const options = { tenant: '', identityKey: publishedKey, profiles };
  return translate(named(channel), submission, options);
}

/** Resources of a unit's bundle with every number as the text it is written in. */
export function resourcesOf(translation: Translation, index = 0): readonly Resource[] {
  const text = JSON.stringify(translation.units[index]?.bundle ?? { entry: [] });
  const exact = text.replace(/("(?:value|valueDecimal)":)(-?\d+(?:\.\d+)?)/g, '$1"$2"');
  const { entry } = JSON.parse(exact) as { entry: readonly { resource: Resource }[] };
  return entry.map(({ resource }) => resource);
}

export interface Resource {
  readonly resourceType: string;
  readonly [name: string]: unknown;
}

export interface Money {
  readonly value: string;
  readonly currency: string;
}

interface Extended {
  readonly extension?: readonly {
    readonly url: string;
    readonly extension?: readonly Readonly<Record<string, unknown>>[];
  }[];
}

/** Amounts of the shares and further amounts of one kind. */
export function amounts(of: unknown, code: string): readonly string[] {
  return ((of as Extended).extension ?? []).flatMap(({ extension = [] }) => {
    const named = extension.some((part) => part.valueCode === code);
    const plain = !extension.some(({ url }) => url === 'fund');
    const money = extension.find(({ url }) => url === 'amount')?.valueMoney as Money | undefined;
    return named && plain && money !== undefined ? [money.value] : [];
  });
}
