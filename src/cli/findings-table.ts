/** Findings as people read them on a terminal: where, what code, and the three sentences. */
import type { Finding, Severity } from '../base/finding.ts';
import { formatPlace } from '../base/place.ts';
import { findingText, type Language, payerNotesOf, type Texts } from '../fhir/texts.ts';

export interface UnitFindings {
  readonly unit?: string;
  readonly findings: readonly Finding[];
}

interface Row {
  readonly finding: Finding;
  readonly where: string;
  readonly units: string[];
}

/** One entry a finding; one that speaks of several units is printed once and names them. */
export function formatFindings(
  groups: readonly UnitFindings[],
  language: Language,
  texts: Texts,
): string {
  const rows = collect(groups);
  const where = width(rows.map((row) => row.where));
  const severity = width(rows.map((row) => row.finding.severity));
  return rows
    .map((row) => {
      const { finding } = row;
      const codes = [finding.code, ...payerNotesOf(finding, texts).map(({ code }) => code)];
      const head = [finding.severity.padEnd(severity), row.where.padEnd(where), codes.join(' ')];
      const units = row.units.length === 0 ? '' : `  (${shorten(row.units)})`;
      const text = `${head.join('  ')}${units}\n    ${findingText(finding, language, texts)}`;
      return `${visible(text)}\n`;
    })
    .join('');
}

function collect(groups: readonly UnitFindings[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { unit, findings } of groups) {
    for (const finding of findings) {
      const [place] = finding.places;
      const where = place === undefined ? (finding.expression ?? '') : formatPlace(place);
      const key = `${finding.code} ${where} ${JSON.stringify(finding.params)}`;
      const row = rows.get(key) ?? { finding, where, units: [] };
      if (unit !== undefined && !row.units.includes(unit)) row.units.push(unit);
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}

function width(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

const unitsShown = 3;

function shorten(units: readonly string[]): string {
  const more = units.length - unitsShown;
  const shown = units.slice(0, unitsShown).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** `9 errors, 1 warning`; counts each finding of each unit once. */
export function countSeverities(groups: readonly UnitFindings[]): string {
  const counts = new Map<Severity, number>();
  for (const { finding } of collect(groups)) {
    counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
  }
  const order: readonly Severity[] = ['fatal', 'error', 'warning', 'information'];
  const parts = order.flatMap((severity) => {
    const count = counts.get(severity) ?? 0;
    if (count === 0) return [];
    const plural = severity === 'information' || severity === 'fatal' || count === 1 ? '' : 's';
    return [`${count} ${severity}${plural}`];
  });
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

/** Code points that move the cursor or turn the direction of text; the line break is our own. */
const controls: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
];

/** What was sent must not steer the terminal: controls are shown as their codes. */
function visible(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const steers = controls.some(([first, last]) => code >= first && code <= last);
    return steers ? `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>` : character;
  }).join('');
}
