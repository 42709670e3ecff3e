/** Large XML submissions, a container at a time: opened when asked for, and let go. */
import type { Finding } from '../base/finding.ts';
import type { XmlDocument } from '../wire/xml.ts';
import { type LargeFile, openPieces, type XmlPieces } from '../wire/xml-pieces.ts';
import type { XmlReader } from './definition.ts';
import { type OpenedContainers, type PartTable, partTable } from './open-containers.ts';
import { walk } from './open-xml.ts';
import type { XmlRun } from './xml-run.ts';

export interface LargeXml {
  /** Containers of all documents. */
  readonly count: number;
  /** What stands outside of the containers. */
  readonly around: OpenedContainers;
  /** One container among what stands around it; undefined if its text is not clean. */
  open(index: number, only?: ReadonlySet<string>): OpenedPiece | undefined;
}

export interface OpenedPiece {
  /** With one container, whose rows have the index 0. */
  readonly opened: OpenedContainers;
  /** Findings of the document itself; a fatal one means that nothing can be cut. */
  readonly ofDocument: readonly Finding[];
}

interface Document {
  readonly pieces: XmlPieces;
  readonly name: string;
  readonly index: number;
  /** Containers of the documents before it. */
  readonly before: number;
}

/** Undefined if a document cannot be read in pieces. */
export function openLarge(
  reader: XmlReader,
  files: readonly LargeFile[],
  declared: string | undefined,
): LargeXml | undefined {
  const path = reader.container.split('/');
  const documents: Document[] = [];
  let count = 0;
  for (const [index, file] of files.entries()) {
    const pieces = openPieces(file, { path, ...(declared !== undefined && { declared }) });
    if (pieces === undefined) return undefined;
    documents.push({ pieces, name: file.name, index, before: count });
    count += pieces.count;
  }
  return {
    count,
    around: openAround(reader, documents),
    open(index, only) {
      const document = documents.findLast(({ before }) => before <= index);
      return document && openPiece(reader, document, index, only);
    },
  };
}

function openAround(reader: XmlReader, documents: readonly Document[]): OpenedContainers {
  const run = newRun(reader, 0);
  let faulted = documents.length === 0;
  for (const document of documents) {
    const { around } = document.pieces;
    run.findings.push(...around.findings);
    if (around.root === undefined) faulted = true;
    else walkAround(run, document);
  }
  return { ...openedFrom(run), faulted };
}

function openPiece(
  reader: XmlReader,
  document: Document,
  index: number,
  only: ReadonlySet<string> | undefined,
): OpenedPiece | undefined {
  const piece = document.pieces.piece(index - document.before);
  if (piece === undefined) return undefined;
  const run = newRun(reader, index, only);
  walkAround(run, document);
  run.findings.length = 0;
  if (piece.root !== undefined) walk(run, piece.root, reader.container, spotOf(document, piece));
  return { opened: { ...openedFrom(run), faulted: false }, ofDocument: piece.findings };
}

function newRun(reader: XmlReader, before: number, only?: ReadonlySet<string>): XmlRun {
  const tables = new Map<string, PartTable>(
    Object.keys(reader.parts).map((part) => [part, partTable(part)]),
  );
  const run = { reader, tables, containers: [], findings: [], before };
  return only === undefined ? run : { ...run, only };
}

function walkAround(run: XmlRun, document: Document): void {
  const { around } = document.pieces;
  if (around.root !== undefined) walk(run, around.root, around.root.name, spotOf(document, around));
}

function spotOf({ name, index }: Document, document: XmlDocument) {
  return { document, file: name, index };
}

function openedFrom(run: XmlRun): Omit<OpenedContainers, 'faulted'> {
  const tables = [...run.tables].map(([part, table]) => [part, table.table()] as const);
  return {
    tables: new Map(tables.filter(([, table]) => table.rows.length > 0)),
    containers: run.containers,
    findings: run.findings,
  };
}
