/** `sampan explain` over a claim set of Thailand: elements there and missing, odd paths, slips. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampan } from './sampan.ts';

const channel = 'mappings/th/th-eclaim-16';
const input = `${channel}/samples/good-utf8-header/input`;
const patientPaid = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Claim.patientPaid';

interface Line {
  readonly element: string;
  readonly value: unknown;
  readonly nearest?: string;
  readonly map: string;
  readonly rule: string;
  readonly sources: readonly { readonly file: string; readonly field?: string }[];
}

async function explain(at: string, unit = '690000001') {
  const named = ['--channel', 'th-eclaim-16', '--unit', unit];
  const run = await sampan(['explain', ...named, '--at', at, input]);
  const lines = run.stdout.split('\n').filter((line) => line !== '');
  return { ...run, lines: lines.map((line) => JSON.parse(line) as Line) };
}

/** `element <- FILE.FIELD by rule`, of what is missing `element (nearest) …`. */
function summary({ element, nearest, rule, sources }: Line): string {
  const from = sources.map(({ file, field }) => `${file.replace('.txt', '')}.${field}`).join(' ');
  return `${element}${nearest === undefined ? '' : ` (${nearest})`} <- ${from} by ${rule}`;
}

describe('sampan explain', () => {
  it.each([
    ['Claim.item[1].net.value', ['Claim.item[1].net.value <- CHA.AMOUNT by money']],
    ['Claim.item[0].net', ['Claim.item[0].net <- CHA.AMOUNT by money']],
    ['Claim.item[0].serviced', ['Claim.item[0].servicedDate <- CHA.DATE by serviced']],
    [
      `Claim.extension('${patientPaid}').value`,
      ['Claim.extension[0].valueMoney <- CHT.PAID by money'],
    ],
    [
      "Claim.extension.where(url.endsWith('Paid')).value.value",
      ['Claim.extension[0].valueMoney.value <- CHT.PAID by money'],
    ],
    ['Patient.name.text', ['Patient.name[0].text <- PAT.NAMEPAT by text']],
    ['Claim.status', ['Claim.status <-  by fixed']],
  ])('%s', async (at, expected) => {
    const { code, lines } = await explain(at);
    expect(lines.map(summary)).toEqual(expected);
    expect(code).toBe(0);
  });

  it('gives one line for each element of a list', async () => {
    const { lines } = await explain('Claim.item.sequence');
    expect(lines.map(({ element, value }) => `${element}=${value}`).slice(0, 2)).toEqual([
      'Claim.item[0].sequence=1',
      'Claim.item[1].sequence=2',
    ]);
  });

  it.each([
    ['Claim.item[0].unitPrice', 'Claim.item[0]'],
    ['Claim.item[0].unitPrice.value', 'Claim.item[0]'],
    ['Claim.item[77].net.value', 'Claim'],
    ['Claim.accident.date', 'Claim'],
    ["Claim.extension('urn:none').value", 'Claim'],
  ])('%s is missing, and led back to the nearest thing there', async (at, nearest) => {
    const { code, lines } = await explain(at);
    expect(lines.length).toBe(1);
    expect(lines[0]).toMatchObject({ element: at, value: null, nearest });
    expect(lines[0]?.map).toMatch(/^\w+\.map:\d+$/);
    expect(code).toBe(0);
  });

  it('points at the line of the map that holds the rule', async () => {
    const [file = '', line = ''] =
      (await explain('Claim.item[0].serviced')).lines[0]?.map.split(':') ?? [];
    const text = readFileSync(`${channel}/${file}`, 'utf8').split('\n')[Number(line) - 1];
    expect(text).toContain('"serviced"');
  });

  it.each([
    ['Device.status', 1, 'nothing found at Device.status'],
    ['Claim.itemm', 2, "expected an element of Claim, found 'itemm'"],
    ['Claim.item[', 2, 'column 12: expected an expression, found the end'],
  ])('%s exits with %i', async (at, code, message) => {
    const run = await explain(at);
    expect(run).toMatchObject({ code, lines: [] });
    expect(run.stderr).toContain(message);
  });
});
