/** Collects the texts of findings from every catalogue into one module. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type PayerNotes, payerNotes } from './payer-notes.ts';
import { writeModule } from './stamp.ts';

interface Text {
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

type Texts = Record<string, Record<string, Text>>;

const languages = ['en', 'th', 'vi', 'zh'];

function readJson(path: string): Record<string, Record<string, unknown>> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, unknown>>;
}

/** A country's own catalogue: code to texts by language. */
export function readFindings(folder: string): Texts {
  const path = `profiles/${folder}/findings.json`;
  return existsSync(path) ? (readJson(path) as unknown as Texts) : {};
}

function isText(value: unknown): value is Text {
  const keys = ['expected', 'found', 'remedy'];
  return keys.every((key) => typeof (value as Record<string, unknown>)?.[key] === 'string');
}

/** Writes `texts.js`; a code without English is a problem. */
export async function compileTexts(): Promise<readonly string[]> {
  const texts: Texts = {};
  const problems: string[] = [];
  const add = (code: string, language: string, text: unknown, file: string): void => {
    if (!isText(text))
      problems.push(`${file}: ${code} lacks expected, found or remedy (${language})`);
    else texts[code] = { ...texts[code], [language]: text };
  };
  for (const file of globSync('src/base/findings/**/*.json').sort()) {
    const language = basename(file, '.json');
    for (const [code, text] of Object.entries(readJson(file))) add(code, language, text, file);
  }
  for (const file of globSync('profiles/*/findings.json').sort()) {
    for (const [code, entry] of Object.entries(readJson(file))) {
      for (const language of languages) {
        if (entry[language] !== undefined) add(code, language, entry[language], file);
      }
    }
  }
  const { notes, problems: ofPayers } = payerNotes(new Set(Object.keys(texts)));
  problems.push(...ofPayers);
  for (const [code, text] of Object.entries(texts)) {
    if (text.en === undefined) problems.push(`findings: ${code} has no English text`);
  }
  writeModule(
    'texts',
    `export const texts = ${JSON.stringify(withNotes(texts, notes), null, 1)};\n`,
    `import type { Texts } from '../fhir/texts.ts';\nexport declare const texts: Texts;\n`,
  );
  return problems;
}

/** What a payer calls a finding stands beside its texts; a cell's note has no text of its own. */
function withNotes(texts: Texts, notes: PayerNotes): Readonly<Record<string, unknown>> {
  const entries = Object.entries(notes).map(([key, payer]) => [key, { ...texts[key], payer }]);
  return { ...texts, ...Object.fromEntries(entries) };
}
