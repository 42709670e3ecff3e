import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalSource } from '../../src/channel/canonical-source.ts';
import { prepareSet } from '../../src/channel/prepare-set.ts';
import { unitContext } from '../../src/channel/translate.ts';
import { businessKey, typeCut } from '../../src/channel/translate-unit.ts';
import type { EarlierMessage, Submission } from '../../src/channel/translation.ts';
import { journal, madeUpJournal, type Sent, sent } from './made-up-journal.ts';

const none = { tenant: '', identityKey: new Uint8Array(1), profiles: {} as never };

interface Short {
  readonly key: string;
  readonly state: string;
  readonly findings: readonly string[];
  readonly source: string;
}

/** What a journal becomes, in short. */
function read(submission: Submission) {
  const prepared = prepareSet(madeUpJournal, submission);
  const context = unitContext(madeUpJournal, prepared, none);
  const units = prepared.units.map((cut): Short => {
    const own = { ...context, ...cut.bound };
    const typed = typeCut(cut, own);
    const told = [...(prepared.ofUnit.get(cut) ?? []), ...typed.findings];
    return {
      key: businessKey(cut, own).number.join('+'),
      state: cut.unclaimed?.state ?? 'claim',
      findings: [
        ...told.map(({ code }) => code),
        ...(cut.unclaimed ? [cut.unclaimed.finding.code] : []),
      ],
      source: canonicalSource(typed, own.parts, []),
    };
  });
  const findings = prepared.findings.map(({ code, places: [place] }) => `${code} ${place?.record}`);
  return { faulted: prepared.faulted, units, findings, messages: prepared.journal?.messages ?? [] };
}

/** Key and state of each unit, and what it holds of each part. */
function summary(messages: readonly Sent[], earlier: readonly EarlierMessage[] = []) {
  return read(journal(messages, earlier)).units.map(({ key, state, source }) => {
    const parts = JSON.parse(source) as Record<string, Record<string, string>[]>;
    const lines = (parts.LINE ?? []).map(({ N }) => N).join('');
    const facts = [parts.PERSON?.[0]?.NAME, parts.VISIT?.[0]?.WARD, parts.LIST?.[0]?.NOTE];
    return [state, key, lines, ...facts.filter((each) => each !== undefined)].join(' ').trim();
  });
}

const at = { p: 'P', v: 'V' };
const line = (N: string, PRICE: unknown, BATCH = 'b') => ({ ...at, N, PRICE, BATCH });

const who = sent('who', '01', {}, { person: { p: 'P', NAME: 'Ada' } });
const open = sent('open', '02', { ...at, visit: { DAY: '2026-01-02', WARD: 'w1' } });
const lines = sent(
  'lines',
  '03',
  { lines: [line('1', 1.1), line('2', '2.20')] },
  { results: [{ N: '1', SHARE: 0.5 }] },
);
const more = sent('lines', '04', { lines: [line('3', 3)] });
const settle = sent(
  'settle',
  '05',
  { ...at, batch: 'b' },
  { bill: { S: 'S1', DAY: '2026-01-02', TOTAL: '6.30' } },
);
const stay = [who, open, lines, more, settle];

