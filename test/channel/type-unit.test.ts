import { describe, expect, it } from 'vitest';
import { canonicalOf, canonicalText } from '../../src/base/canonical.ts';
import type { LayoutField } from '../../src/base/layout.ts';
import { formatPlace } from '../../src/base/place.ts';
import { canonicalSource } from '../../src/channel/canonical-source.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import { prepareSet } from '../../src/channel/prepare-set.ts';
import { typeUnit } from '../../src/channel/type-unit.ts';
import { madeUpChannel, madeUpSet } from './made-up-channel.ts';

/** The made-up channel with one column of lines of another type. */
function channelWith(price: Partial<LayoutField>, personal: readonly string[] = []): ChannelModule {
  const { LINE, ...others } = madeUpChannel.layouts;
  if (LINE === undefined) throw new Error('the made-up channel has lines');
  const fields = LINE.fields.map((field) =>
    field.name === 'PRICE' ? { ...field, ...price } : field,
  );
  const { definition } = madeUpChannel;
  return {
    ...madeUpChannel,
    definition: { ...definition, identity: { ...definition.identity, personal } },
    layouts: { ...others, LINE: { ...LINE, fields } },
  };
}

function typed(channel: ChannelModule, price: string, people = ['F1|A|20000101']) {
  const set = { PERSON: people, VISIT: ['A|1|20260101|1.00'], LINE: [`A|1||${price}`] };
  const prepared = prepareSet(channel, madeUpSet(set));
  const [cut] = prepared.units;
  if (cut === undefined) throw new Error('one visit makes one unit');
  const { parts, facility } = prepared;
  return typeUnit(cut, { parts, facility, lists: ['LINE'], zone: '+07:00' });
}

describe('typeUnit', () => {
  it('gives typed records with their ordinals, and leaves empty cells out', () => {
    expect(typed(madeUpChannel, '').unit).toEqual({
      facility: 'F1',
      PERSON: { ordinal: 1, FACILITY: 'F1', PID: 'A', BORN: '2000-01-01' },
      VISIT: { ordinal: 1, PID: 'A', VISIT: '1', DAY: '2026-01-01', PAID: { rawJSON: '1.00' } },
      LINE: [{ ordinal: 1, PID: 'A', VISIT: '1' }],
    });
  });

  it.each([
    ['SAMPAN-CELL-NUMBER', {}, '1,00'],
    ['SAMPAN-CELL-INTEGER', { type: 'integer' }, '1.5'],
    ['SAMPAN-CELL-BOOLEAN', { type: 'boolean' }, 'yes'],
    ['SAMPAN-CELL-TIME', { type: 'time', form: { pattern: 'HHmm' } }, '2460'],
    ['SAMPAN-CELL-DATE', { type: 'date', form: { pattern: 'yyyyMMdd' } }, '20260230'],
    ['SAMPAN-CELL-ERA', { type: 'date', form: { pattern: 'yyyyMMdd' } }, '25690101'],
    ['SAMPAN-CELL-DOT', { type: 'code', form: { dotAfter: 3 } }, 'J18.9'],
    ['SAMPAN-CELL-LENGTH', { type: 'string', maxLength: 3 }, 'abcd'],
  ] as const)('%s: the cell is left out and has its place', (code, price, text) => {
    const { unit, findings, untyped } = typed(channelWith(price), text);
    expect(unit.LINE).toEqual([{ ordinal: 1, PID: 'A', VISIT: '1' }]);
    expect([...untyped]).toEqual(['LINE[0].PRICE']);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.places.map(formatPlace)).toEqual(['LINE.txt line 1, PRICE']);
    expect(findings[0]?.places[0]).toMatchObject({ record: 1, column: 6, value: text });
  });

  it('masks what identifies a person', () => {
    const { findings } = typed(channelWith({}, ['LINE.PRICE']), '1234567890x');
    expect(findings[0]?.places[0]?.value).toBe('•••••••890x');
    expect(findings[0]?.params.found).toBe('•••••••890x');
    const name = typed(channelWith({}, ['LINE.PRICE']), 'Somchai Jaidee');
    expect(name.findings[0]?.places[0]?.value).toBe('•'.repeat(14));
  });

  it('SAMPAN-UNIT-REPEATED: a second record where one is allowed', () => {
    const { findings } = typed(madeUpChannel, '1.00', ['F1|A|20000101', 'F1|A|20000102']);
    expect(findings.map((finding) => finding.code)).toEqual(['SAMPAN-UNIT-REPEATED']);
    expect(findings[0]?.places[0]).toMatchObject({ file: 'PERSON.txt', line: 2 });
  });
});

describe('canonicalSource', () => {
  const canonical = (price: string) => {
    const set = {
      PERSON: ['F1|A|20000101'],
      VISIT: ['A|1|20260101|1.00'],
      LINE: [`A|1||${price}`],
    };
    const prepared = prepareSet(madeUpChannel, madeUpSet(set));
    const [cut] = prepared.units;
    if (cut === undefined) throw new Error('one visit makes one unit');
    const { parts, facility } = prepared;
    const unit = typeUnit(cut, { parts, facility, lists: ['LINE'], zone: '+07:00' });
    return canonicalSource(unit, parts, ['VISIT.PAID']);
  };

  it('has names in order, shortest numbers, no empty and no volatile cells', () => {
    expect(canonical('1.10')).toBe(
      '{"LINE":[{"PID":"A","PRICE":"1.1","VISIT":"1"}],' +
        '"PERSON":[{"BORN":"20000101","FACILITY":"F1","PID":"A"}],' +
        '"VISIT":[{"DAY":"20260101","PID":"A","VISIT":"1"}]}',
    );
  });

  it('is what the canonical form of its JSON is', () => {
    for (const price of ['1.10', '05', '']) {
      const text = canonical(price);
      expect(canonicalText(canonicalOf(JSON.parse(text)))).toBe(text);
    }
  });

  it.each([
    ['1.1', '1.10'],
    ['5', '5.00'],
    ['05', '5'],
    ['100', '100.0'],
    ['-0.50', '-.5'],
  ])('%s and %s are the same number', (one, other) => {
    expect(canonical(one)).toBe(canonical(other));
  });

  it('keeps different numbers apart', () => {
    expect(canonical('10')).not.toBe(canonical('1'));
    expect(canonical('1.01')).not.toBe(canonical('1.1'));
  });
});
