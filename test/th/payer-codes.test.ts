import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/cli/catalogue.ts';
import { toOperationOutcome } from '../../src/fhir/outcome.ts';
import { payerCodes, payerCodesPage } from './payer-codes.ts';
import { parts, translateRows } from './translated.ts';

const { codes, reasons } = payerCodes;
const texts = await loadTexts();

describe("the table of NHSO's codes", () => {
  it('is what the page shows', async () => {
    await expect(payerCodesPage(payerCodes)).toMatchFileSnapshot('../../docs/nhso-codes.md');
  });

  it('says of each code what checks it, or what it takes and why', () => {
    expect(Object.keys(codes)).toHaveLength(1069);
    for (const [key, { check, rules = [], faults = [], why }] of Object.entries(codes)) {
      expect(why === undefined || why in reasons, key).toBe(true);
      const isChecked = rules.length + faults.length > 0;
      expect(isChecked || (check !== 'checked' && why !== undefined), key).toBe(true);
    }
  });

  it('names cells that the files have', () => {
    const columns = Object.entries(parts).flatMap(([part, { variants }]) =>
      variants.flatMap((variant) => variant.columns.map((column) => `${part}.${column}`)),
    );
    const named = Object.values(codes).flatMap(({ cells = [], faults = [] }) => [
      ...cells,
      ...faults,
    ]);
    expect([...new Set(named)].filter((cell) => !columns.includes(cell))).toEqual([]);
  });

  it.each([
    { name: 'a rule', cell: { UUC: '1' }, part: 'OPD', code: 'C201' },
    { name: 'a faulty cell', cell: { SEX: 'M' }, part: 'PAT', code: 'C103' },
  ])('gives the finding of $name its code, explanation and guide', ({ cell, part, code }) => {
    const key = { HN: '1', SEQ: '2' };
    const rows = {
      PAT: [
        {
          ...key,
          HCODE: '99999',
          DOB: '19850401',
          SEX: '1',
          PERSON_ID: 'A1',
          NAMEPAT: 'x',
          IDTYPE: '2',
        },
      ],
      INS: [{ ...key, INSCL: 'LGO', PERMITNO: '1' }],
      OPD: [{ ...key, DATEOPD: '20260210', UUC: '1' }],
      CHT: [{ ...key, DATE: '20260210', TOTAL: '1' }],
      CHA: [{ ...key, CHRGITEM: 'C1', AMOUNT: '1' }],
    };
    const changed = { ...rows, [part]: [{ ...rows[part as 'OPD'][0], ...cell }] };
    const [unit] = translateRows(changed).units;
    const outcome = toOperationOutcome(unit?.findings ?? [], { language: 'th', texts });
    const codings = outcome.issue.flatMap(({ details }) => details.coding.slice(1));
    const { found, remedy } = codes[code]?.text.th ?? {};
    expect(codings).toContainEqual({
      extension: [
        {
          url: 'https://sampan.example/fhir/StructureDefinition/payer-remedy',
          valueString: remedy,
        },
      ],
      system: 'https://sampan.example/fhir/CodeSystem/nhso-error',
      code,
      display: found,
    });
  });
});
