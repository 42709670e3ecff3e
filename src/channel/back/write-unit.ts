/** One unit as the document that a payer's own gateway takes. */
import type { ChannelModule } from '../module.ts';
import type { Resource } from '../translation.ts';
import type { BackModule, PortalDefinition } from './definition.ts';
import { writeDocuments } from './document.ts';
import { recordsOf } from './records.ts';
import { base64 } from './write-xml.ts';

export interface WrittenUnit {
  /** In base64. */
  readonly document: string;
  readonly facility: string;
  /** Of the channel whose records it has. */
  readonly version: string;
}

export interface UnitWriter {
  readonly channel: string;
  /** Of the gateway that is described with the channel. */
  readonly portal?: PortalDefinition;
  /** Undefined if no version of the channel can hold the bundle. */
  readonly write: (bundle: Resource) => WrittenUnit | undefined;
}

/** Those of the channels that are written back as XML. */
export function unitWriters(
  modules: readonly BackModule[],
  channels: readonly ChannelModule[],
): readonly UnitWriter[] {
  return modules.flatMap((module): readonly UnitWriter[] => {
    const { channel: id, portal } = module.definition;
    const channel = channels.find(({ definition }) => definition.id === id);
    if (channel?.definition.reader.kind !== 'xml') return [];
    const write = (bundle: Resource) => {
      const unit = recordsOf(module, channel, bundle);
      const [made] =
        unit === undefined ? [] : writeDocuments(module, channel, [unit], { form: 'base64' });
      if (unit === undefined || made === undefined) return undefined;
      return { document: base64(made.xml), facility: made.facility, version: unit.version };
    };
    return [{ channel: id, ...(portal !== undefined && { portal }), write }];
  });
}
