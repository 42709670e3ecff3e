import { describe, expect, it } from 'vitest';
import { formatPlace } from '../../src/base/place.ts';
import { prepareSet } from '../../src/channel/prepare-set.ts';
import { madeUpChannel, madeUpSet } from './made-up-channel.ts';

const good = {
  PERSON: ['F1|A|20000101', 'F1|B|20000102'],
  VISIT: ['A|1|20260101|10.00', 'B|2|20260102|5.00', 'A|3|20260103|0.00'],
  LINE: ['A|1||4.00', 'A|1||6.00', 'B|2||5.00', 'A||S1|9.00'],
  STAY: ['A|S1|20260110'],
};

/** What a set becomes, in short: units with their rows, and findings with their owners. */
function prepared(files: Readonly<Record<string, readonly string[]>>, facility?: string) {
  const submission = madeUpSet(files);
  const result = prepareSet(madeUpChannel, {
    ...submission,
    ...(facility !== undefined && { facility }),
  });
  const short = (finding: { code: string; places: readonly Parameters<typeof formatPlace>[0][] }) =>
    `${finding.code} ${finding.places.map(formatPlace)[0] ?? ''}`.trim();
  return {
    faulted: result.faulted,
    facility: result.facility,
    units: result.units.map((unit) => {
      const counts = [...unit.rows].map(([part, rows]) => `${part} ${rows.length}`);
      return `${unit.definition.kind} ${Object.values(unit.key).join('+')}: ${counts.join(', ')}`;
    }),
    ofUnit: [...result.ofUnit].map(([unit, findings]) => {
      return `${unit.key[unit.definition.claimNumber]}: ${findings.map(short).join('; ')}`;
    }),
    findings: result.findings.map(short),
  };
}

describe('cutting', () => {
  it('joins each root with the rows of its key, and leaves none over', () => {
    expect(prepared(good)).toEqual({
      faulted: false,
      facility: 'F1',
      units: [
        'visit A+1: VISIT 1, PERSON 1, LINE 2',
        'visit B+2: VISIT 1, PERSON 1, LINE 1',
        'visit A+3: VISIT 1, PERSON 1',
        'stay A+S1: STAY 1, PERSON 1, LINE 1',
      ],
      ofUnit: [],
      findings: [],
    });
  });
});

