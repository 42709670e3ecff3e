/** The rules of tidy.test.ts see what they are for, and let pass what is right. */
import { describe, expect, it } from 'vitest';
import { countryWords, nationalColumns } from './countries.ts';
import type { TextFile } from './files.ts';
import { layerViolations } from './layers.ts';
import { generatedCode, impureCode } from './purity.ts';
import {
  defaultExports,
  fileNames,
  longFiles,
  longFunctions,
  longLines,
  looseTypes,
  reminderComments,
  sleepingTests,
} from './style.ts';
import type { Violation } from './violation.ts';

type Rule = (files: readonly TextFile[]) => readonly Violation[];

function file(path: string, text: string): TextFile {
  return { path, text, lines: text.split('\n') };
}

const long = (count: number) => `function f() {\n${'  g();\n'.repeat(count)}}\n`;
const reminder = ['TO', 'DO'].join('');
const asleep = ['it', 'skip'].join('.');

const refused: readonly (readonly [rule: Rule, path: string, text: string, line: number])[] = [
  [layerViolations, 'src/wire/a.ts', "import { b } from '../fhir/b.ts';", 1],
  [layerViolations, 'src/base/a.ts', "\nimport type { b } from '../wire/b.ts';", 2],
  [layerViolations, 'src/base/a.ts', "type B = import('../wire/b.ts').B;", 1],
  [layerViolations, 'src/profile/a.ts', "export { b } from '../mapping/b.ts';", 1],
  [layerViolations, 'src/gateway/a.ts', "const b = await import('../adapters/b.ts');", 1],
  [layerViolations, 'src/gateway/a.ts', "import { readFile } from 'node:fs';", 1],
  [layerViolations, 'src/http/a.ts', "import { readFile } from 'node:fs';", 1],
  [layerViolations, 'src/adapters/a.ts', "import { b } from '../gateway/receive.ts';", 1],
  [layerViolations, 'src/gateway/a.ts', "import { Pool } from 'pg';", 1],
  [layerViolations, 'src/gateway/a.ts', "import { env } from 'cloudflare:workers';", 1],
  [layerViolations, 'src/cli/a.ts', "import { b } from '../../test/b.ts';", 1],
  [layerViolations, 'src/odds/a.ts', "import { b } from '../base/b.ts';", 1],
  [impureCode, 'src/gateway/a.ts', 'const now = Date.now();', 1],
  [impureCode, 'src/gateway/a.ts', 'const now = new Date();', 1],
  [impureCode, 'src/base/a.ts', 'const id = crypto.randomUUID();', 1],
  [impureCode, 'src/wire/a.ts', 'const home = process.env.HOME;', 1],
  [impureCode, 'src/channel/a.ts', "console.log('here');", 1],
  [generatedCode, 'src/profile/a.ts', "const f = new Function('return 1');", 1],
  [generatedCode, 'src/http/a.ts', "eval('1');", 1],
  [countryWords, 'src/wire/a.ts', '// as in Thailand', 1],
  [countryWords, 'src/wire/a.ts', 'const readChineseCard = 1;', 1],
  [countryWords, 'src/wire/nhso.ts', '', 1],
  [countryWords, 'src/wire/a.ts', "const scheme = 'vss';", 1],
  [nationalColumns, 'src/wire/a.ts', "const key = row['MA_LK'];", 1],
  [nationalColumns, 'src/wire/a.ts', 'const key = row.setl_id;', 1],
  [longFiles, 'src/base/a.ts', '\n'.repeat(401), 401],
  [longFunctions, 'src/base/a.ts', long(69), 1],
  [longLines, 'src/base/a.ts', `// ${'word '.repeat(20)}`, 1],
  [longLines, 'src/base/a.ts', `const a = '${'word '.repeat(30)}';`, 1],
  [looseTypes, 'src/base/a.ts', 'let a: readonly any[];', 1],
  [defaultExports, 'src/base/a.ts', 'export default 1;', 1],
  [fileNames, 'src/base/dateParser.ts', '', 1],
  [fileNames, 'src/base/date-utils.ts', '', 1],
  [sleepingTests, 'test/a.test.ts', `${asleep}('x', () => {});`, 1],
  [sleepingTests, 'test/a.test.ts', `${asleep}.each([1])('x', () => {});`, 1],
  [reminderComments, 'src/base/a.ts', `// ${reminder}: later`, 1],
];

const passed: readonly (readonly [rule: Rule, path: string, text: string])[] = [
  [layerViolations, 'src/channel/a.ts', "import { b } from '../wire/b.ts';"],
  [layerViolations, 'src/adapters/a.ts', "import type { b } from '../gateway/ports.ts';"],
  [layerViolations, 'src/adapters/a.ts', "import { DatabaseSync } from 'node:sqlite';"],
  [layerViolations, 'src/node.ts', "import { b } from './adapters/b.ts';"],
  [impureCode, 'src/adapters/a.ts', 'const now = Date.now();'],
  [impureCode, 'src/gateway/a.ts', 'const day = new Date(now); ports.clock.now();'],
  [generatedCode, 'src/cli/a.ts', "const f = new Function('return 1');"],
  [countryWords, 'src/cli/a.ts', "'sampan convert --channel th-eclaim-16 DIR'"],
  [countryWords, 'src/base/a.ts', 'const machinable = vssd;'],
  [nationalColumns, 'src/wire/a.ts', '// ODX.txt line 7, DIAG'],
  [longFunctions, 'src/base/a.ts', long(68)],
  [longLines, 'src/base/a.ts', `const a = '${'word '.repeat(22)}';`],
  [longLines, 'src/base/a.ts', `// https://example.org/${'long/'.repeat(30)}`],
  [looseTypes, 'src/base/a.ts', '// any words; const any = 1;'],
  [sleepingTests, 'test/a.test.ts', "it('skip', () => plan.skip());"],
];

describe('refuses', () => {
  it.each(refused)('%o in %s: %s', (rule, path, text, line) => {
    const violations = rule([file(path, text)]);
    expect(violations.map((violation) => [violation.path, violation.line])).toContainEqual([
      path,
      line,
    ]);
  });
});

describe('lets pass', () => {
  it.each(passed)('%o in %s: %s', (rule, path, text) => {
    expect(rule([file(path, text)])).toEqual([]);
  });
});
