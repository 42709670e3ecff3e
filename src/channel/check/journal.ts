/** References of a journal: what its events name, and that nothing read is left lying. */
import type { JournalChannel, JournalEvent, JournalUnit, JsonPart } from '../definition.ts';
import { type Fault, fault, listed, type Path, repeated } from './fault.ts';
import { checkField, checkPart, checkRefs, type KnownParts } from './known-fields.ts';
import { checkCompleteness } from './unit.ts';

export function checkJournalUnit(
  parts: KnownParts,
  unit: JournalUnit,
  path: Path,
): readonly Fault[] {
  const passed = unit.passedOver.flatMap(({ types }, index) =>
    types.map((type, item) => [[...path, 'passedOver', index, 'types', item], type] as const),
  );
  return [
    ...(unit.number.includes(unit.claimNumber)
      ? []
      : [fault([...path, 'claimNumber'], `is none of number: ${listed(unit.number)}`)]),
    ...checkRefs(parts, unit.serviceDate, [...path, 'serviceDate']),
    ...checkCompleteness(parts, unit.complete, [...path, 'complete']),
    ...repeated(passed, 'kind of message'),
    ...passed
      .filter(([, type]) => type in unit.events)
      .map(([at, type]) => fault(at, `${type} has an event and is passed over`)),
    ...Object.entries(unit.events).flatMap(([type, event]) => {
      const at = [...path, 'events', type];
      return [...checkKeys(unit, event, at), ...checkEvent(parts, event, at)];
    }),
  ];
}

function checkKeys(unit: JournalUnit, event: JournalEvent, path: Path): readonly Fault[] {
  const known = [...unit.group, ...unit.number];
  const missing = event.do === 'settle' ? unit.number.filter((key) => !(key in event.keys)) : [];
  return [
    ...Object.keys(event.keys)
      .filter((key) => !known.includes(key))
      .map((key) => fault([...path, 'keys', key], `no key ${key}; there is ${listed(known)}`)),
    ...missing.map((key) => fault([...path, 'keys'], `a settlement says its ${key}`)),
  ];
}

function checkEvent(parts: KnownParts, event: JournalEvent, path: Path): readonly Fault[] {
  switch (event.do) {
    case 'open':
    case 'add':
      return checkPuts(parts, event.puts, path);
    case 'settle':
      return [
        ...checkPuts(parts, event.puts, path),
        ...checkCompleteness(parts, event.complete, [...path, 'complete']),
        ...event.takes.flatMap(({ part, where }, index) => {
          const at = [...path, 'takes', index];
          return [
            ...checkPart(parts, part, [...at, 'part']),
            ...(where === undefined ? [] : checkField(parts, [part, where.field], at)),
          ];
        }),
      ];
    case 'remove':
      return event.from.flatMap((part, index) => {
        if (part === '*') return [];
        const fields = event.where ?? [];
        return [
          ...checkPart(parts, part, [...path, 'from', index]),
          ...fields.flatMap(({ field }) => checkField(parts, [part, field], [...path, 'where'])),
        ];
      });
    case 'void':
    case 'reverse':
      return [];
  }
}

function checkPuts(
  parts: KnownParts,
  puts: Readonly<Record<string, unknown>> | undefined,
  path: Path,
): readonly Fault[] {
  return Object.keys(puts ?? {}).flatMap((part) => checkPart(parts, part, [...path, 'puts', part]));
}

/** A part is put by each kind of message it is read from, and by no other. */
export function checkJournalParts(channel: JournalChannel): readonly Fault[] {
  return channel.units.flatMap((unit, index) => {
    const at = ['units', index, 'events'];
    const put = Object.entries(unit.events).flatMap(([type, event]) =>
      Object.keys('puts' in event ? (event.puts ?? {}) : {}).map((part) => ({ type, part })),
    );
    return [
      ...put
        .filter(({ type, part }) => !isReadFrom(channel.reader.parts[part], type))
        .map(({ type, part }) =>
          fault([...at, type, 'puts', part], `part ${part} is not read from ${type}`),
        ),
      ...Object.entries(channel.reader.parts).flatMap(([part, definition]) =>
        unputTypes(definition)
          .filter((type) => !put.some((each) => each.type === type && each.part === part))
          .map((type) =>
            fault(['reader', 'parts', part], `read from ${type}, whose event puts it nowhere`),
          ),
      ),
    ];
  });
}

/** A part the reader does not have is another check's fault. */
function isReadFrom(part: JsonPart | undefined, type: string): boolean {
  return (
    part === undefined ||
    part.shapes.some(({ types }) => types === undefined || types.includes(type))
  );
}

/** Kinds that must put the part; a nested one goes where its parent goes. */
function unputTypes({ nest, shapes }: JsonPart): readonly string[] {
  return nest === undefined ? shapes.flatMap(({ types }) => types ?? []) : [];
}
