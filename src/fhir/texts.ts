/** The texts of findings: three short sentences a code and language, with `{placeholders}`. */
import type { Finding } from '../base/finding.ts';

export const languages = ['en', 'th', 'vi', 'zh'] as const;
export type Language = (typeof languages)[number];

export interface FindingText {
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

/** A payer's code that the finding would become, with its official explanation and guide. */
export interface PayerNote {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  readonly remedy?: string;
}

type Entry = Readonly<Partial<Record<Language, FindingText>>> & {
  readonly payer?: readonly PayerNote[];
};

/** By the finding's code; payers' notes also by the cell (`PAT.DOB`) an engine's finding is at. */
export type Texts = Readonly<Record<string, Entry>>;

const labels: Readonly<Record<Language, FindingText>> = {
  en: { expected: 'Expected', found: 'Found', remedy: 'Remedy' },
  th: { expected: 'ที่ถูกต้อง', found: 'พบ', remedy: 'วิธีแก้' },
  vi: { expected: 'Yêu cầu', found: 'Thực tế', remedy: 'Cách sửa' },
  zh: { expected: '应为', found: '实际', remedy: '处理' },
};

/** Fills a sentence; an unknown placeholder stays as it is, so that it is seen. */
export function fill(sentence: string, params: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
}

/** The finding's sentences in the language, or in English where there is no such text. */
export function textOf(finding: Finding, language: Language, texts: Texts): FindingText {
  const entry = texts[ruleCode(finding)] ?? texts[finding.code];
  const text = entry?.[language] ?? entry?.en;
  if (text === undefined) return { expected: finding.code, found: '', remedy: '' };
  const params = { ...placeParams(finding), ...finding.params };
  return {
    expected: fill(text.expected, params),
    found: fill(text.found, params),
    remedy: fill(text.remedy, params),
  };
}

/** Rules of FHIR itself speak English; those that senders meet have a text of their own. */
function ruleCode({ code, params }: Finding): string {
  if (code !== 'SAMPAN-PROFILE-INVARIANT') return code;
  return `SAMPAN-PROFILE-INVARIANT-${params.key?.toUpperCase()}`;
}

/** What the payer would call the finding: by its code, or by the cell an engine found faulty. */
export function payerNotesOf({ code, places }: Finding, texts: Texts): readonly PayerNote[] {
  const own = texts[code]?.payer;
  if (own !== undefined) return own;
  const [place] = places;
  if (place?.field === undefined || !/^SAMPAN-(CELL|PROFILE)-/.test(code)) return [];
  const part = /([^/.]+)(?:[.]\w+)?$/.exec(place.file)?.[1]?.toUpperCase() ?? '';
  return texts[`${part}.${place.field}`]?.payer ?? [];
}

/** What every text may use without the rule naming it: the first place, and the element. */
function placeParams(finding: Finding): Readonly<Record<string, string>> {
  const place = finding.places[0];
  return {
    expression: finding.expression ?? '',
    file: place?.file ?? '',
    line: String(place?.line ?? ''),
    field: place?.field ?? '',
    value: place?.value ?? '',
  };
}

/** One line: expected, found and remedy with their labels. */
export function findingText(finding: Finding, language: Language, texts: Texts): string {
  const text = textOf(finding, language, texts);
  const label = labels[language];
  return (['expected', 'found', 'remedy'] as const)
    .filter((part) => text[part] !== '')
    .map((part) => `${label[part]}: ${text[part]}`)
    .join(' · ');
}
