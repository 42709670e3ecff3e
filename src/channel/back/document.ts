/** Units as the documents that a hospital would have sent, one for each facility. */
import type { ChannelModule } from '../module.ts';
import type { BackModule, BackUnit } from './definition.ts';
import { writeXml, type XmlOptions } from './write-xml.ts';

export interface WrittenDocument {
  readonly facility: string;
  readonly units: readonly BackUnit[];
  readonly xml: string;
}

export interface DocumentOptions {
  readonly form: XmlOptions['form'];
  /** The day it is made, as its format writes it; else the last of the units' own. */
  readonly day?: string;
}

export function writeDocuments(
  module: BackModule,
  channel: ChannelModule,
  units: readonly BackUnit[],
  options: DocumentOptions,
): readonly WrittenDocument[] {
  const { reader } = channel.definition;
  if (reader.kind !== 'xml') throw new Error(`${channel.definition.id} is no channel of XML`);
  const { facility, day, count, attributes, behind } = module.definition.around;
  return [...byFacility(facility.from, units)].map(([code, own]) => {
    const last = own.map((unit) => unit.day).reduce((one, other) => (one > other ? one : other));
    const around = {
      ...(facility.field !== undefined && { [facility.field]: code }),
      ...(day !== undefined && { [day.field]: options.day ?? last }),
      ...(count !== undefined && { [count]: String(own.length) }),
    };
    const xml = writeXml(reader, own, {
      ...{ form: options.form, around },
      ...(attributes !== undefined && { attributes }),
      ...(behind !== undefined && { behind }),
    });
    return { facility: code, units: own, xml };
  });
}

/** In the order in which they are first named. */
function byFacility(
  from: string,
  units: readonly BackUnit[],
): ReadonlyMap<string, readonly BackUnit[]> {
  const [part = '', field = ''] = from.split('.');
  const found = new Map<string, BackUnit[]>();
  for (const unit of units) {
    const facility = unit.parts.get(part)?.[0]?.cells.get(field) ?? '';
    const known = found.get(facility);
    if (known === undefined) found.set(facility, [unit]);
    else known.push(unit);
  }
  return found;
}
