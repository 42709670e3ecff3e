/** Bundles as documents of a channel of XML. */

import type { BackUnit } from '../channel/back/definition.ts';
import { writeDocuments } from '../channel/back/document.ts';
import { recordsOf } from '../channel/back/records.ts';
import type { WrittenFile } from '../channel/back/write-rows.ts';
import type { ChannelModule } from '../channel/module.ts';
import type { Resource } from '../channel/translation.ts';
import { loadBack } from './catalogue.ts';
import { UsageError } from './exit.ts';

export interface DocumentOptions {
  readonly form?: string;
  /** The day the document is made, as its format writes it. */
  readonly day?: string;
}

export interface WrittenDocuments {
  readonly files: readonly WrittenFile[];
  /** Bundles that no version of the channel can hold. */
  readonly unknown: readonly Resource[];
}

export async function writeDocumentFiles(
  channel: ChannelModule,
  bundles: readonly Resource[],
  { form = 'base64', day }: DocumentOptions,
): Promise<WrittenDocuments> {
  const { id } = channel.definition;
  const module = (await loadBack()).find(({ definition }) => definition.channel === id);
  if (module === undefined) throw new UsageError(`nothing is written back to ${id}`);
  if (form !== 'base64' && form !== 'inline') throw new UsageError(`no form: ${form}`);
  const units: BackUnit[] = [];
  const unknown: Resource[] = [];
  for (const bundle of bundles) {
    const unit = recordsOf(module, channel, bundle);
    if (unit === undefined) unknown.push(bundle);
    else units.push(unit);
  }
  const options = { form, ...(day !== undefined && { day }) } as const;
  const documents = writeDocuments(module, channel, units, options);
  const files = documents.map(({ facility, units: own, xml }) => ({
    name: documents.length === 1 ? `${id}.xml` : `${id}-${encodeURIComponent(facility)}.xml`,
    text: xml,
    rows: own.length,
  }));
  return { files, unknown };
}
