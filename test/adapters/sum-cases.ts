/** Registers: sums of claims under their keys, where a lost commit adds nothing, and near keys. */
import { expect } from 'vitest';
import { limits } from '../../src/base/limits.ts';
import { it } from './cases.ts';
import { AT, claimCommit, type OpenedStore } from './sample-rows.ts';

export function sumCases(opened: () => OpenedStore): void {
  it('adds up what commits change, and shows it with what was loaded', async () => {
    const { store, registry } = opened();
    const sum = (number: string, amount: number, tenant = 'a') =>
      store.commit(
        claimCommit(number, { tenant, counted: [{ name: 'budget', key: 'h|2026', amount }] }),
      );
    await sum('sum-1', 330_500);
    await sum('sum-2', 99_999_999_999_900);
    expect(await sum('sum-2', 10_000)).toBe('lost');
    expect(await registry.sums('a', 'budget')).toEqual([
      { key: 'h|2026', counted: '10000000033.04' },
    ]);
    await Promise.all([sum('sum-3', -330_500), sum('sum-4', 1)]);
    const entry = { key: 'h|2026', value: '{"total":1.10}' };
    await registry.load({ tenant: 'a', name: 'budget', at: AT }, [entry]);
    const counted = '9999999999.9901';
    expect(await registry.sums('a', 'budget')).toEqual([
      { key: 'h|2026', counted, value: entry.value },
    ]);
    expect(await registry.lookup('a', 'budget', 'h|2026')).toBe(
      `{"total":1.10,"counted":"${counted}"}`,
    );
    expect(await registry.sums('b', 'budget')).toEqual([]);
    expect(await registry.sums('a', 'other')).toEqual([]);
  });

  it('names the keys of a register that begin as one that is not in it', async () => {
    const { registry } = opened();
    const keys = ['40.18', '40.170', 'Đ.1', '40.17.KT', '41.1', '40.17'];
    const entries = keys.map((key) => ({ key, value: '{}' }));
    await registry.load({ tenant: 'a', name: 'near', at: AT }, entries);
    expect(await registry.near('a', 'near', '40.19')).toEqual(
      ['40.17', '40.17.KT', '40.170', '40.18'].slice(0, limits.nearKeys),
    );
    expect(await registry.near('a', 'near', '40.17.NAT')).toEqual(['40.17.KT']);
    expect(await registry.near('a', 'near', 'Đ.2')).toEqual(['Đ.1']);
    expect(await registry.near('a', 'near', '99')).toEqual([]);
    expect(await registry.near('b', 'near', '40.19')).toEqual([]);
  });
}
