import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/cli/catalogue.ts';
import { readPaths } from '../../src/cli/read-paths.ts';
import { findSamples } from '../../src/cli/samples.ts';
import { type Language, textOf } from '../../src/fhir/texts.ts';
import { translateFiles } from './translated.ts';

const texts = await loadTexts();

/** What the finding of a sample says was found. */
const cases: readonly { sample: string; language: Language; found: string }[] = [
  {
    sample: 'cht-01-total-differs',
    language: 'en',
    found: '190.00; the CHA rows sum to 180.00',
  },
  {
    sample: 'cht-01-total-differs',
    language: 'th',
    found: '190.00 แต่ผลรวมในแฟ้ม CHA คือ 180.00',
  },
  {
    sample: 'adp-01-total-differs',
    language: 'en',
    found: '100.00; QTY times RATE is 200.00',
  },
  {
    sample: 'key-05-seq-not-in-ins',
    language: 'th',
    found: 'ไม่พบ SEQ 260210999999 ของ HN 0000011 ในแฟ้ม INS',
  },
  {
    sample: 'key-01-hn-twice',
    language: 'en',
    found: 'HN 0000011 stands in line 2 already',
  },
];

describe('the text of a finding', () => {
  it.each(cases)('of $sample says in $language: $found', ({ sample, language, found }) => {
    const path = `mappings/th/th-eclaim-16/samples/${sample}/input`;
    const translation = translateFiles(readPaths([path]).flatMap(({ files }) => files));
    const findings = translation.units.flatMap((unit) => unit.findings);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => textOf(finding, language, texts).found)).toEqual([found]);
  });

  it('leaves no placeholder open in any sample', () => {
    for (const { path } of findSamples(['mappings/th/th-eclaim-16'])) {
      const files = readPaths([`${path}/input`]).flatMap((each) => each.files);
      const { findings, units } = translateFiles(files);
      for (const finding of [...findings, ...units.flatMap((unit) => unit.findings)]) {
        const text = Object.values(textOf(finding, 'th', texts)).join(' ');
        expect(text, path).not.toMatch(/\{\w+\}/);
      }
    }
  });
});
