/** What the translation of a unit needs beside the unit. */
import type { ProfileSet } from '../profile/runtime/index.ts';
import type { CutUnit } from './cut-units.ts';
import type { IdentityContext } from './identity.ts';
import type { ChannelModule } from './module.ts';
import type { PlaceContext } from './place-findings.ts';
import type { Parts } from './set-rules.ts';

export interface UnitContext {
  readonly channel: ChannelModule;
  readonly parts: Parts;
  readonly facility: string;
  /** Number of the visit that a card read opens. */
  readonly visit?: string;
  /** When the submission was received: a day, or a time with its zone. */
  readonly received?: string;
  readonly profiles: ProfileSet;
  readonly identity: IdentityContext;
}

/** The context with the models of the unit's own version, where its content decided that. */
export function contextOf(cut: CutUnit, context: UnitContext): UnitContext {
  const { bound } = cut;
  return bound === undefined ? context : { ...context, channel: bound.channel, parts: bound.parts };
}

/** What leads a path inside the unit back to its cells. */
export function placeContext(cut: CutUnit, given: UnitContext): PlaceContext {
  const context = contextOf(cut, given);
  return { cut, parts: context.parts, layouts: context.channel.layouts };
}
