/** The configuration's text to its value: JSON, or YAML 1.2; either knows its lines. */
import { type Alias, type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import { parseJson } from '../wire/json.ts';

export type ConfigPath = readonly (string | number)[];

export type ConfigText =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      readonly lineOf: (path: ConfigPath) => number;
    }
  | { readonly kind: 'fault'; readonly line: number; readonly message: string };

/** A text that begins with a brace is JSON: its reader is stricter than YAML's. */
export function readConfigText(text: string): ConfigText {
  return /^\s*\{/.test(text) ? readJson(text) : readYaml(text);
}

function readJson(text: string): ConfigText {
  const { value, findings, placeOf } = parseJson(text, { file: 'SAMPAN_CONFIG' });
  const [first] = findings;
  if (value === undefined || first !== undefined) {
    const line = first?.places[0]?.line ?? 1;
    return { kind: 'fault', line, message: first?.code ?? 'no JSON' };
  }
  return { kind: 'value', value, lineOf: (path) => placeOf(path).line };
}

function readYaml(text: string): ConfigText {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineOfOffset = (offset = 0) => lineCounter.linePos(offset).line;
  const [wrong] = document.errors;
  if (wrong !== undefined) {
    return { kind: 'fault', line: lineOfOffset(wrong.pos[0]), message: wrong.message };
  }
  const alias = firstAlias(document);
  if (alias !== undefined) {
    return { kind: 'fault', line: lineOfOffset(alias.range?.[0]), message: 'no aliases, please' };
  }
  return { kind: 'value', value: document.toJS() as unknown, lineOf: lineAt };

  /** Of the element, or of the nearest one around it. */
  function lineAt(path: ConfigPath): number {
    const node = document.getIn(path, true);
    if (isNode(node) && node.range) return lineOfOffset(node.range[0]);
    return path.length === 0 ? 1 : lineAt(path.slice(0, -1));
  }
}

/** Aliases are of no use here, and a few lines of them make gigabytes. */
function firstAlias(document: Document): Alias | undefined {
  let found: Alias | undefined;
  visit(document, {
    Alias: (_key, alias) => {
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}
