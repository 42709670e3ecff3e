/** Style as a test: what the project asks of its own code, each rule with its violations listed. */
import { describe, expect, it } from 'vitest';
import * as catalogue from './tidy/catalogue.ts';
import { countryWords, nationalColumns } from './tidy/countries.ts';
import { deadExports } from './tidy/dead-exports.ts';
import { deadFiles } from './tidy/dead-files.ts';
import { codeFiles, sourceFiles } from './tidy/files.ts';
import { layerViolations } from './tidy/layers.ts';
import * as national from './tidy/national-codes.ts';
import { generatedCode, impureCode } from './tidy/purity.ts';
import * as style from './tidy/style.ts';
import { expectTidy, type Violation } from './tidy/violation.ts';

type Rules = Readonly<Record<string, () => readonly Violation[]>>;

const rules: Readonly<Record<string, Rules>> = {
  layers: {
    'imports go one way': layerViolations,
    'base to gateway read no clock, no environment, no chance': impureCode,
    'the server makes no code': generatedCode,
    'every file in src is reached': deadFiles,
    'what is exported is taken by another file': deadExports,
  },
  countries: {
    'src names none': countryWords,
    'src names no field of a national format': nationalColumns,
  },
  code: {
    'files are short': style.longFiles,
    'functions are short': style.longFunctions,
    'lines are short': style.longLines,
    'file names are kebab-case and say what is in them': style.fileNames,
    'no `any`': style.looseTypes,
    'no default exports': style.defaultExports,
    'no sleeping tests': style.sleepingTests,
    'no reminders': style.reminderComments,
  },
  findings: {
    'every code has its texts in every language': catalogue.codesWithoutTexts,
    'all languages say the same': catalogue.unequalTexts,
    'every text is used': catalogue.unusedTexts,
    'every code is provoked': catalogue.unprovokedCodes,
    'every national code of a channel has its texts': national.nationalCodesWithoutTexts,
    "national texts stand in English and the country's language": national.nationalTextsMissing,
    'every national text is used': national.nationalCodesUnused,
    'every national code is provoked': national.nationalCodesUnprovoked,
  },
  limits: { 'every limit is enforced': catalogue.unusedLimits },
};

it('looks at the whole project', () => {
  expect(sourceFiles.length).toBeGreaterThan(50);
  expect(codeFiles.length).toBeGreaterThan(sourceFiles.length);
});

describe.each(Object.entries(rules))('%s', (_, group) => {
  it.each(Object.entries(group))('%s', (_name, violations) => {
    expectTidy(violations());
  });
});
