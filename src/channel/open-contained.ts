/** The documents or messages of a submission, each with its containers, by the channel's reader. */
import type { ContainedChannel, JournalChannel } from './definition.ts';
import { fieldNames } from './json-shapes.ts';
import type { ChannelModule } from './module.ts';
import type { OpenedContainers } from './open-containers.ts';
import type { JsonOptions } from './open-json.ts';
import { openTexts } from './open-texts.ts';
import { openXml } from './open-xml.ts';
import type { Submission } from './translation.ts';

export function openContained(
  channel: ChannelModule,
  { reader, refused }: ContainedChannel,
  submission: Submission,
): OpenedContainers {
  if (reader.kind === 'xml') return openXml(reader, submission);
  return openTexts(reader, submission, jsonOptions(channel, { refused }));
}

/** A member is a field if the part's model has it in any version. */
export function jsonOptions(
  { layouts, byVersion = {} }: ChannelModule,
  { refused = [] }: { readonly refused?: JournalChannel['refused'] },
): JsonOptions {
  const fields = new Map<string, ReadonlySet<string>>();
  const all = [layouts, ...Object.values(byVersion).map((version) => version.layouts)];
  return {
    refused,
    fieldsOf: (part) => {
      const known = fields.get(part);
      if (known !== undefined) return known;
      const made = fieldNames(all.flatMap((each) => each[part] ?? []));
      fields.set(part, made);
      return made;
    },
  };
}
