/** Every rule by values that keep it and values that break it: one JSON file of cases a rule. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/base/finding.ts';
import { inDocumentOrder } from '../../src/profile/runtime/document-order.ts';
import { validatorsFor } from './definitions.ts';

type Expected = readonly [
  code: string,
  expression: string,
  params?: Readonly<Record<string, string>>,
];

interface CaseFile {
  readonly about: string;
  readonly profile?: string;
  readonly withCodeSystems?: boolean;
  /** Findings that only inform are compared as well. */
  readonly informative?: boolean;
  readonly definitions?: readonly unknown[];
  readonly valueSets?: readonly unknown[];
  readonly codeSystems?: readonly unknown[];
  readonly valid: readonly unknown[];
  readonly invalid: readonly { readonly value: unknown; readonly findings: readonly Expected[] }[];
}

/** What is only said and changes no verdict. */
function weighty(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity !== 'information');
}

function failures(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error' || severity === 'fatal');
}

function brief(findings: readonly Finding[], expected: readonly Expected[]): unknown[] {
  return findings.map(({ code, expression, params }, at) => {
    const wanted = expected[at]?.[2];
    if (wanted === undefined) return [code, expression];
    return [
      code,
      expression,
      Object.fromEntries(Object.keys(wanted).map((key) => [key, params[key]])),
    ];
  });
}

const folder = new URL('cases/', import.meta.url);

for (const name of readdirSync(folder).sort()) {
  const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as CaseFile;
  describe(`${name}: ${file.about}`, () => {
    const set = validatorsFor(file);
    const validate =
      file.profile === undefined ? set.validate : (set.validator(file.profile) ?? set.validate);
    file.valid.forEach((value, at) => {
      it(`accepts ${at}: ${JSON.stringify(value).slice(0, 80)}`, () => {
        expect(failures(validate(value))).toEqual([]);
      });
    });
    file.invalid.forEach(({ value, findings }, at) => {
      it(`refuses ${at}: ${findings.map(([code]) => code).join(' ')}`, () => {
        const found = validate(value);
        const compared = file.informative === true ? found : weighty(found);
        expect(brief(compared, findings)).toEqual(findings);
        expect(inDocumentOrder(value, [...found])).toEqual(found);
      });
    });
  });
}
