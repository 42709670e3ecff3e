/** Records to the XML of a channel: parts in documents of their own, inline, or as they are. */
import type { EmbeddedDocuments } from '../definition/reader.ts';
import type { XmlReader } from '../definition.ts';
import type { BackRecord, BackUnit } from './definition.ts';

export interface XmlOptions {
  readonly form: 'base64' | 'inline';
  /** Cells of the part that stands around the units, by field. */
  readonly around: Readonly<Record<string, string>>;
  /** Those of them that stand behind the units. */
  readonly behind?: readonly string[];
  /** Attributes of the root element. */
  readonly attributes?: Readonly<Record<string, string>>;
}

const HEADER = '<?xml version="1.0" encoding="utf-8"?>\n';

/** One document with a container a unit. */
export function writeXml(
  reader: XmlReader,
  units: readonly BackUnit[],
  options: XmlOptions,
): string {
  const path = reader.container.split('/');
  const name = path.at(-1) ?? '';
  const containers = units.map((unit) => element(name, contentOf(reader, unit, options.form)));
  const [root = '', ...below] = path.slice(0, -1);
  const attributes = Object.entries(options.attributes ?? {}).map(
    ([attribute, value]) => ` ${attribute}="${escaped(value).replaceAll('"', '&quot;')}"`,
  );
  const fields = aroundOf(reader, options);
  const content = tree([root, ...below], fields, containers.join('\n'));
  return `${HEADER}${content.replace(`<${root}`, `<${root}${attributes.join('')}`)}\n`;
}

/** Parts as files of their own, or the one part whose record the container is. */
function contentOf(reader: XmlReader, { parts }: BackUnit, form: XmlOptions['form']): string {
  const { embedded, container } = reader;
  if (embedded === undefined) {
    const own = [...parts].filter(([part]) => reader.parts[part]?.records.includes(container));
    return own.flatMap(([, records]) => records.map(cellsXml)).join('\n');
  }
  const files = [...parts].map(([part, records]) => {
    const content = tableXml(reader.parts[part]?.records[0] ?? part, records);
    return fileXml(embedded, part, form === 'base64' ? base64(HEADER + content) : content);
  });
  return files.join('\n');
}

/** Paths of the part around the units, below the root, with their texts. */
function aroundOf({ parts, roots }: XmlReader, { around, behind = [] }: XmlOptions) {
  const root = roots[0] ?? '';
  const part = Object.values(parts).find(({ records }) => records.includes(root));
  return Object.entries(part?.fields ?? {}).map(([name, path]) => ({
    path: [root, ...path.split('/')],
    text: around[name] ?? '',
    behind: behind.includes(name),
  }));
}

interface Leaf {
  readonly path: readonly string[];
  readonly text: string;
  readonly behind: boolean;
}

/** The elements along a path, each with the fields below it in the order given. */
function tree(path: readonly string[], fields: readonly Leaf[], inside: string): string {
  const [name = '', ...rest] = path;
  const below = fields
    .filter((each) => each.path[0] === name)
    .map((each) => ({ ...each, path: each.path.slice(1) }));
  const way = rest.length === 0 ? inside : tree(rest, below, inside);
  const beside = (behind: boolean) => {
    const own = below.filter((each) => each.behind === behind && each.path[0] !== rest[0]);
    return [...grouped(own)].map(([first, leaves]) => plainTree(first, leaves));
  };
  return element(name, [...beside(false), way, ...beside(true)].join('\n'));
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
  const rows = records.map((each) => element(record, cellsXml(each)));
  return names.reduceRight((inner, name) => element(name, inner), rows.join('\n'));
}

function cellsXml({ cells }: BackRecord): string {
  return [...cells].map(([name, text]) => cell(name, text)).join('\n');
}

function element(name: string, content: string): string {
  return `<${name}>\n${content}\n</${name}>`;
}

function cell(name: string, text: string): string {
  return text === '' ? `<${name}/>` : `<${name}>${escaped(text)}</${name}>`;
}

/** What XML has no form for: https://www.w3.org/TR/xml/#charsets */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escaped(text: string): string {
  return text
    .replace(NO_CHARACTER, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** Of the text in UTF-8. */
export function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
