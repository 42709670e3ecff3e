/** Comma-separated values, strictly: what is no cell is a fault with its line. RFC 4180 */

export type Csv =
  | { readonly kind: 'rows'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'fault'; readonly line: number };

/** Quoted cells may hold commas, line ends and doubled quotes; others none of them. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Empty lines are no rows. */
export function readCsvRows(text: string): Csv {
  const rows: string[][] = [[]];
  for (CELL.lastIndex = 0; ; ) {
    const start = CELL.lastIndex;
    const match = CELL.exec(text);
    if (match === null) return { kind: 'fault', line: text.slice(0, start).split('\n').length };
    const [, quoted, plain, end] = match;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return { kind: 'rows', rows: rows.filter((cells) => cells.length > 1 || cells[0] !== '') };
}
