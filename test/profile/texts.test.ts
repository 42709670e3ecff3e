/** The findings' sentences as they are read: behind their labels, joined to one line. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/base/finding.ts';
import { findingText, type Language, languages, type Texts } from '../../src/fhir/texts.ts';
import { validatorsFor } from './definitions.ts';

type Sentences = Texts[string]['en'];

function catalogue(language: Language): Texts {
  const path = `../../src/base/findings/${language}.json`;
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  const byCode = Object.entries(JSON.parse(text) as Record<string, Sentences>);
  return Object.fromEntries(byCode.map(([code, one]) => [code, { [language]: one }])) as Texts;
}

function lineOf(code: string, language: Language, texts: Texts): string {
  const finding: Finding = { code, severity: 'error', issue: 'invalid', places: [], params: {} };
  return findingText(finding, language, texts);
}

const DOUBLED = /(Expected|Found|พบ|ที่ถูกต้อง|Yêu cầu|Thực tế|应为|实际): ?\1/;

for (const language of languages)
  describe(`texts in ${language}`, () => {
    const texts = catalogue(language);
    const lines = Object.keys(texts).map((code) => lineOf(code, language, texts));
    it('does not say the word of the label again', () => {
      const doubled = lines.filter((line) => DOUBLED.test(line));
      expect(doubled).toEqual([]);
    });
    it('does not end a sentence where the next label begins', () => {
      expect(lines.filter((line) => /[^.][.。] ·/.test(line))).toEqual([]);
    });
  });

describe('a value that is missing', () => {
  const { validate } = validatorsFor({});
  const [finding] = validate({ resourceType: 'Coverage', payor: [{ display: 'a' }] });
  it.each([
    ['en', 'Expected: a value in status · Found: none · Remedy: Fill status.'],
    ['th', 'ที่ถูกต้อง: ค่าใน status · พบ: ไม่มีค่า · วิธีแก้: กรอก status'],
    ['vi', 'Yêu cầu: giá trị trong status · Thực tế: không có · Cách sửa: Điền status.'],
    ['zh', '应为: status 中有值 · 实际: 无 · 处理: 请填写 status。'],
  ] as const)('reads in %s as whoever fills it in needs it', (language, text) => {
    expect(finding && findingText(finding, language, catalogue(language))).toBe(text);
  });
});
