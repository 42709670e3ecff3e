import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareSet } from '../../src/channel/prepare-set.ts';
import { unitContext } from '../../src/channel/translate.ts';
import { businessKey, typeCut } from '../../src/channel/translate-unit.ts';
import type { Submission } from '../../src/channel/translation.ts';
import { cardBody, madeUpCards } from './made-up-cards.ts';

const none = { tenant: '', identityKey: new Uint8Array(1), profiles: {} as never };

/** What a body becomes: typed units with their keys, and findings with their owners. */
function read(submission: Submission) {
  const prepared = prepareSet(madeUpCards, submission);
  const context = unitContext(madeUpCards, prepared, none);
  const short = ({ code, places: [place] }: (typeof prepared.findings)[number]) =>
    [code, place?.file, place?.record, place?.line, place?.column, place?.field].join(' ').trim();
  return {
    faulted: prepared.faulted,
    units: prepared.units.map((cut) => {
      const own = { ...context, ...cut.bound };
      const typed = typeCut(cut, own);
      const findings = [...(prepared.ofUnit.get(cut) ?? []), ...typed.findings].map(short);
      const { facility: _facility, ...unit } = typed.unit;
      return { key: businessKey(cut, own).number.join('+'), unit, findings };
    }),
    findings: prepared.findings.map(short),
  };
}

const agent = { pid: '1-23', born: 20000131, main: { code: 'C9' }, at: '08:00' };

describe('JSON of a reader', () => {
  it('takes the first shape that applies, numbers and strings alike', () => {
    const result = read(cardBody(JSON.stringify(agent)));
    const CARD = { ordinal: 1, NUMBER: '1-23', BORN: '2000-01-31', CLINIC: 'C9', TIME: '08:00' };
    expect(result).toEqual({
      faulted: false,
      units: [{ key: '1-23+08:00', unit: { CARD }, findings: [] }],
      findings: [],
    });
  });

  it('reads the items of an array, each a unit, and keys without a time by the number', () => {
    const card = { card: { NUMBER: 'A', BORN: '' } };
    const result = read(cardBody(JSON.stringify([agent, card])));
    expect(result.units.map(({ key }) => key)).toEqual(['1-23+08:00', 'A']);
  });

  it('keeps the text of decimals, carries what is said once, and nests by key', () => {
    const rights = '[{"CODE":"a","SHARE":0.50},{"CODE":"b"}]';
    const limits = '[{"CODE":"a","AMOUNT":1.10},{"CODE":"a","AMOUNT":"2.20"}]';
    const text = `{"pid":"1","born":"20000131","givenOn":"20200101","rights":${rights},"limits":${limits}}`;
    const [unit] = read(cardBody(text)).units;
    expect(JSON.parse(JSON.stringify(unit?.unit.RIGHT))).toEqual([
      {
        ...{ ordinal: 1, CODE: 'a', SHARE: 0.5, GIVEN: '2020-01-01' },
        limit: [
          { ordinal: 1, CODE: 'a', AMOUNT: 1.1 },
          { ordinal: 2, CODE: 'a', AMOUNT: 2.2 },
        ],
      },
      { ordinal: 2, CODE: 'b', GIVEN: '2020-01-01' },
    ]);
    expect(JSON.stringify(unit?.unit.RIGHT)).toContain('"SHARE":0.50');
  });

  it('tells a fault at its record, line, column and path', () => {
    const text = `[${JSON.stringify(agent)},\n {"pid":"9","born":"x"}]`;
    expect(read(cardBody(text)).units[1]?.findings).toEqual([
      'SAMPAN-CELL-DATE body 2 2 20 $.born',
    ]);
  });

  it('tells a member nobody reads, once a path', () => {
    const rights = [{ CODE: 'a', odd: 1 }, { odd: { deep: 2 } }];
    const result = read(cardBody(JSON.stringify({ ...agent, rights, none: [], extra: { x: 1 } })));
    expect(result.units[0]?.findings).toEqual([
      'SAMPAN-JSON-FIELD-UNKNOWN body 1 1 93 $.rights[0].odd',
      'SAMPAN-JSON-FIELD-UNKNOWN body 1 1 134 $.extra',
    ]);
  });

  it('wants plain values in fields, objects in records, and a home for nested records', () => {
    const odd = { ...agent, at: [1], rights: ['x'], limits: [{ CODE: 'z' }] };
    const codes = read(cardBody(JSON.stringify(odd))).units[0]?.findings;
    expect(codes?.map((each) => each.split(' ')[0])).toEqual([
      'SAMPAN-JSON-FIELD-NESTED',
      'SAMPAN-JSON-RECORD',
      'SAMPAN-UNIT-UNCLAIMED',
    ]);
  });

  it('refuses a photograph with the whole body, and shows nothing of it', () => {
    const result = read(cardBody(JSON.stringify({ ...agent, photo: 'AAAA' })));
    expect(result).toEqual({
      faulted: true,
      units: [],
      findings: ['X-PHOTO body 1 1 73 $.photo'],
    });
    expect(read(cardBody(JSON.stringify({ ...agent, photo: '' }))).faulted).toBe(false);
  });

  it('a fault of the text in one item rejects that one', () => {
    const twice = `[{"pid":"1","born":"20000131"},\n{"pid":"2","born":"20000131","pid":"3"}]`;
    const [first, second] = read(cardBody(twice)).units;
    expect(first?.findings).toEqual([]);
    expect(second?.findings).toEqual(['SAMPAN-JSON-DUPLICATE-KEY body 2 2 30']);
  });

  it('a visit that is opened stands in the unit', () => {
    const submission = { ...cardBody(JSON.stringify(agent)), visit: 'V7' };
    expect(read(submission).units[0]?.unit.visit).toBe('V7');
  });
});

