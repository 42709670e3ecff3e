/** References inside the reader: columns of variants, roots of paths, parts of forms. */
import type {
  CardTextReader,
  DelimitedReader,
  JsonPart,
  Reader,
  XmlReader,
} from '../definition.ts';
import { type Fault, fault, listed, type Path, repeated } from './fault.ts';

export function checkReader(reader: Reader, path: Path): readonly Fault[] {
  switch (reader.kind) {
    case 'delimited':
      return checkDelimited(reader, path);
    case 'xml':
      return checkXml(reader, path);
    case 'json':
    case 'json-lines':
      return checkNests(reader.parts, [...path, 'parts']);
    case 'card-text':
      return checkCard(reader, path);
    case 'any-of':
      return reader.readers.flatMap((each, index) =>
        checkReader(each.reader, [...path, 'readers', index, 'reader']),
      );
    case 'fhir':
      return [];
  }
}

function checkDelimited(reader: DelimitedReader, path: Path): readonly Fault[] {
  return Object.entries(reader.parts).flatMap(([name, part]) => {
    const at = [...path, 'parts', name];
    const columns = new Set(part.variants.flatMap((variant) => variant.columns));
    const ids = part.variants.map(
      ({ id }, index) => [[...at, 'variants', index, 'id'], id] as const,
    );
    return [
      ...repeated(ids, 'variant'),
      ...Object.entries(part.aliases ?? {})
        .filter(([, column]) => !columns.has(column))
        .map(([alias, column]) => fault([...at, 'aliases', alias], `no column ${column}`)),
      ...part.variants.flatMap(({ test, columns: { length } }, index) => {
        if (test === undefined || test.column <= length) return [];
        const message = `column ${test.column} of ${length}`;
        return [fault([...at, 'variants', index, 'test', 'column'], message)];
      }),
    ];
  });
}

function checkXml(reader: XmlReader, path: Path): readonly Fault[] {
  const roots = new Set(reader.roots);
  const rooted = (xmlPath: string, at: Path) =>
    roots.has(xmlPath.split('/')[0] ?? '')
      ? []
      : [fault(at, `${xmlPath} does not begin at a root: ${listed(roots)}`)];
  return [
    ...rooted(reader.container, [...path, 'container']),
    ...Object.entries(reader.parts).flatMap(([name, part]) => {
      const at = [...path, 'parts', name];
      if (part.in === 'document') {
        return part.records.flatMap((each, index) => rooted(each, [...at, 'records', index]));
      }
      return reader.embedded === undefined
        ? [fault([...at, 'in'], 'the reader has no embedded documents')]
        : [];
    }),
  ];
}

function checkNests(parts: Readonly<Record<string, JsonPart>>, path: Path): readonly Fault[] {
  return Object.entries(parts).flatMap(([name, { nest, shapes }]) => [
    ...repeated(
      shapes.map(({ id }, index) => [[...path, name, 'shapes', index, 'id'], id]),
      'shape',
    ),
    ...(nest === undefined || (nest.under in parts && nest.under !== name)
      ? []
      : [fault([...path, name, 'nest', 'under'], `no other part ${nest.under}`)]),
  ]);
}

function checkCard(reader: CardTextReader, path: Path): readonly Fault[] {
  return reader.forms.flatMap((form, index) => {
    const at = [...path, 'forms', index];
    const part = form.part in reader.parts ? [] : [fault([...at, 'part'], `no part ${form.part}`)];
    if (form.form !== 'slices') return part;
    const empty = form.slices.flatMap(({ field, from, to }, position) =>
      from < to ? [] : [fault([...at, 'slices', position], `${field} has no characters`)],
    );
    return [...part, ...empty];
  });
}
