import { describe, expect, it } from 'vitest';
import type { UnitState } from '../../src/channel/translation.ts';
import { type AcceptOptions, acceptUnits } from '../../src/gateway/accept.ts';
import { DECISIONS, decide, type Situation, type Standing } from '../../src/gateway/decide.ts';
import type { CurrentVersion } from '../../src/gateway/ports/commit.ts';
import type { PreparedUnit } from '../../src/gateway/ports/prepared.ts';
import { booksOf, UNIT_OUTCOMES } from '../../src/gateway/ports/states.ts';
import { INTENTS } from '../../src/gateway/ports/terms.ts';
import { isOlder } from '../../src/gateway/sequence.ts';

const key = { facility: 'f', scheme: 's', kind: 'visit', number: '1' };

function unitOf(change: Partial<PreparedUnit> = {}): PreparedUnit {
  return {
    ...{ key: '1', businessKey: key, state: 'acceptable', findings: [], source: '{}' },
    fingerprint: 'v1:new',
    versions: { channel: '', map: '', profile: '', terminology: '' },
    bundle: { text: '{}', focusType: 'Claim', focusId: 'c', resources: [], likeness: '' },
    ...change,
  };
}

const current: CurrentVersion = {
  ...{ key, version: 2, versionId: '2', intent: 'original', fingerprint: 'v1:now' },
  ...{ focusType: 'Claim', focusId: 'c', superseded: ['v1:old'], generation: 1 },
  ...{
    channel: 'ch',
    payer: 'p',
    submission: 'before',
    ordinal: 1,
    sequence: ['2026-03-02', '10'],
  },
};

const options: AcceptOptions = {
  ...{ submission: 's', channel: 'ch', allOrNothing: false },
  rules: { resend: 'conflict', reopens: false },
  payerOf: ({ payer }) => payer ?? 'p',
};

const accept = (units: readonly PreparedUnit[], currents: readonly CurrentVersion[] = []) =>
  acceptUnits(units, currents, options);

interface Case {
  readonly unit?: Partial<PreparedUnit>;
  readonly known?: Partial<CurrentVersion> | undefined;
  readonly options?: Partial<AcceptOptions>;
}

/** Row of the decision, its outcome and the intent of the version made. */
function rowOf({ unit, known, options: change }: Case): readonly unknown[] {
  const currents = known ? [{ ...current, ...known }] : [];
  const [decided] = acceptUnits([unitOf(unit)], currents, { ...options, ...change });
  const made = decided?.target && !currents.includes(decided.target) ? decided.target : undefined;
  return [decided?.decision.row, decided?.outcome, made?.intent, made?.version];
}

const voided = { intent: 'void' } as const;
const correction = { rules: { resend: 'correction', reopens: true } } as const;
const asked = (intent: (typeof INTENTS)[number]) => ({ options: { intent } });

