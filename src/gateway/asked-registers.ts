/** Registers that something asks: what is loaded under another name is loaded for nobody. */
import type { ChannelInfo } from './channel-info.ts';
import { COVERAGE_REGISTER } from './eligibility.ts';
import { RULES_REGISTER } from './lookup.ts';

export function askedRegisters(channels: readonly ChannelInfo[]): ReadonlySet<string> {
  const asked = channels.flatMap(({ asks = [] }) => asks);
  return new Set([...asked, COVERAGE_REGISTER, RULES_REGISTER].sort());
}
