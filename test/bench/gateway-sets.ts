/** Submissions for load tests: the sample's three claims, `copies` times, renumbered. */
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
  /** Other content of the two visits under the same numbers; the admission stays. */
  readonly edition?: number;
}

/** A zip of the 16 files; `copies` of the sample's visits and admissions, each of own people. */
export function zippedSet({ mark, copies, edition = 0 }: SetOptions): Uint8Array {
  const serials = Array.from({ length: copies }, (_, copy) => String(mark * copies + copy));
  const files = texts.map(([name, text]) => {
    const [header = '', ...rows] = changed(name, text, edition).trimEnd().split('\r\n');
    const all = serials.flatMap((serial) => rows.map((row) => renumbered(row, serial)));
    return [name, new TextEncoder().encode([header, ...all, ''].join('\r\n'))] as const;
  });
  return zipSync(Object.fromEntries(files), { level: 1 });
}

/** What the visits are about stands in one file. */
function changed(name: string, text: string, edition: number): string {
  return name === 'OPD.txt' && edition > 0 ? text.replace(/36\.8|38\.2/g, `37.${edition}`) : text;
}

/** The sample's HN, SEQ and AN, as cells, with the serial behind them, and people of its own. */
function renumbered(row: string, serial: string): string {
  return row
    .replace(/(?<=^|\|)(?:000000[1-3]|2601\d{8}|69000\d{4})(?=\||$)/g, `$&${serial}`)
    .replace(/(?<=\|)19999000000([1-3])\d(?=\|)/g, (_, person) => cardNumber(person, serial));
}

/** Thirteen digits, the last of which checks the others, as the sample's. */
function cardNumber(person: string, serial: string): string {
  const digits = `1${serial.padStart(10, '0')}${person}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (13 - at), 0);
  return `${digits}${(11 - (sum % 11)) % 10}`;
}
