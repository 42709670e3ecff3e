/** Validation says the same on workerd as on Node, byte for byte. */
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleVerdicts, type CaseDefinitions } from './verdict-bundle.ts';
import { verdictsOnNode, verdictsOnWorkerd, WORKERD } from './verdict-hosts.ts';
import type { VerdictDocument } from './verdicts.ts';

const CASES = 'test/profile/cases';
const suites = join(process.env.SAMPAN_SUITES ?? '../shared', 'conformance');

function available(what: string, path: string): boolean {
  if (existsSync(path)) return true;
  if (process.env.SAMPAN_TEST_REQUIRE === 'all') throw new Error(`${path} is missing`);
  console.log(`not run: ${what} (${path} is missing)`);
  return false;
}

const hasWorkerd = available('validation under workerd', WORKERD);
const hasSuites = available('verdicts on the suites under workerd', suites);

interface CaseFile extends CaseDefinitions {
  readonly valid: readonly unknown[];
  readonly invalid: readonly { readonly value: unknown }[];
}

const files = readdirSync(CASES).map((name): readonly [string, CaseFile] => [
  name,
  JSON.parse(readFileSync(join(CASES, name), 'utf8')) as CaseFile,
]);
const withProfiles = files.filter(([, { definitions = [] }]) => definitions.length > 0);

function documentsOf([name, { valid, invalid, definitions = [] }]: (typeof files)[number]) {
  const profiles = definitions.length > 0 ? name : 'shipped';
  const values = [...valid, ...invalid.map(({ value }) => value)];
  return values.map((value, at): VerdictDocument => {
    return { name: `${name}#${at}`, text: JSON.stringify(value), profiles };
  });
}

/** All JSON there is: what is no resource, or is cut short, has its verdict as well. */
function suiteDocuments(): readonly VerdictDocument[] {
  return globSync('**/*.json', { cwd: suites })
    .sort()
    .map((path) => join(suites, path))
    .map((path): VerdictDocument => {
      const text = readFileSync(path, 'utf8');
      return { name: relative(suites, path), text, profiles: 'shipped' };
    });
}

let bundle: string;
const folder = mkdtempSync(join(tmpdir(), 'sampan-verdicts-'));
beforeAll(async () => {
  if (hasWorkerd) bundle = await bundleVerdicts(folder, new Map(withProfiles));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function expectSame(documents: readonly VerdictDocument[]): Promise<void> {
  const onNode = verdictsOnNode(bundle, documents);
  expect(onNode).not.toContain(' thrown: ');
  expect(onNode.split('\n').length).toBe(documents.length + 1);
  expect(onNode).toContain('"severity":"error"');
  expect((await verdictsOnWorkerd(bundle, documents)).split('\n')).toEqual(onNode.split('\n'));
}

it.skipIf(!hasWorkerd)(
  'on the cases of the profile engine',
  async () => await expectSame(files.flatMap(documentsOf)),
  30_000,
);

it.skipIf(!hasWorkerd || !hasSuites)(
  'on every JSON document of the conformance suites',
  async () => await expectSame(suiteDocuments()),
  30_000,
);
