/** Bundles as one document of a channel of XML. */
import type { BackModule, BackUnit } from '../channel/back/definition.ts';
import { recordsOf } from '../channel/back/records.ts';
import type { WrittenFile } from '../channel/back/write-rows.ts';
import { writeXml } from '../channel/back/write-xml.ts';
import type { ChannelModule } from '../channel/module.ts';
import type { Resource } from '../channel/translation.ts';
import { loadBack } from './catalogue.ts';
import { UsageError } from './exit.ts';

export interface DocumentOptions {
  readonly form?: string;
  /** The day the document is made, as its format writes it. */
  readonly day?: string;
}

export async function writeDocument(
  channel: ChannelModule,
  bundles: readonly Resource[],
  { form = 'base64', day = '' }: DocumentOptions,
): Promise<readonly WrittenFile[]> {
  const { id, reader } = channel.definition;
  const module = (await loadBack()).find(({ definition }) => definition.channel === id);
  if (module === undefined || reader.kind !== 'xml') {
    throw new UsageError(`nothing is written back to ${id}`);
  }
  if (form !== 'base64' && form !== 'inline') throw new UsageError(`no form: ${form}`);
  const units = bundles.map((bundle) => recordsOf(module, channel, bundle));
  const { around } = module.definition;
  const fields = {
    [around.facility.field]: facilityOf(module, units),
    [around.day]: day,
    [around.count]: String(units.length),
  };
  const text = writeXml(reader, units, { form, around: fields });
  return [{ name: `${id}.xml`, text, rows: units.length }];
}

function facilityOf({ definition }: BackModule, units: readonly BackUnit[]): string {
  const [part = '', field = ''] = definition.around.facility.from.split('.');
  return units[0]?.parts.get(part)?.[0]?.cells.get(field) ?? '';
}
