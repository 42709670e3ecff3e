/** structureMap = (map | conceptmap | uses | imports | let | group)* */
import type {
  ConceptMapBlock,
  Constant,
  Group,
  Import,
  Structure,
  StructureMap,
  StructureMode,
} from '../ast.ts';
import { nearMiss } from '../near-miss.ts';
import { type Problem, type SourceText, sourceText } from '../problem.ts';
import { parseConceptMap } from './concept-map.ts';
import {
  atWord,
  type Cursor,
  complain,
  needExpression,
  needMark,
  needName,
  needText,
  openCursor,
  recover,
  SyntaxStop,
  stop,
  take,
  takeMark,
  takeWord,
} from './cursor.ts';
import { parseGroup } from './group.ts';
import { readMetadata } from './metadata.ts';

interface Draft {
  url: string;
  name: string;
  metadata: Record<string, string>;
  conceptMaps: ConceptMapBlock[];
  structures: Structure[];
  imports: Import[];
  constants: Constant[];
  groups: Group[];
}

const MODES: readonly StructureMode[] = ['source', 'queried', 'target', 'produced'];

/** mapDeclaration = 'map' url '=' identifier */
function parseHeader(cursor: Cursor, draft: Draft): void {
  draft.url = needText(cursor, "the map's URL in quotes").text;
  needMark(cursor, '=');
  if (cursor.token.kind !== 'string' && cursor.token.kind !== 'name')
    stop(cursor, "the map's name");
  draft.name = take(cursor).text;
}

/** structureDeclaration = 'uses' url ('alias' identifier)? 'as' mode */
function parseUses(cursor: Cursor, at: number): Structure {
  const url = needText(cursor, "the model's URL in quotes").text;
  const alias = takeWord(cursor, 'alias') ? needName(cursor, 'an alias').text : undefined;
  if (!takeWord(cursor, 'as')) stop(cursor, '`as`');
  const mode = MODES.find((known) => atWord(cursor, known));
  if (mode === undefined) {
    const hint = nearMiss(cursor.token.text, MODES);
    return stop(cursor, '`source`, `queried`, `target` or `produced`', hint);
  }
  take(cursor);
  return { url, mode, at, ...(alias === undefined ? {} : { alias }) };
}

/** constantDeclaration = ('let' | 'const') identifier '=' fhirPath ';' */
function parseConstant(cursor: Cursor, at: number): Constant {
  const name = needName(cursor, "the constant's name").text;
  needMark(cursor, '=');
  const expression = needExpression(cursor);
  needMark(cursor, ';');
  return { name, expression, at };
}

const DECLARATIONS: Readonly<Record<string, (cursor: Cursor, draft: Draft, at: number) => void>> = {
  map: parseHeader,
  conceptmap: (cursor, draft, at) => draft.conceptMaps.push(parseConceptMap(cursor, at)),
  uses: (cursor, draft, at) => draft.structures.push(parseUses(cursor, at)),
  imports: (cursor, draft, at) =>
    draft.imports.push({ url: needText(cursor, "the imported map's URL in quotes").text, at }),
  let: (cursor, draft, at) => draft.constants.push(parseConstant(cursor, at)),
  const: (cursor, draft, at) => draft.constants.push(parseConstant(cursor, at)),
  group: (cursor, draft, at) => {
    const group = parseGroup(cursor, at);
    if (group !== undefined) draft.groups.push(group);
  },
};

/** Skips to the next word that begins a declaration, outside of braces. */
function recoverDeclaration(cursor: Cursor): void {
  let depth = 0;
  while (cursor.token.kind !== 'end') {
    const { kind, text, quote } = cursor.token;
    if (kind === 'mark' && text === '{') depth++;
    if (kind === 'mark' && text === '}') depth = Math.max(0, depth - 1);
    if (kind === 'name' && !quote && depth === 0 && Object.hasOwn(DECLARATIONS, text)) return;
    if (kind === 'name' && text === 'group' && startsLine(cursor)) return;
    take(cursor);
  }
}

function startsLine(cursor: Cursor): boolean {
  const { text } = cursor.source;
  const at = cursor.token.at;
  return at === 0 || text[at - 1] === '\n';
}

function parseDeclaration(cursor: Cursor, draft: Draft): void {
  const { kind, text, at, quote } = cursor.token;
  const known = kind === 'name' && !quote && Object.hasOwn(DECLARATIONS, text);
  if (!known) {
    const hint = nearMiss(text, Object.keys(DECLARATIONS));
    complain(cursor, '`map`, `conceptmap`, `uses`, `imports`, `let` or `group`', hint);
    take(cursor);
    recoverDeclaration(cursor);
    return;
  }
  take(cursor);
  try {
    DECLARATIONS[text]?.(cursor, draft, at);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxStop)) throw thrown;
    if (text === 'let' || text === 'const') recover(cursor);
    else recoverDeclaration(cursor);
  }
}

export interface ParsedMap {
  /** What could be read, even where there are problems. */
  readonly map: StructureMap;
  readonly problems: readonly Problem[];
}

/** Reads FML. All syntax errors are in `problems`; nothing is thrown. */
export function parseMap(file: string, text: string): ParsedMap {
  const source: SourceText = sourceText(file, text);
  const cursor = openCursor(source);
  const metadata = readMetadata(text);
  const draft: Draft = {
    url: metadata.url ?? '',
    name: metadata.name ?? '',
    metadata,
    conceptMaps: [],
    structures: [],
    imports: [],
    constants: [],
    groups: [],
  };
  while (cursor.token.kind !== 'end') {
    parseDeclaration(cursor, draft);
    takeMark(cursor, ';');
  }
  if (draft.groups.length === 0 && cursor.problems.length === 0) complain(cursor, 'a `group`');
  return { map: { source, contained: [], ...draft }, problems: cursor.problems };
}
