/** One claim as the document that a payer's own gateway takes. */
import type { ChannelModule } from '../module.ts';
import type { Resource } from '../translation.ts';
import type { BackModule, PortalDefinition } from './definition.ts';
import { recordsOf } from './records.ts';
import { base64, writeXml } from './write-xml.ts';

export interface ClaimWriter {
  readonly channel: string;
  readonly portal: PortalDefinition;
  readonly write: (bundle: Resource) => { readonly document: string; readonly facility: string };
}

/** Those of the channels that a portal takes. */
export function claimWriters(
  modules: readonly BackModule[],
  channels: readonly ChannelModule[],
): readonly ClaimWriter[] {
  return modules.flatMap((module): readonly ClaimWriter[] => {
    const { channel: id, portal, around } = module.definition;
    const channel = channels.find(({ definition }) => definition.id === id);
    if (portal === undefined || channel?.definition.reader.kind !== 'xml') return [];
    const { reader } = channel.definition;
    const [part = '', field = ''] = around.facility.from.split('.');
    const write = (bundle: Resource) => {
      const unit = recordsOf(module, channel, bundle);
      const facility = unit.parts.get(part)?.[0]?.cells.get(field) ?? '';
      const fields = { [around.facility.field]: facility, [around.count]: '1' };
      const xml = writeXml(reader, [unit], { form: 'base64', around: fields });
      return { document: base64(xml), facility };
    };
    return [{ channel: id, portal, write }];
  });
}