describe('rules of the set', () => {
  it('a required part that is missing faults the set', () => {
    const { PERSON: _person, ...rest } = good;
    const result = prepared(rest);
    expect(result.faulted).toBe(true);
    expect(result.units).toEqual([]);
    expect(result.findings).toContain('X-REQUIRED PERSON');
  });

  it('a part required by another one is missed without stopping the rest', () => {
    const { VISIT: _visit, ...rest } = good;
    const result = prepared(rest);
    expect(result.faulted).toBe(false);
    expect(result.findings).toContain('X-REQUIRED-FOR VISIT');
    expect(result.units).toEqual(['stay A+S1: STAY 1, PERSON 1, LINE 1']);
  });

  it('a repeated key rejects the units of that key only', () => {
    const result = prepared({ ...good, PERSON: [...good.PERSON, 'F1|B|20000102'] });
    expect(result.ofUnit).toEqual(['2: X-UNIQUE PERSON.txt line 3, PID']);
    expect(result.findings).toEqual([]);
  });

  it('a repeated root is one unit', () => {
    const result = prepared({ ...good, VISIT: [...good.VISIT, 'B|2|20260102|5.00'] });
    expect(result.units).toHaveLength(4);
    expect(result.ofUnit).toEqual(['2: X-UNIQUE VISIT.txt line 4, VISIT']);
  });

  it('an orphan rejects the units of the person it names', () => {
    const result = prepared({ ...good, LINE: [...good.LINE, 'A|9||1.00'] });
    expect(result.ofUnit).toEqual([
      '1: X-VISIT LINE.txt line 5, VISIT',
      '3: X-VISIT LINE.txt line 5, VISIT',
      'S1: X-VISIT LINE.txt line 5, VISIT',
    ]);
  });

  it('an orphan of nobody is a finding by itself, and of its first key only', () => {
    const result = prepared({ ...good, LINE: [...good.LINE, 'Z|9||1.00'] });
    expect(result.ofUnit).toEqual([]);
    expect(result.findings).toEqual(['X-PID LINE.txt line 5, PID']);
  });

  it('a row that no unit takes and no rule names is told', () => {
    const result = prepared({ ...good, LINE: [...good.LINE, 'A|1|S9|1.00'] });
    expect(result.ofUnit).toEqual(['1: SAMPAN-UNIT-UNCLAIMED LINE.txt line 5']);
  });

  it('a root without its key is told at the empty field', () => {
    const result = prepared({ ...good, VISIT: [...good.VISIT, '|9|20260103|0.00'] });
    expect(result.findings).toEqual(['SAMPAN-UNIT-KEY VISIT.txt line 4, PID']);
  });

  it('rows of a part that nobody takes are one finding', () => {
    const more = ['Z||S9|1.00', 'Z||S9|2.00'];
    const result = prepared({
      ...good,
      PERSON: [...good.PERSON, 'F1|Z|20000101'],
      LINE: [...good.LINE, ...more],
    });
    expect(result.findings).toEqual([
      'SAMPAN-UNIT-UNCLAIMED PERSON.txt line 3',
      'SAMPAN-UNIT-UNCLAIMED LINE.txt line 5',
    ]);
  });

  it('a row too short rejects the unit whose number it holds', () => {
    const result = prepared({ ...good, LINE: [...good.LINE, 'B|2|'] });
    expect(result.ofUnit).toHaveLength(1);
    expect(result.ofUnit[0]).toMatch(/^2: SAMPAN-ROW-\S+ LINE\.txt line 5/);
  });
});

describe('facility', () => {
  it('must be one', () => {
    const result = prepared({ ...good, PERSON: ['F1|A|20000101', 'F2|B|20000102'] });
    expect(result.faulted).toBe(true);
    expect(result.findings).toEqual(['X-FACILITY PERSON.txt line 2, FACILITY']);
  });

  it("must be the sender's", () => {
    expect(prepared(good, 'F1').faulted).toBe(false);
    expect(prepared(good, 'F9').findings).toEqual(['X-FACILITY PERSON.txt line 1, FACILITY']);
  });

  it("is the sender's where the set names none, and a fault where nobody does", () => {
    const nameless = { ...good, PERSON: ['|A|20000101', '|B|20000102'] };
    expect(prepared(nameless, 'F7').facility).toBe('F7');
    expect(prepared(nameless).findings).toEqual(['X-FACILITY']);
  });
});

describe('files', () => {
  it('an unknown file is told and not read; what file managers leave behind is passed over', () => {
    const submission = madeUpSet({ ...good, '.DS_Store': ['x'], NOTES: ['hello'] });
    const { findings, faulted } = prepareSet(madeUpChannel, submission);
    expect(faulted).toBe(false);
    expect(findings.map(({ code, places }) => [code, places[0]?.file])).toEqual([
      ['SAMPAN-SET-FILE-UNKNOWN', 'NOTES.txt'],
    ]);
  });

  it('SAMPAN-SET-NOTHING: a set without a single known file is one finding', () => {
    const { findings, faulted } = prepareSet(madeUpChannel, madeUpSet({ NOTES: ['hello'] }));
    expect(faulted).toBe(true);
    expect(findings.map(({ code }) => code)).toEqual(['SAMPAN-SET-NOTHING']);
  });

  it('a part sent twice faults the set', () => {
    const submission = madeUpSet({ ...good, visit: good.VISIT });
    const { findings, faulted } = prepareSet(madeUpChannel, submission);
    expect(faulted).toBe(true);
    expect(findings.map(({ code }) => code)).toContain('SAMPAN-SET-PART-REPEATED');
  });
});
