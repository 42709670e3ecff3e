import { describe, expect, it } from 'vitest';
import type { UnitState } from '../../src/channel/translation.ts';
import { acceptUnits } from '../../src/gateway/accept.ts';
import { DECISIONS, decide, type Standing, standingOf } from '../../src/gateway/decide.ts';
import type { CurrentVersion } from '../../src/gateway/ports/commit.ts';
import type { PreparedUnit } from '../../src/gateway/ports/prepared.ts';
import { booksOf, UNIT_OUTCOMES } from '../../src/gateway/ports/states.ts';

const key = { facility: 'f', scheme: 's', kind: 'visit', number: '1' };

function unitOf(change: Partial<PreparedUnit> = {}): PreparedUnit {
  return {
    ...{ key: '1', businessKey: key, state: 'acceptable', findings: [], source: '{}' },
    fingerprint: 'v1:new',
    versions: { channel: '', map: '', profile: '', terminology: '' },
    bundle: { text: '{}', focusType: 'Claim', focusId: 'c', resources: [] },
    ...change,
  };
}

const current: CurrentVersion = {
  ...{ key, version: 2, versionId: '2', intent: 'original', fingerprint: 'v1:now' },
  ...{ focusType: 'Claim', focusId: 'c', superseded: ['v1:old'] },
};

const accept = (units: readonly PreparedUnit[], currents: readonly CurrentVersion[] = []) =>
  acceptUnits(units, currents, { submission: 's', allOrNothing: false });

describe('decisions', () => {
  it.each<[string, UnitState, string, string]>([
    ['D16', 'rejected', 'v1:now', 'rejected'],
    ['D1', 'acceptable', 'unknown', 'new'],
    ['D5', 'acceptable', 'v1:now', 'duplicate'],
    ['D21', 'acceptable', 'v1:old', 'superseded'],
    ['D6', 'acceptable', 'v1:other', 'conflict'],
    ['open', 'open', 'v1:now', 'open'],
    ['not claimed', 'not-claimed', 'v1:now', 'notClaimed'],
  ])('%s', (row, state, fingerprint, outcome) => {
    const known = fingerprint === 'unknown' ? undefined : current;
    const decision = decide(state, standingOf(fingerprint, known));
    expect([decision.row, decision.outcome]).toEqual([row, outcome]);
  });

  it('decide every state and standing', () => {
    const states: readonly UnitState[] = ['acceptable', 'rejected', 'not-claimed', 'open'];
    const standings: readonly Standing[] = ['unknown', 'same', 'superseded', 'other'];
    for (const state of states) {
      for (const standing of standings) expect(decide(state, standing).outcome).toBeDefined();
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

  it('rejects a unit that says it is acceptable and has nothing to keep', () => {
    const { bundle: _none, ...bare } = unitOf();
    expect(accept([bare])[0]?.outcome).toBe('rejected');
  });

  it('names the version of a card read after the unit that brought it', () => {
    const bundle = { text: '{}', focusType: 'Patient', focusId: 'p', resources: [] };
    expect(accept([unitOf({ bundle })])[0]?.target).toMatchObject({ versionId: 's.1' });
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
