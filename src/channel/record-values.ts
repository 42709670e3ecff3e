/** The fields of one XML record: its children by name, or what the part's paths lead to. */
import type { Finding } from '../base/finding.ts';
import type { XmlDocument, XmlElement } from '../wire/xml.ts';
import type { XmlPart } from './definition.ts';
import type { NamedValue } from './open-containers.ts';
import type { CellPlace } from './placed-row.ts';

export interface RecordValues {
  readonly values: readonly NamedValue[];
  readonly findings: readonly Finding[];
}

export function recordValues(
  record: XmlElement,
  part: XmlPart,
  document: XmlDocument,
  file: string,
): RecordValues {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  const values: NamedValue[] = [];
  const take = (name: string, element: XmlElement): void => {
    const code = seen.has(name)
      ? 'SAMPAN-XML-FIELD-REPEATED'
      : element.children.length > 0 && !part.opaque?.includes(name)
        ? 'SAMPAN-XML-FIELD-NESTED'
        : undefined;
    if (code !== undefined) {
      const place = { file, ...document.placeOf(element), field: name };
      findings.push({ code, severity: 'error', issue: 'structure', places: [place], params: {} });
    } else {
      const value: XmlValue = { name, text: element.text.trim(), element, document, position };
      values.push(value);
    }
    seen.add(name);
  };
  if (part.fields === undefined) for (const child of record.children) take(child.name, child);
  for (const [name, path] of Object.entries(part.fields ?? {})) {
    for (const element of elementsAt(record, path.split('/'))) take(name, element);
  }
  return { values, findings };
}

interface XmlValue extends NamedValue {
  readonly element: XmlElement;
  readonly document: XmlDocument;
}

/** One function for all values: a closure each would cost more than the value. */
function position(this: XmlValue): CellPlace {
  return this.document.placeOf(this.element);
}

function elementsAt(element: XmlElement, path: readonly string[]): readonly XmlElement[] {
  const [name, ...rest] = path;
  if (name === undefined) return [element];
  return element.children
    .filter((child) => child.name === name)
    .flatMap((child) => elementsAt(child, rest));
}
