/** `/// name = value` lines at the head of a map. https://hl7.org/fhir/R5/mapping-language.html#metadata */
import { unescapeText } from './lexer.ts';

const LINE = /^[ \t]*\/\/\/[ \t]*([A-Za-z][\w.-]*)[ \t]*=[ \t]*(.*?)[ \t]*\r?$/gm;
const LONG = /^[ \t]*\/\/\/[ \t]*([A-Za-z][\w.-]*)[ \t]*=[ \t]*"""([\s\S]*?)"""/gm;

function unquoted(value: string): string {
  const first = value[0];
  const isQuoted = (first === '"' || first === "'") && value.length > 1 && value.endsWith(first);
  return isQuoted ? unescapeText(value.slice(1, -1)) : value;
}

export function readMetadata(text: string): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(LONG)) {
    metadata[name] = value.replace(/^[ \t]*\/\/\/[ \t]?/gm, '').trim();
  }
  for (const [, name = '', value = ''] of text.matchAll(LINE)) {
    if (!Object.hasOwn(metadata, name)) metadata[name] = unquoted(value);
  }
  return metadata;
}
