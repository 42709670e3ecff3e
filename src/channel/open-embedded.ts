/** One document inside a container: its part by name, its content in base64, as text, or inline. */
import type { Finding } from '../base/finding.ts';
import {
  parseXml,
  readEmbedded,
  type XmlDocument,
  type XmlElement,
  type XmlResult,
} from '../wire/xml.ts';
import type { XmlPart } from './definition.ts';
import { recordPaths } from './xml-paths.ts';
import { addRecord, unknownElement, wrongRoot, type XmlRun, type XmlSpot } from './xml-run.ts';

export function openEmbedded(run: XmlRun, envelope: XmlElement, outer: XmlSpot): void {
  const { embedded, parts } = run.reader;
  if (embedded === undefined) return;
  const child = (name: string) => envelope.children.find((each) => each.name === name);
  const named = child(embedded.name) ?? envelope;
  const part = (child(embedded.name)?.text ?? '').trim();
  const known = parts[part];
  const content = child(embedded.content);
  for (const each of envelope.children) {
    if (each.name !== embedded.name && each.name !== embedded.content) {
      run.findings.push(unknownElement(outer, each, run.reader.unknownFields));
    }
  }
  if (known === undefined || known.in !== 'embedded') {
    const names = Object.keys(parts).filter((name) => parts[name]?.in === 'embedded');
    run.findings.push(unknownPart(outer, named, part, names));
    return;
  }
  if (content === undefined || run.only?.has(part) === false) return;
  const file = `${outer.file}/${part}`;
  const document = readContent(outer.document, content, file, run.reader.charsets);
  run.findings.push(...document.findings.map((finding) => ofPart(finding, outer, file)));
  if (document.root === undefined) return;
  openRecords(run, [part, known], document.root, { ...outer, document, file });
}

/** Text that begins like a document, in CDATA or with references, is the document itself. */
function readContent(
  outer: XmlDocument,
  content: XmlElement,
  file: string,
  candidates: readonly string[],
): XmlResult {
  const text = content.text.trim();
  if (content.children.length > 0 || !text.startsWith('<')) {
    return readEmbedded(outer, content, { file, candidates });
  }
  return parseXml(text, { file });
}

function openRecords(
  run: XmlRun,
  part: readonly [string, XmlPart],
  root: XmlElement,
  spot: XmlSpot,
): void {
  const paths = recordPaths(part[1]);
  if (!paths.prefixes.has(root.name)) {
    const expected = [...new Set(part[1].records.map((path) => path.split('/')[0] ?? ''))];
    run.findings.push({ ...wrongRoot(spot.document, root, expected) });
    return;
  }
  descend(run, part, root, { path: root.name, spot });
}

interface Step {
  readonly path: string;
  readonly spot: XmlSpot;
}

function descend(
  run: XmlRun,
  part: readonly [string, XmlPart],
  element: XmlElement,
  { path, spot }: Step,
): void {
  const { records, prefixes } = recordPaths(part[1]);
  if (records.has(path)) {
    if (!run.reader.embedded?.emptyMeansAbsent || holdsText(element)) {
      addRecord(run, part, element, spot);
    }
    return;
  }
  for (const child of element.children) {
    const below = `${path}/${child.name}`;
    if (prefixes.has(below)) descend(run, part, child, { path: below, spot });
    else run.findings.push(unknownElement(spot, child, run.reader.unknownFields));
  }
}

/** A table nobody knows is never passed over: the sender hears that it was not read. */
function unknownPart(
  spot: XmlSpot,
  element: XmlElement,
  part: string,
  known: readonly string[],
): Finding {
  const place = { ...spot.document.placeOf(element), field: element.name };
  return {
    code: 'SAMPAN-XML-PART-UNKNOWN',
    severity: 'error',
    issue: 'not-supported',
    places: [{ file: spot.file, ...place }],
    params: { found: part, known: known.join(', ') },
  };
}

/** A record whose fields are all empty is how some programs write a table without records. */
function holdsText(element: XmlElement): boolean {
  return element.text.trim() !== '' || element.children.some(holdsText);
}

/** A finding on the element that holds a document is one of that document. */
function ofPart(finding: Finding, outer: XmlSpot, file: string): Finding {
  const places = finding.places.map((place) =>
    place.file === outer.document.file ? { ...place, file } : place,
  );
  return { ...finding, places };
}