const latin = 'Ada\u0000\u0000\u0000200001311234\u0000\u0000';
const wide = Uint8Array.from([...latin].flatMap((c) => [c.charCodeAt(0), 0]));
const chip = [0x6d, 0x20, 0x30, 0x09, 2, 1, 1, 0x0c, 3, 0x31, 0x32, 0x33];
const more = [0x30, 0x08, 2, 1, 2, 0x0c, 2, 0x41, 0x62, 0x30, 7, 2, 1, 9, 0x0c, 1, 0x5a];

describe('text of a card', () => {
  it('is told apart by its form', () => {
    const unit = (body: string | Uint8Array) => read(cardBody(body)).units[0];
    const Ada = { ordinal: 1, NUMBER: '1234', NAME: 'Ada', BORN: '2000-01-31' };
    expect(unit('1234|Ada|20000131\r\n')).toEqual({
      key: '1234',
      unit: { CARD: Ada },
      findings: [],
    });
    expect(unit(wide)).toEqual({ key: '1234', unit: { CARD: Ada }, findings: [] });
    const Ab = { ordinal: 1, NUMBER: '123', NAME: 'Ab' };
    const further = ['SAMPAN-CARD-FIELDS body 1 1'];
    const bytes = Uint8Array.from([...chip, ...more]);
    expect(unit(bytes)).toEqual({ key: '123', unit: { CARD: Ab }, findings: further });
    expect(unit(Buffer.from(bytes).toString('base64'))?.unit).toEqual({ CARD: Ab });
    expect(unit(Buffer.from(bytes).toString('hex'))?.unit).toEqual({ CARD: Ab });
  });

  it('has lengths of more than one byte, and counts for nothing where it is cut short', () => {
    const name = 'Ⅷ'.repeat(60);
    const long = [0x30, 0x81, 0xb9, 2, 1, 2, 0x0c, 0x81, 0xb4, ...Buffer.from(name)];
    const bytes = Uint8Array.from([...chip, ...long]);
    const CARD = { ordinal: 1, NUMBER: '123', NAME: name };
    expect(read(cardBody(bytes)).units[0]?.unit).toEqual({ CARD });
    const cut = read(cardBody(bytes.slice(0, -1)));
    expect(cut.findings[0]).toMatch(/^SAMPAN-CARD-FORM/);
    expect(cut.faulted).toBe(true);
  });

  it('with more fields than known is read, and said so', () => {
    const [unit] = read(cardBody('1|Ada|2000013|x|y')).units;
    expect(unit?.findings).toEqual([
      'SAMPAN-CARD-FIELDS body 1 1',
      'SAMPAN-CELL-DATE body 1 1 7 BORN',
    ]);
  });

  it('of no form faults the body', () => {
    for (const body of ['1|Ada', '', 'x']) {
      const result = read(cardBody(body));
      expect(result.faulted).toBe(true);
      expect(result.findings[0]).toMatch(/^SAMPAN-CARD-FORM/);
    }
  });
});

describe('whatever arrives', () => {
  it('never throws', () => {
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ maxLength: 60 }),
      fc.json({ maxDepth: 4 }),
      fc.jsonValue().map((value) => JSON.stringify({ ...agent, rights: value, limits: [value] })),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const result = read(cardBody(body));
        return result.faulted ? result.findings.length > 0 : result.units.length > 0;
      }),
      { numRuns: 300 },
    );
  });
});