describe('a journal', () => {
  it('becomes a claim at its settlement, whatever the order of arrival', () => {
    expect(summary(stay)).toEqual(['claim S1 123 Ada w1']);
    expect(summary(stay.toReversed())).toEqual(['claim S1 123 Ada w1']);
    expect(read(journal([...stay, ...stay])).units).toHaveLength(1);
  });

  it('keeps visits apart that are interleaved', () => {
    const other = JSON.parse(
      JSON.stringify([open, lines, more, settle])
        .replaceAll('"V"', '"W"')
        .replaceAll('"S1"', '"S2"')
        .replace(/"id":"m/g, '"id":"n'),
    ) as Sent[];
    const mixed = stay.flatMap((message, index) => [message, ...other.slice(index, index + 1)]);
    expect(summary(mixed)).toEqual(['claim S1 123 Ada w1', 'claim S2 123 Ada w1']);
  });

  it('is open without a settlement, and says so', () => {
    const { units } = read(journal([who, open, lines]));
    expect(units.map(({ state, key, findings }) => [state, key, findings])).toEqual([
      ['open', 'P+V', ['SAMPAN-JOURNAL-OPEN']],
    ]);
  });

  it('takes the records a settlement is about, and no others', () => {
    const second = sent('lines', '04', { lines: [line('9', 9, 'c')] });
    expect(summary([...stay, second])).toEqual(['claim S1 123 Ada w1', 'open P+V 9 Ada w1']);
  });

  it('knows the person as at the settlement, or as first told afterwards', () => {
    const later = sent('who', '09', {}, { person: { p: 'P', NAME: 'Eve' } });
    expect(summary([...stay, later])).toEqual(['claim S1 123 Ada w1']);
    expect(summary([...stay.slice(1), later])).toEqual(['claim S1 123 Eve w1']);
  });

  it('removes lines by number, all lines, and visits', () => {
    const two = sent('unline', '041', { ...at, numbers: ['2', '3'] });
    expect(summary([...stay, two])).toEqual(['claim S1 1 Ada w1']);
    const all = sent('unline', '041', { ...at, numbers: ['all'] });
    expect(summary([open, lines, all])).toEqual(['open P+V  w1']);
    const { units } = read(journal([open, lines, all, sent('close', '042', at)]));
    expect(units.map(({ key, state, findings }) => [key, state, findings])).toEqual([
      ['P+V', 'undone', ['SAMPAN-JOURNAL-WITHDRAWN']],
    ]);
  });

  it('undoes a settlement, whose lines can be settled again', () => {
    const undo = sent('unsettle', '06', { ...at, S: 'S1' });
    expect(summary([...stay, undo])).toEqual(['undone S1', 'open P+V 123 Ada w1']);
    const again = { ...settle, ask: { ...settle.ask, at: '07', id: 'x' } };
    const bill = { ...again, answer: { code: 0, bill: { S: 'S2', TOTAL: '6.30' } } };
    expect(summary([...stay, undo, bill])).toEqual(['claim S2 123 Ada w1', 'undone S1']);
  });

  it('reverses a message whose outcome was unknown, whenever it came', () => {
    const of = { p: 'P', of: settle.ask.id, ofKind: 'settle' };
    const reverse = sent('reverse', '06', of);
    expect(summary([reverse, ...stay])).toEqual(['undone S1', 'open P+V 123 Ada w1']);
    const lost = sent('reverse', '06', { p: 'P', of: more.ask.id, ofKind: 'lines' });
    expect(summary([...stay, lost])).toEqual(['claim S1 12 Ada w1']);
  });

  it('adds what is said of a settlement by its number alone, before or after it', () => {
    const list = sent('list', '00', { v: 'V', S: 'S1', list: { NOTE: 'n' } });
    expect(summary([...stay, list])).toEqual(['claim S1 123 Ada w1 n']);
    expect(summary([list])).toEqual(['open S1  n']);
  });

  it('tells what it does not read', () => {
    const failed = { ...lines, answer: { code: -1 } };
    const messages = [
      ...[failed, sent('hello', '1', {}), sent('odd', '1', {}), sent('open', '', at)],
      ...[sent('open', '1', {}), { ...more, ask: { ...more.ask, lines: [line('3', 4)] } }],
    ];
    expect(read(journal([...messages, ...stay])).findings).toEqual([
      'SAMPAN-MESSAGE-FAILED 1',
      'SAMPAN-MESSAGE-KIND 3',
      'SAMPAN-MESSAGE-ORDER 4',
      'SAMPAN-MESSAGE-DIFFERS 6',
      'SAMPAN-MESSAGE-KEY 5',
    ]);
  });

  it('tells of members nobody reads once a kind', () => {
    const undo = sent('unsettle', '06', { ...at, S: 'S9' });
    const all = [...stay, undo].map((each) => ({ ...each, ask: { ...each.ask, odd: 1 } }));
    expect(read(journal([...all, ...all])).units[0]?.findings).toEqual([
      ...new Array(4).fill('SAMPAN-JSON-FIELD-UNKNOWN'),
    ]);
  });

  it('of a message without an answer and the same with it counts the answered one', () => {
    const { answer: _none, ...asked } = settle;
    const messages = [...stay.slice(0, 4), asked, settle];
    expect(summary(messages)).toEqual(['claim S1 123 Ada w1']);
    expect(read(journal(messages)).units[0]?.findings).toEqual([]);
  });

  it('changes what a message says of a visit and leaves the rest', () => {
    const move = sent('move', '03', { ...at, visit: { DAY: '2026-01-05', WARD: '' } });
    const { units } = read(journal([...stay, move]));
    const said = (JSON.parse(units[0]?.source ?? '{}') as Record<string, unknown>).VISIT;
    expect(said).toEqual([{ DAY: '2026-01-05', WARD: 'w1' }]);
    expect(summary([move, ...stay])).toEqual(summary([...stay, move]));
  });

  it('takes nothing away by a call whose outcome nobody knows, and says so', () => {
    const asked = (message: Sent) => ({ ask: message.ask }) as Sent;
    const undo = asked(sent('unsettle', '06', { ...at, S: 'S1' }));
    const unline = asked(sent('unline', '041', { ...at, numbers: ['1'] }));
    const reverse = asked(sent('reverse', '07', { p: 'P', of: settle.ask.id, ofKind: 'settle' }));
    for (const message of [undo, unline, reverse]) {
      expect(summary([...stay, message])).toEqual(['claim S1 123 Ada w1']);
      const { units, findings } = read(journal([...stay, message]));
      const told = [...findings, ...(units[0]?.findings ?? [])];
      expect(told.join()).toContain('SAMPAN-MESSAGE-UNANSWERED');
    }
  });

  it('orders times written with separators and without', () => {
    const timed = (message: Sent, time: string) => ({
      ...message,
      ask: { ...message.ask, at: time },
    });
    const undo = timed(sent('unsettle', '', { ...at, S: 'S1' }), '2026-01-02 06:00:00');
    const dashed = stay.map((each, index) =>
      timed(each, `2026010${index < 2 ? 1 : 2}050${index}00`),
    );
    expect(summary([...dashed, undo])).toEqual(['undone S1', 'open P+V 123 Ada w1']);
  });

  it('undoes the settlement of a visit whose person no message names', () => {
    const nameless = JSON.parse(JSON.stringify(stay.slice(1)).replaceAll('"p":"P",', '')) as Sent[];
    const undo = sent('unsettle', '06', { S: 'S1' });
    expect(summary(nameless)).toEqual(['claim S1 123 w1']);
    expect(summary([...nameless, undo])).toEqual(['undone S1', 'open +V 123 w1']);
  });

  it('of another facility rejects the units it is in', () => {
    const stranger = { ...settle, ask: { ...settle.ask, clinic: 'F2' } };
    expect(read(journal([...stay.slice(0, 4), stranger])).units[0]?.findings).toEqual([
      'X-FACILITY',
    ]);
  });
});

/** Sends the messages in parts, each with what was kept of the parts before. */
function inParts(parts: readonly (readonly Sent[])[]): ReadonlyMap<string, Short> {
  const stored = new Map<string, EarlierMessage>();
  const last = new Map<string, Short>();
  for (const [index, messages] of parts.entries()) {
    const result = read(journal(messages, [...stored.values()]));
    for (const unit of result.units) last.set(unit.key, unit);
    for (const message of result.messages) {
      const { file, record, line, text } = message;
      const name = JSON.stringify(message.identity());
      if (stored.has(name)) continue;
      stored.set(name, { file, record, line, text: text(), submission: `s${index}` });
    }
  }
  return last;
}

const events = [
  ...stay,
  sent('move', '045', { ...at, visit: { WARD: 'w2' } }),
  sent('lines', '051', { lines: [line('4', '4.00', 'c')] }),
  sent('settle', '06', { ...at, batch: 'c' }, { bill: { S: 'S2', TOTAL: 4 } }),
  sent('unsettle', '07', { ...at, S: 'S1' }),
  sent('unline', '08', { ...at, numbers: ['3'] }),
  sent('settle', '09', { ...at, batch: 'b' }, { bill: { S: 'S3', TOTAL: '3.3' } }),
  sent('list', '10', { v: 'V', S: 'S3', list: { NOTE: 'n' } }),
  sent('lines', '11', { lines: [line('5', '5.00', 'd')] }),
  sent('reverse', '12', { p: 'P', of: settle.ask.id, ofKind: 'settle' }),
];

describe('parts of a stay', () => {
  it('give the same claims in any order, with repeats, as one body in order', () => {
    const whole = new Map(read(journal(events)).units.map((unit) => [unit.key, unit.source]));
    expect([...whole.keys()].toSorted()).toEqual(['P+V', 'S1', 'S2', 'S3']);
    const order = fc
      .shuffledSubarray([...events, ...events], { minLength: events.length * 2 })
      .chain((all) => fc.tuple(fc.constant(all), fc.array(fc.nat(30), { maxLength: 30 })));
    fc.assert(
      fc.property(order, ([all, cuts]) => {
        const borders = [
          0,
          ...cuts.map((cut) => cut % all.length).toSorted((a, b) => a - b),
          all.length,
        ];
        const parts = borders.slice(1).map((end, index) => all.slice(borders[index], end));
        const last = inParts(parts.filter((part) => part.length > 0));
        for (const [key, source] of whole) expect(last.get(key)?.source).toBe(source);
      }),
      { numRuns: 60 },
    );
  });

  it('never throw, whatever arrives', () => {
    const values = fc.jsonValue({ maxDepth: 3 });
    const kinds = fc.constantFrom(...Object.keys(unitEvents()));
    const message = fc.tuple(kinds, values, values, values).map(([kind, a, b, c]) => ({
      ask: { kind, at: '1', id: 'x', p: a, v: b, lines: c, visit: a, list: b, S: c, numbers: a },
      answer: { code: 0, bill: a, person: b, results: c },
    }));
    fc.assert(
      fc.property(fc.array(fc.oneof(message, values), { minLength: 1 }), (messages) => {
        read(journal(messages as Sent[]));
      }),
      { numRuns: 200 },
    );
  });
});

function unitEvents() {
  const [unit] = madeUpJournal.definition.units;
  return unit !== undefined && 'events' in unit ? unit.events : {};
}
