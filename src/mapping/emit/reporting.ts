/** Complaints that several parts of the emitter make. */
import { nearMiss } from '../near-miss.ts';
import { complain, type Writer } from './emitter.ts';

/** `ThVisit.INS` for the backbone of a logical model that is named by its URL. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1);
}

interface ElementAt {
  readonly name: string;
  readonly at: number;
  readonly severity?: 'error' | 'warning';
}

export function reportElement(
  writer: Writer,
  type: string,
  { name, at, severity }: ElementAt,
): void {
  const names = writer.emitter.types.model.elements(type).map((element) => element.name);
  const hint = nearMiss(name, names);
  complain(writer, at, {
    code: 'map-element',
    ...(severity === undefined ? {} : { severity }),
    message: `${shortType(type)} has no element \`${name}\``,
    found: name,
    ...(hint === undefined ? {} : { hint }),
  });
}

export function copyCall(writer: Writer): string {
  return writer.emitter.traced ? '$t.copy' : '$tidyCopy';
}
