/** A submission to its translation: open, check the set, cut units, translate each. Pure. */
import type { ProfileSet } from '../profile/runtime/index.ts';
import { identityContext } from './identity.ts';
import type { ChannelModule } from './module.ts';
import { type PreparedSet, prepareSet } from './prepare-set.ts';
import { translateUnit, type UnitContext } from './translate-unit.ts';
import type { Submission, Translation } from './translation.ts';

export interface TranslateOptions {
  /** From the credentials, never from what was sent; empty on the command line. */
  readonly tenant: string;
  /** Key that ids are derived with. */
  readonly identityKey: Uint8Array;
  readonly profiles: ProfileSet;
  /** Called after each unit, for progress. */
  readonly onUnit?: (done: number, of: number) => void;
}

export function translate(
  channel: ChannelModule,
  submission: Submission,
  options: TranslateOptions,
): Translation {
  const prepared = prepareSet(channel, submission);
  const { findings, faulted, units } = prepared;
  if (faulted) return { findings, faulted, units: [] };
  const context = unitContext(channel, prepared, options);
  return {
    findings,
    faulted,
    units: units.map((unit, index) => {
      const translated = translateUnit(unit, prepared.ofUnit.get(unit) ?? [], context);
      options.onUnit?.(index + 1, units.length);
      return translated;
    }),
  };
}

export function unitContext(
  channel: ChannelModule,
  prepared: PreparedSet,
  options: TranslateOptions,
): UnitContext {
  return {
    channel,
    parts: prepared.parts,
    facility: prepared.facility,
    profiles: options.profiles,
    identity: identityContext(options.tenant, options.identityKey),
  };
}
