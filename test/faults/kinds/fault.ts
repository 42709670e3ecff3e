/** A kind of fault: what is done to a running world while senders send. */
import type { StoreKind, World } from '../world.ts';

export interface Fault {
  readonly name: string;
  /** Where it can happen; everywhere if absent. */
  readonly store?: StoreKind;
  /** How often it happens in a short run. */
  readonly times: number;
  /** Once; when it returns the fault is over and the gateway is running. */
  once(world: World): Promise<void>;
  /** What it measured the last time, in words. */
  told?(): string;
}