describe('decisions', () => {
  it.each<[string, Case, string, string?, number?]>([
    ['D16', { unit: { state: 'rejected' }, known: {} }, 'rejected'],
    ['open', { unit: { state: 'open' }, known: {} }, 'open'],
    ['not claimed', { unit: { state: 'not-claimed' }, known: {} }, 'notClaimed'],
    ['D1', {}, 'new', 'original', 1],
    ['D5', { unit: { fingerprint: 'v1:now' }, known: {} }, 'duplicate'],
    ['D5', { unit: { fingerprint: 'v1:now' }, known: {}, ...asked('replacement') }, 'duplicate'],
    ['D21', { unit: { fingerprint: 'v1:old' }, known: {} }, 'superseded'],
    ['D21', { unit: { fingerprint: 'v1:old' }, known: {}, options: correction }, 'superseded'],
    [
      'D7',
      { unit: { fingerprint: 'v1:old' }, known: {}, ...asked('replacement') },
      ...(['replaced', 'replacement', 3] as const),
    ],
    ['D6', { known: {} }, 'conflict'],
    ['D7', { known: {}, ...asked('replacement') }, 'replaced', 'replacement', 3],
    ['D7', { known: {}, unit: { intent: 'replacement' } }, 'replaced', 'replacement', 3],
    ['D7', { known: {}, options: correction }, 'replaced', 'replacement', 3],
    ['D7', { known: { correctable: true } }, 'replaced', 'replacement', 3],
    ['D6', { known: { correctable: true }, ...asked('original') }, 'conflict'],
    ['D6', { known: {}, options: { ...correction, intent: 'original' } }, 'conflict'],
    ['D6', { known: { channel: 'other' }, options: correction }, 'conflict'],
    ['D8 alone', asked('replacement'), 'rejected'],
    ['D8 alone', { unit: { intent: 'void' } }, 'rejected'],
    ['D9', { known: {}, ...asked('void') }, 'voided', 'void', 3],
    ['D9', { known: {}, unit: { intent: 'void' } }, 'voided', 'void', 3],
    ['not claimed', { unit: { state: 'not-claimed', intent: 'void' } }, 'notClaimed'],
    [
      'D9',
      { known: {}, unit: { state: 'not-claimed', intent: 'void' } },
      ...(['voided', 'void', 3] as const),
    ],
    ['D10', { known: voided, ...asked('void') }, 'duplicate'],
    ['D11', { known: voided }, 'conflict'],
    ['D11', { known: voided, unit: { fingerprint: 'v1:old' } }, 'conflict'],
    ['D11', { known: voided, ...asked('replacement') }, 'conflict'],
    ['D11', { known: voided, options: correction }, 'conflict'],
    [
      'D11 again',
      { known: voided, options: { ...correction, intent: 'replacement' } },
      ...(['replaced', 'original', 3] as const),
    ],
    ['D12', { known: {}, unit: { sequence: ['2026-03-02', '9'] } }, 'conflict'],
    ['D12', { known: {}, unit: { sequence: ['2026-03-01', '99'], intent: 'void' } }, 'conflict'],
    ['D5', { known: {}, unit: { sequence: ['2026-03-01'], fingerprint: 'v1:now' } }, 'duplicate'],
    ['D6', { known: {}, unit: { sequence: ['2026-03-03'], fingerprint: 'v1:old' } }, 'conflict'],
    ['other payer', { known: {}, unit: { payer: 'q' }, ...asked('replacement') }, 'conflict'],
    ['D9', { known: {}, unit: { payer: 'q' }, ...asked('void') }, 'voided', 'void', 3],
  ])('%s: %j', (row, given, outcome, intent, version) => {
    expect(rowOf(given)).toEqual([row, outcome, intent, version]);
  });

  it('D8: parks what came before its original, unless it came alone', () => {
    const units = [unitOf(), unitOf({ businessKey: { ...key, number: '2' } })];
    const decided = acceptUnits(units, [], { ...options, intent: 'void' });
    expect(decided.map(({ decision, outcome }) => [decision.row, outcome])).toEqual([
      ['D8', 'parked'],
      ['D8', 'parked'],
    ]);
  });

  it('D13, D14: conditions of the request come before what it brings', () => {
    const withEvidence = (ofUnit: object, known = true) =>
      acceptUnits([unitOf()], known ? [current] : [], {
        ...options,
        evidence: { ofUnit: [ofUnit], alike: new Map() },
      })[0];
    expect(withEvidence({ ifMatch: ['1'] })?.decision).toMatchObject({ row: 'D13', status: 412 });
    expect(withEvidence({ ifMatch: ['2'] })?.decision.row).toBe('D6');
    expect(withEvidence({ ifMatch: ['*'] })?.decision.row).toBe('D6');
    expect(withEvidence({ ifMatch: ['*'] }, false)?.decision.row).toBe('D13');
    expect(withEvidence({ existing: current })).toMatchObject({
      outcome: 'duplicate',
      target: current,
    });
    expect(withEvidence({ ambiguous: true })?.decision).toMatchObject({ status: 412 });
  });

  it('decide every situation', () => {
    const states: readonly UnitState[] = ['acceptable', 'rejected', 'not-claimed', 'open'];
    const standings: readonly Standing[] = ['unknown', 'same', 'superseded', 'other'];
    const flags = ['corrects', 'voided', 'reopens', 'stale', 'newer', 'alone', 'equalElsewhere'];
    for (const state of states) {
      for (const standing of standings) {
        for (const intent of INTENTS) {
          for (let bits = 0; bits < 1 << flags.length; bits += 1) {
            const set = flags.map((flag, at) => [
              flag,
              standing !== 'unknown' && !!((bits >> at) & 1),
            ]);
            const more = { state, standing, intent, condition: 'holds', movesPayer: false };
            const situation = { ...Object.fromEntries(set), ...more } as unknown as Situation;
            expect(UNIT_OUTCOMES[decide(situation).outcome]).toBeDefined();
          }
        }
      }
    }
    expect(new Set(DECISIONS.map(({ row }) => row)).size).toBe(DECISIONS.length);
  });

  it('D21 answers with the current version and the warning superseded', () => {
    const [decided] = accept([unitOf({ fingerprint: 'v1:old' })], [current]);
    expect(decided).toMatchObject({ outcome: 'superseded', target: { version: 2 } });
    expect(decided?.findings).toMatchObject([
      { code: 'SAMPAN-GATEWAY-SUPERSEDED', severity: 'warning', params: { version: '2' } },
    ]);
  });

  it('sees what earlier units of a submission made', () => {
    const bundle = { text: '{}', focusType: 'Claim', focusId: 'c', resources: [], likeness: 'x' };
    const units = [
      unitOf({ bundle }),
      unitOf({ fingerprint: 'v1:2', intent: 'replacement' }),
      unitOf({ fingerprint: 'v1:3', intent: 'void' }),
      unitOf({ fingerprint: 'v1:4' }),
      unitOf({ bundle, businessKey: { ...key, number: '2' } }),
    ];
    const decided = accept(units);
    expect(decided.map(({ outcome, target }) => [outcome, target?.version])).toEqual([
      ['new', 1],
      ['replaced', 2],
      ['voided', 3],
      ['conflict', 3],
      ['new', 1],
    ]);
    expect(decided[4]?.findings).toMatchObject([{ code: 'SAMPAN-GATEWAY-SUSPECT' }]);
  });

  it('rejects a unit that says it is acceptable and has nothing to keep', () => {
    const { bundle: _none, ...bare } = unitOf();
    expect(accept([bare])[0]?.outcome).toBe('rejected');
  });

  it('names the version of a card read after the unit that brought it', () => {
    const bundle = { text: '{}', focusType: 'Patient', focusId: 'p', resources: [], likeness: '' };
    expect(accept([unitOf({ bundle })])[0]?.target).toMatchObject({ versionId: 's.1' });
  });
});

describe("the sender's own order", () => {
  it.each<[readonly string[], readonly string[], boolean]>([
    [['9'], ['10'], true],
    [['10'], ['9'], false],
    [['10'], ['010'], false],
    [['2026-03-01 08:00', '2'], ['2026-03-01 08:00', '11'], true],
    [['b'], ['a', '1'], false],
    [[], ['1'], false],
    [['1'], [], false],
    [['99999999999999999998'], ['99999999999999999999'], true],
  ])('%j before %j: %s', (arrived, known, older) => {
    expect(isOlder(arrived, known)).toBe(older);
  });
});

describe('books', () => {
  it('balance for any mixture of outcomes', () => {
    const outcomes = Object.keys(UNIT_OUTCOMES) as (keyof typeof UNIT_OUTCOMES)[];
    const { in: total, ...others } = booksOf([...outcomes, ...outcomes]);
    expect(total).toBe(outcomes.length * 2);
    expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(total);
  });
});
