/** Rows of a 16-file set by part, and their text in any layout and charset. */
import type { DelimitedPart } from '../../src/channel/definition.ts';
import type { SourceFile } from '../../src/channel/translation.ts';

/** Cells by column; a column without a cell is empty. */
export type Cells = Readonly<Record<string, string>>;
export type Rows = Readonly<Record<string, readonly Cells[]>>;

export interface SetLayout {
  readonly header: boolean;
  readonly charset: 'utf-8' | 'windows-874';
  /** Variant of a part's columns, by part; the first where none is named. */
  readonly variants: Readonly<Record<string, string>>;
  /** Write columns under their other names. */
  readonly aliased: boolean;
  /** With a header the order of columns is free: here from the last to the first. */
  readonly reversed: boolean;
}

export const plainLayout: SetLayout = {
  header: true,
  charset: 'utf-8',
  variants: {},
  aliased: false,
  reversed: false,
};

type Parts = Readonly<Record<string, DelimitedPart>>;

export function columnsOf(parts: Parts, part: string, layout: SetLayout): readonly string[] {
  const variants = parts[part]?.variants ?? [];
  const variant = variants.find(({ id }) => id === layout.variants[part]) ?? variants[0];
  return variant?.columns ?? [];
}

export function renderSet(rows: Rows, parts: Parts, layout: SetLayout): readonly SourceFile[] {
  return Object.entries(rows).map(([part, records]) => {
    const known = columnsOf(parts, part, layout);
    const columns = layout.header && layout.reversed ? known.toReversed() : known;
    const lines = records.map((cells) => columns.map((name) => cells[name] ?? '').join('|'));
    const header = columns.map((name) => (layout.aliased ? aliasOf(parts, part, name) : name));
    const text = [...(layout.header ? [header.join('|')] : []), ...lines, ''].join('\r\n');
    return { name: `${part}.txt`, bytes: encode(text, layout.charset) };
  });
}

function aliasOf(parts: Parts, part: string, column: string): string {
  const aliases = Object.entries(parts[part]?.aliases ?? {});
  return aliases.find(([, name]) => name === column)?.[0] ?? column;
}

/** Thai letters of windows-874 are those of Unicode's Thai block, 0xD60 below. */
function encode(text: string, charset: SetLayout['charset']): Uint8Array {
  if (charset === 'utf-8') return new TextEncoder().encode(text);
  return Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 0x80 ? code : code - 0xd60;
  });
}
