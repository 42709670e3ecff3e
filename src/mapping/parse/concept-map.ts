/** conceptmap = 'conceptmap' url '{' prefix* unmapped* pair* '}' */
import type { CodePair, ConceptMapBlock, Relationship, Unmapped } from '../ast.ts';
import { nearMiss } from '../near-miss.ts';
import { problemAt } from '../problem.ts';
import {
  atMark,
  atWord,
  type Cursor,
  moveTo,
  needMark,
  needText,
  SyntaxStop,
  stop,
  take,
  takeMark,
  takeWord,
} from './cursor.ts';
import { skipSpace } from './lexer.ts';

/**
 * What stands between two codes. `<=` and `>=` follow the direction of R4's equivalences:
 * the target is wider (subsumes) or narrower than the source.
 */
const RELATIONS: readonly (readonly [string, Relationship])[] = [
  ['==', 'equivalent'],
  ['!=', 'not-related-to'],
  ['<=', 'source-is-narrower-than-target'],
  ['>=', 'source-is-broader-than-target'],
  ['<-', 'source-is-narrower-than-target'],
  ['->', 'source-is-broader-than-target'],
  ['>-', 'source-is-broader-than-target'],
  ['=', 'equivalent'],
  ['-', 'related-to'],
  ['~', 'related-to'],
  ['<', 'source-is-narrower-than-target'],
  ['>', 'source-is-broader-than-target'],
  ['*', 'not-related-to'],
];

const BARE_CODE = /[^\s:;{}"'=<>!~]+/y;

/** A code: quoted, or bare up to white space (`entered-in-error`, `88122-7`). */
function needCode(cursor: Cursor): string {
  if (cursor.token.kind === 'string') return take(cursor).text;
  BARE_CODE.lastIndex = cursor.token.at;
  const found = BARE_CODE.exec(cursor.source.text)?.[0];
  if (found === undefined) return stop(cursor, 'a code');
  moveTo(cursor, cursor.token.at + found.length);
  return found;
}

function needPrefix(cursor: Cursor, prefixes: ReadonlyMap<string, string>): string {
  const at = cursor.token.at;
  const name = needCode(cursor);
  const system = prefixes.get(name);
  if (system !== undefined) return system;
  const hint = nearMiss(name, prefixes.keys());
  cursor.problems.push(
    problemAt(cursor.source, at, {
      code: 'map-concept',
      message: `unknown prefix \`${name}\``,
      expected: `one of ${[...prefixes.keys()].join(', ') || 'the prefixes declared above'}`,
      found: name,
      ...(hint === undefined ? {} : { hint }),
    }),
  );
  return name;
}

function needRelation(cursor: Cursor): Relationship {
  const { text } = cursor.source;
  const at = skipSpace(text, cursor.lastEnd);
  const found = RELATIONS.find(([symbol]) => text.startsWith(symbol, at));
  if (found === undefined) return stop(cursor, '`==`, `-`, `<=`, `>=`, `!=` or `~`');
  moveTo(cursor, at + found[0].length);
  return found[1];
}

/** pair = prefix ':' code relation prefix ':' code */
function parsePair(cursor: Cursor, prefixes: ReadonlyMap<string, string>): CodePair {
  const at = cursor.token.at;
  const sourceSystem = needPrefix(cursor, prefixes);
  needMark(cursor, ':');
  const source = needCode(cursor);
  const relationship = needRelation(cursor);
  const targetSystem = needPrefix(cursor, prefixes);
  needMark(cursor, ':');
  const target = needCode(cursor);
  return { at, sourceSystem, source, relationship, targetSystem, target };
}

/** unmapped = 'unmapped' 'for' prefix '=' ('provided' | string | url) */
function parseUnmapped(cursor: Cursor, prefixes: ReadonlyMap<string, string>): Unmapped {
  const at = cursor.token.at;
  if (!takeWord(cursor, 'for')) stop(cursor, '`for`');
  const system = needPrefix(cursor, prefixes);
  if (!takeMark(cursor, '=')) needMark(cursor, '==');
  if (takeWord(cursor, 'provided')) return { at, system, mode: 'use-source-code' };
  const value = needCode(cursor);
  const isMap = value.startsWith('#') || value.includes('://');
  return { at, system, mode: isMap ? 'other-map' : 'fixed', value };
}

/** After an error, goes on with the next line. */
function recoverLine(cursor: Cursor): void {
  const end = cursor.source.text.indexOf('\n', cursor.token.at);
  moveTo(cursor, end < 0 ? cursor.source.text.length : end);
}

export function parseConceptMap(cursor: Cursor, at: number): ConceptMapBlock {
  const id = needText(cursor, "the concept map's id in quotes").text.replace(/^#/, '');
  needMark(cursor, '{');
  const prefixes = new Map<string, string>();
  const pairs: CodePair[] = [];
  const unmapped: Unmapped[] = [];
  while (!atMark(cursor, '}') && cursor.token.kind !== 'end') {
    try {
      if (atWord(cursor, 'prefix')) {
        take(cursor);
        const name = needCode(cursor);
        needMark(cursor, '=');
        prefixes.set(name, needText(cursor, "the code system's URL in quotes").text);
      } else if (atWord(cursor, 'unmapped')) {
        take(cursor);
        unmapped.push(parseUnmapped(cursor, prefixes));
      } else pairs.push(parsePair(cursor, prefixes));
      takeMark(cursor, ';');
    } catch (thrown) {
      if (!(thrown instanceof SyntaxStop)) throw thrown;
      recoverLine(cursor);
    }
  }
  needMark(cursor, '}');
  return { at, id, pairs, unmapped };
}
