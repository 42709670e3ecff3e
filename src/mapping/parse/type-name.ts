/** Names of types in maps. */
import { type Cursor, needName, take, takeMark } from './cursor.ts';

/** type = identifier | string, `FHIR.Patient` too */
export function parseType(cursor: Cursor): string {
  if (cursor.token.kind === 'string') return take(cursor).text;
  let type = needName(cursor, 'a type').text;
  while (takeMark(cursor, '.')) type = `${type}.${needName(cursor, 'a type').text}`;
  return type;
}
