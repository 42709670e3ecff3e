/** XML documents to tables of records: known paths only, embedded documents opened on the way. */
import { isFailure } from '../base/finding.ts';
import { readXml, type XmlElement } from '../wire/xml.ts';
import type { XmlPart, XmlReader } from './definition.ts';
import { type OpenedContainers, partTable } from './open-containers.ts';
import { openEmbedded } from './open-embedded.ts';
import type { SourceFile, Submission } from './translation.ts';
import { unpackFiles } from './unpack-files.ts';
import { knownPaths } from './xml-paths.ts';
import { addRecord, unknownElement, wrongRoot, type XmlRun, type XmlSpot } from './xml-run.ts';

export function openXml(reader: XmlReader, submission: Submission): OpenedContainers {
  const tables = new Map(Object.keys(reader.parts).map((part) => [part, partTable(part)]));
  const run: XmlRun = { reader, tables, containers: [], findings: [] };
  const files = unpackFiles(submission.files, run.findings);
  let faulted = run.findings.some(isFailure) || files.length === 0;
  for (const [index, file] of files.entries()) {
    faulted = !openDocument(run, file, { index, declared: submission.charset }) || faulted;
  }
  const opened = [...tables].map(([part, table]) => [part, table.table()] as const);
  const filled = opened.filter(([, table]) => table.rows.length > 0);
  return {
    tables: new Map(filled),
    containers: run.containers,
    findings: run.findings,
    faulted,
  };
}

interface DocumentOptions {
  readonly index: number;
  readonly declared: string | undefined;
}

/** False if the document is not one of the channel's. */
function openDocument(run: XmlRun, file: SourceFile, options: DocumentOptions): boolean {
  const { index, declared } = options;
  const document = readXml(file, {
    candidates: run.reader.charsets,
    ...(declared !== undefined && { declared }),
  });
  run.findings.push(...document.findings);
  const { root } = document;
  if (root === undefined || document.findings.some(({ severity }) => severity === 'fatal')) {
    return false;
  }
  if (!run.reader.roots.includes(root.name)) {
    run.findings.push(wrongRoot(document, root, run.reader.roots));
    return false;
  }
  walk(run, root, root.name, { document, file: file.name, index });
  return true;
}

/** Gathers what stands in an element that is on `path` and below it. */
export function walk(run: XmlRun, element: XmlElement, path: string, spot: XmlSpot): void {
  const { reader } = run;
  const inside = path === reader.container ? enter(run, element, spot) : spot;
  const part = partAt(reader, path);
  if (part !== undefined) addRecord(run, part, element, inside);
  const whole = part !== undefined && part[1].fields === undefined;
  const { prefixes, fields } = knownPaths(reader);
  for (const child of element.children) {
    const below = `${path}/${child.name}`;
    if (path === reader.container && child.name === reader.embedded?.element) {
      openEmbedded(run, child, inside);
    } else if (prefixes.has(below)) walk(run, child, below, inside);
    else if (!whole && !fields.has(below)) {
      run.findings.push(unknownElement(inside, child, reader.unknownFields));
    }
  }
}

function enter(run: XmlRun, element: XmlElement, spot: XmlSpot): XmlSpot {
  const name = `${element.name}[${(run.before ?? 0) + run.containers.length + 1}]`;
  const line = () => spot.document.placeOf(element).line;
  run.containers.push({ name, document: spot.index, line });
  return { ...spot, file: name, container: run.containers.length - 1 };
}

function partAt(reader: XmlReader, path: string): readonly [string, XmlPart] | undefined {
  return Object.entries(reader.parts).find(
    ([, part]) => part.in === 'document' && part.records.includes(path),
  );
}
