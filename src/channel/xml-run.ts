/** What is gathered while the documents of a submission are walked, and where the walk is. */
import type { Finding, Severity } from '../base/finding.ts';
import type { XmlDocument, XmlElement } from '../wire/xml.ts';
import type { XmlPart, XmlReader } from './definition.ts';
import type { Container, PartTable } from './open-containers.ts';
import { recordValues } from './record-values.ts';

export interface XmlRun {
  readonly reader: XmlReader;
  readonly tables: ReadonlyMap<string, PartTable>;
  readonly containers: Container[];
  readonly findings: Finding[];
  /** Containers of the submission before these: their names go on counting. */
  readonly before?: number;
  /** The parts whose records are wanted; all if absent. */
  readonly only?: ReadonlySet<string>;
}

/** Where the walk is. */
export interface XmlSpot {
  readonly document: XmlDocument;
  /** Name for places. */
  readonly file: string;
  readonly index: number;
  readonly container?: number;
}

export function addRecord(
  run: XmlRun,
  [name, part]: readonly [string, XmlPart],
  element: XmlElement,
  spot: XmlSpot,
): void {
  if (run.only !== undefined && !run.only.has(name)) return;
  const { document, file, index, container } = spot;
  const read = recordValues(element, part, document, file);
  run.findings.push(...read.findings);
  run.tables.get(name)?.add(read.values, {
    file,
    document: index,
    ...(container !== undefined && { container }),
    position: () => document.placeOf(element),
  });
}

export function wrongRoot(
  document: XmlDocument,
  root: XmlElement,
  expected: readonly string[],
): Finding {
  return {
    code: 'SAMPAN-XML-ROOT',
    severity: 'error',
    issue: 'structure',
    places: [{ file: document.file, ...document.placeOf(root), field: root.name }],
    params: { found: root.name, expected: expected.join(', ') },
  };
}

export function unknownElement(spot: XmlSpot, element: XmlElement, severity: Severity): Finding {
  const place = { ...spot.document.placeOf(element), field: element.name };
  return {
    code: 'SAMPAN-XML-ELEMENT-UNKNOWN',
    severity,
    issue: 'not-supported',
    places: [{ file: spot.file, ...place }],
    params: { found: element.name },
  };
}
