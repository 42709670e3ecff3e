/** The payer's code a finding would become: by our code, or by the cell an engine's fault is at. */
import { globSync, readFileSync } from 'node:fs';
import type { PayerNote } from '../../src/fhir/texts.ts';

/** As far as findings need it; the whole form is docs/payer-codes.md. */
interface PayerCodeFile {
  readonly systems: readonly string[];
  readonly codes: Readonly<Record<string, PayerCode>>;
}

interface PayerCode {
  readonly text: Readonly<Record<string, { readonly found: string; readonly remedy: string }>>;
  readonly rules?: readonly string[];
  readonly faults?: readonly string[];
}

export type PayerNotes = Readonly<Record<string, readonly PayerNote[]>>;

interface Collected {
  readonly notes: PayerNotes;
  readonly problems: readonly string[];
}

export function payerNotes(known: ReadonlySet<string>): Collected {
  const notes: Record<string, PayerNote[]> = {};
  const problems: string[] = [];
  for (const path of globSync('profiles/*/payer-codes.json').sort()) {
    const file = JSON.parse(readFileSync(path, 'utf8')) as PayerCodeFile;
    for (const [code, entry] of Object.entries(file.codes)) {
      const { rules = [], faults = [] } = entry;
      for (const rule of rules) {
        if (!known.has(rule)) problems.push(`${path}: ${code} names ${rule}, which has no texts`);
      }
      const note = noteOf(file.systems[0] ?? '', code, entry);
      for (const key of [...rules, ...faults]) notes[key] = [...(notes[key] ?? []), note];
    }
  }
  return { notes, problems };
}

function noteOf(system: string, code: string, { text }: PayerCode): PayerNote {
  const [official] = Object.values(text);
  const { found = '', remedy = '' } = official ?? {};
  return { system, code, display: found, ...(remedy !== '' && { remedy }) };
}
