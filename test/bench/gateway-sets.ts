/** Submissions for load tests: the sample's three claims, `copies` times under numbers of their own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

const SAMPLE = 'mappings/th/th-eclaim-16/samples/good-utf8-header/input';
export const CLAIMS_A_COPY = 3;
const texts = readdirSync(SAMPLE).map(
  (name) => [name, readFileSync(join(SAMPLE, name), 'utf8')] as const,
);

export interface SetOptions {
  /** Numbers of different marks never meet. */
  readonly mark: number;
  readonly copies: number;
}

/** A zip of the 16 files; `copies` visits and admissions of the sample's three patients. */
export function zippedSet({ mark, copies }: SetOptions): Uint8Array {
  const serials = Array.from({ length: copies }, (_, copy) => String(mark * copies + copy));
  const files = texts.map(([name, text]) => {
    const [header = '', ...rows] = text.trimEnd().split('\r\n');
    const all = serials.flatMap((serial) => rows.map((row) => renumbered(row, serial)));
    return [name, new TextEncoder().encode([header, ...all, ''].join('\r\n'))] as const;
  });
  return zipSync(Object.fromEntries(files), { level: 1 });
}

/** The sample's HN, SEQ and AN, as cells, with the serial behind them. */
function renumbered(row: string, serial: string): string {
  return row.replace(/(?<=^|\|)(?:000000[1-3]|2601\d{8}|69000\d{4})(?=\||$)/g, `$&${serial}`);
}
