/** Records to the XML document of a channel, each part in a document of its own or inline. */

import type { EmbeddedDocuments } from '../definition/reader.ts';
import type { XmlReader } from '../definition.ts';
import type { BackRecord, BackUnit } from './definition.ts';

export interface XmlOptions {
  readonly form: 'base64' | 'inline';
  /** Cells of the part that stands around the units, by field. */
  readonly around: Readonly<Record<string, string>>;
}

const HEADER = '<?xml version="1.0" encoding="utf-8"?>\n';

/** One document with a container a unit. */
export function writeXml(
  reader: XmlReader,
  units: readonly BackUnit[],
  options: XmlOptions,
): string {
  const { embedded } = reader;
  if (embedded === undefined) throw new Error('only documents with embedded parts are written');
  const path = reader.container.split('/');
  const name = path.at(-1) ?? '';
  const containers = units.map((unit) => {
    const files = [...unit.parts].map(([part, records]) => {
      const content = tableXml(reader.parts[part]?.records[0] ?? part, records);
      return fileXml(embedded, part, options.form === 'base64' ? encoded(content) : content);
    });
    return element(name, files.join('\n'));
  });
  const fields = aroundOf(reader, options.around);
  return `${HEADER}${tree(path.slice(0, -1), fields, containers.join('\n'))}\n`;
}

/** Paths of the part around the units, below the root, with their texts. */
function aroundOf({ parts, roots }: XmlReader, around: XmlOptions['around']) {
  const root = roots[0] ?? '';
  const part = Object.values(parts).find(({ records }) => records.includes(root));
  return Object.entries(part?.fields ?? {}).map(([name, path]) => ({
    path: [root, ...path.split('/')],
    text: around[name] ?? '',
  }));
}

interface Leaf {
  readonly path: readonly string[];
  readonly text: string;
}

/** The elements along a path, each with the fields below it in the order given. */
function tree(path: readonly string[], fields: readonly Leaf[], inside: string): string {
  const [name = '', ...rest] = path;
  const below = fields
    .filter((each) => each.path[0] === name)
    .map((each) => ({ ...each, path: each.path.slice(1) }));
  const children: string[] = [];
  let placed = rest.length === 0;
  for (const [first, leaves] of grouped(below)) {
    if (first === rest[0]) {
      children.push(tree(rest, leaves, inside));
      placed = true;
    } else children.push(plainTree(first, leaves));
  }
  if (rest.length === 0) children.push(inside);
  else if (!placed) children.push(tree(rest, [], inside));
  return element(name, children.join('\n'));
}

function grouped(leaves: readonly Leaf[]): ReadonlyMap<string, readonly Leaf[]> {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const [name = ''] = leaf.path;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [leaf]);
    else known.push(leaf);
  }
  return groups;
}

function plainTree(name: string, leaves: readonly Leaf[]): string {
  const [only] = leaves;
  if (only !== undefined && only.path.length === 1) return cell(name, only.text);
  const below = leaves.map((leaf) => ({ ...leaf, path: leaf.path.slice(1) }));
  const children = [...grouped(below)].map(([first, own]) => plainTree(first, own));
  return element(name, children.join('\n'));
}

function fileXml({ element: file, name, content }: EmbeddedDocuments, part: string, text: string) {
  return element(file, `${cell(name, part)}<${content}>${text}</${content}>`);
}

function tableXml(path: string, records: readonly BackRecord[]): string {
  const names = path.split('/');
  const record = names.pop() ?? '';
  const rows = records.map(({ cells }) =>
    element(record, [...cells].map(([name, text]) => cell(name, text)).join('\n')),
  );
  return names.reduceRight((inner, name) => element(name, inner), rows.join('\n'));
}

function element(name: string, content: string): string {
  return `<${name}>\n${content}\n</${name}>`;
}

function cell(name: string, text: string): string {
  return text === '' ? `<${name}/>` : `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function encoded(xml: string): string {
  return base64(HEADER + xml);
}

/** Of the text in UTF-8. */
export function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
