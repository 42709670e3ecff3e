import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowForms } from '../../src/channel/back/row-forms.ts';
import type { Resource } from '../../src/channel/translation.ts';
import { loadChannel, loadProfiles } from '../../src/cli/catalogue.ts';
import { lossesBetween, writeBundles } from '../../src/cli/export.ts';
import { readPaths } from '../../src/cli/read-paths.ts';
import { type CompiledForms, compileForms } from '../../src/cli/row-forms.ts';
import { encodeText, type WritableCharset } from '../../src/wire/charset/encode.ts';
import { claimSets } from './generate-set.ts';
import type { Rows } from './rows.ts';
import { translateFiles, translateRows } from './translated.ts';

const [channel, profiles] = await Promise.all([loadChannel('th-eclaim-16'), loadProfiles()]);
const folder = 'mappings/th/th-eclaim-16';
const forms = JSON.parse(readFileSync(`${folder}/export.json`, 'utf8')) as RowForms;
const compiled: CompiledForms = compileForms(forms);
const lost = new Set(forms.losses.map(({ field }) => field));

/** The layout that carries every column. */
const widest = { INS: 'hcode-datein', DRU: 'drugtype-full' };

function bundlesOf(translation: ReturnType<typeof translateFiles>): readonly Resource[] {
  return translation.units.flatMap(({ bundle }) => bundle ?? []);
}

function exported(bundles: readonly Resource[], charset: WritableCharset) {
  const { files } = writeBundles(channel, forms, bundles, compiled);
  return files.map(({ name, text }) => ({ name, text, bytes: encodeText(text, charset).bytes }));
}

/** Filled cells of each row as `COLUMN=text`, without those that are named as lost. */
function cellsOf(part: string, rows: readonly Readonly<Record<string, string>>[]) {
  const isKept = (column: string) => !lost.has(`${part}.${column}`) && !lost.has(`*.${column}`);
  const lines = rows.map((row) =>
    Object.entries(row)
      .filter(([column, text]) => text !== '' && isKept(column))
      .map(([column, text]) => `${column}=${text}`)
      .sort()
      .join(' '),
  );
  return lines.sort();
}

function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = text.split('\r\n').filter((line) => line !== '');
  const columns = head.split('|');
  return lines.map((line) => {
    const cells = line.split('|');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

function cellsOfAll(rows: Rows): Readonly<Record<string, readonly string[]>> {
  const parts = Object.entries(rows).map(([part, own]) => [part, cellsOf(part, own)]);
  return Object.fromEntries(parts);
}

describe('a set that went to bundles', () => {
  it('comes back cell by cell, and as the same bundles in either charset', () => {
    fc.assert(
      fc.property(
        claimSets,
        fc.constantFrom<WritableCharset>('utf-8', 'windows-874'),
        ({ rows, layout }, charset) => {
          const translation = translateRows(rows, { ...layout, header: true, variants: widest });
          const bundles = bundlesOf(translation);
          const files = exported(bundles, charset);
          const back = Object.fromEntries(
            files.map(({ name, text }) => [name.replace('.txt', ''), rowsOf(text)]),
          );
          expect(cellsOfAll(back)).toEqual(cellsOfAll(rows));
          expect(lossesBetween(channel, profiles, bundles, files)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each(['good-utf8-header', 'every-column', 'odds-and-ends', 'passport-and-clergy'])(
    'of the sample %s loses nothing',
    (name) => {
      const files = readPaths([`${folder}/samples/${name}/input`]).flatMap((path) => path.files);
      const bundles = bundlesOf(translateFiles(files));
      expect(lossesBetween(channel, profiles, bundles, exported(bundles, 'utf-8'))).toEqual([]);
    },
  );

  it('is told what the files cannot carry', () => {
    const files = readPaths([`${folder}/samples/good-utf8-header/input`]).flatMap(
      (path) => path.files,
    );
    const [bundle] = JSON.parse(JSON.stringify(bundlesOf(translateFiles(files)).slice(0, 1)));
    bundle.entry[0].resource.text = { status: 'generated', div: '<div>x</div>' };
    const losses = lossesBetween(channel, profiles, [bundle], exported([bundle], 'utf-8'));
    expect(losses.map(({ element, before, after }) => ({ element, before, after }))).toEqual([
      { element: 'Claim.text.status', before: 'generated', after: undefined },
      { element: 'Claim.text.div', before: '<div>x</div>', after: undefined },
    ]);
  });
});
